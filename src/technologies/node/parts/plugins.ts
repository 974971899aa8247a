import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { JsApp } from '../resolve-js.js';
import { member } from '../resolve-js.js';

/** A package as it is put to use, with the options that it is given. */
export interface Plugged {
  readonly module: string;
  readonly args: readonly Expr[];
}

/**
 * The package behind a call: the one that is called (`session({ … })`), or the one that a server is handed: `app.register(session, { … })` of
 * Fastify, `server.register({ plugin: yar, options: { … } })` of hapi, also as a list.
 */
export function plugged(js: JsApp, call: Fact<'js-call'>): readonly Plugged[] {
  if (!/(^|\.)register$/.test(call.name)) return [{ module: call.module, args: call.args }];
  const [first, ...rest] = call.args;
  const given = first?.is === 'list' ? first.items : first ? [first] : [];
  return given.flatMap((expr): readonly Plugged[] => {
    const plugin = member(js, expr, 'plugin');
    const module = moduleOf(plugin ?? expr);
    const options = member(js, expr, 'options');
    return module ? [{ module, args: plugin ? (options ? [options] : []) : rest }] : [];
  });
}

/** The package that an expression names without calling it. */
export function moduleOf(expr: Expr): string | undefined {
  if (expr.is === 'call') return expr.module;
  if (expr.is === 'setting') return /^js:([^#]+)#/.exec(expr.key)?.[1];
  if (expr.is !== 'opaque') return undefined;
  return /^([^#\s(]+)#/.exec(expr.source)?.[1] ?? /\brequire\('([^']+)'\)/.exec(expr.source)?.[1];
}
