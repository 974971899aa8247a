import type { Event, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { argumentBehind } from '../program/arguments.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { ProxyTrust } from '../resolve/parts/http.js';
import { type Asked, placeOfExpr } from './asked.js';

/** What a server says of a request in its environment (PEP 3333), and the headers by which proxies say it of the client. */
const told = /^(HTTP_HOST|SERVER_NAME|REMOTE_ADDR)$/;
const forwarded = /^HTTP_X_(FORWARDED_(HOST|FOR|SERVER)|REAL_IP)$/;

/** Whose forwarded headers the code of an app believes. */
export function forwardedAsked(asked: Asked): AppParts {
  return { proxyTrusts: [...believedHeaders(asked), ...trustOff(asked)] };
}

/** What believes the headers of proxies is put in only where a setting says so that is off as the app is shipped. */
function trustOff(asked: Asked): readonly ProxyTrust[] {
  const { effects, linker } = asked.program;
  return effects.of('trust').flatMap(({ site }): readonly ProxyTrust[] => {
    const { func, call } = site;
    if (!asked.runs(func.module.path)) return [];
    for (const { guard } of guardsAround(func.fn, site.guard)) {
      if (guard.is !== 'if' || !guard.test) continue;
      const values = linker.evaluate(guard.test, func);
      const off = values.flatMap((value) => (value.is === 'literal' && value.value === false ? [value] : []));
      const [first] = off;
      if (!first || off.length < values.length) continue;
      const because = [
        { at: placeOfExpr(call, func), says: 'believes the headers of proxies only where a setting is on' },
        { at: placeOfExpr(first.expr, first.func), says: 'is off as the app is shipped' },
      ];
      return [{ technology: asked.technologyOf(func.module.path), trusts: known('nobody', because), matters: [] }];
    }
    return [];
  });
}

/**
 * Code of the app's own that puts what a header says in the place of what the server has seen, whoever sent it: `environ["HTTP_HOST"] =
 * environ.get("HTTP_X_FORWARDED_HOST")`, with no look at who the peer is. One fault in a file.
 */
function believedHeaders(asked: Asked): readonly ProxyTrust[] {
  const found = new Map<string, ProxyTrust>();
  for (const func of asked.program.scopes.funcs) {
    const { language, path } = func.module;
    if (language !== 'python' || found.has(path) || !asked.runs(path) || !asked.program.loaded.has(path)) continue;
    for (const event of func.fn.events) {
      const put = event.is === 'bind' ? believedIn(event, func, asked) : undefined;
      const header = put?.header ?? firstIn(event, func, asked);
      if (!header) continue;
      const says = put ? 'takes the word of a header that any client can send' : saysOfFirst;
      const because = [{ at: placeOfExpr(header, func), says }];
      const forged = put && put.key !== 'REMOTE_ADDR' ? { forged: 'host' as const } : {};
      found.set(path, {
        technology: asked.technologyOf(path),
        trusts: known('everyone', because),
        matters: [],
        ...forged,
      });
      break;
    }
  }
  return [...found.values()];
}

const saysOfFirst =
  'takes the first address of X-Forwarded-For, which the client itself may have written: proxies add theirs behind it';

/** The read of the header that is put in the place of what the server says, and of what. */
function believedIn(
  { target, value, guard }: Event & { readonly is: 'bind' },
  func: Func,
  { program }: Asked,
): { readonly header: Expr; readonly key: string } | undefined {
  const keyOf = (expr: Expr) => keyIn(expr, func, program);
  const put = target.is === 'index' ? keyOf(target) : undefined;
  if (put === undefined || !told.test(put)) return undefined;
  const header = made(value, func).find((one) => forwarded.test(keyOf(one) ?? ''));
  if (!header) return undefined;
  // who looks at the peer before he puts another address in its place knows whom he believes
  const looksUp = func.fn.events.some((event) => event.value !== undefined && [...within(event.value)].some((one) => keyOf(one) === 'REMOTE_ADDR')); // biome-ignore format: one question
  if (put === 'REMOTE_ADDR' && looksUp) return undefined;
  for (const { guard: one } of guardsAround(func.fn, guard))
    if (one.test && made(one.test, func).some((part) => keyOf(part) === 'REMOTE_ADDR')) return undefined;
  return { header, key: put };
}

const addresses = /^(HTTP_)?X[-_]FORWARDED[-_]FOR$/i;

/** `request.META["HTTP_X_FORWARDED_FOR"].split(",")[0]`: the read of the header whose first address is taken, with no look at who the peer is. */
function firstIn({ value, guard }: Event, func: Func, { program }: Asked): Expr | undefined {
  for (const one of value ? within(value) : []) {
    if (one.is !== 'index' || one.key.is !== 'literal' || one.key.value !== 0) continue;
    const split = one.of.is === 'call' && one.of.callee.is === 'member' && one.of.callee.name === 'split' ? one.of.callee.of : undefined;
    const header = split && made(split, func).find((part) => addresses.test(keyIn(part, func, program) ?? ''));
    if (!header) continue;
    for (const { guard: around } of guardsAround(func.fn, guard))
      if (around.test && made(around.test, func).some((part) => isPeer(part, func, program))) return undefined;
    return program.reach.wayTo(func, ['request', 'socket']) ? header : undefined;
  }
  return undefined;
} // biome-ignore format: conditions

/** `request.META["REMOTE_ADDR"]`, `request.remote_addr`, `request.client.host`. */
function isPeer(expr: Expr, func: Func, program: Program): boolean {
  if (expr.is === 'member') return expr.name === 'remote_addr' || (expr.name === 'host' && expr.of.is === 'member' && expr.of.name === 'client');
  return keyIn(expr, func, program) === 'REMOTE_ADDR';
} // biome-ignore format: conditions

/** An expression with what the names in it were bound to by the same function. */
function made(expr: Expr, { bindings }: Func): readonly Expr[] {
  return [...within(expr)].flatMap((one) =>
    one.is === 'name' ? [one, ...(bindings.get(one.name) ?? []).flatMap((bound) => [...within(bound.expr)])] : [one],
  );
}

/** The name under which something is looked up, here or by a function that is asked for it: `environ["REMOTE_ADDR"]`, `environ.get("REMOTE_ADDR", "")`. */
function keyIn(expr: Expr, func: Func, { linker, paths }: Program): string | undefined {
  const textOf = (key: Expr, at: Func) => {
    const [value] = paths.usual(key, at);
    return value?.is === 'literal' ? String(value.value) : undefined;
  };
  const own = keyOf(expr);
  if (own) return textOf(own, func);
  for (const value of expr.is === 'call' ? linker.evaluate(expr, func) : []) {
    const made = value.is === 'external' ? value.made : undefined;
    let key = made && keyOf(made.call);
    if (!made || !key) continue;
    let at = made.func;
    for (let by = made.by; by; at = by.func, by = by.by) key = argumentBehind(key, at, by.call) ?? key;
    return textOf(key, at);
  }
  return undefined;
}

function keyOf(expr: Expr): Expr | undefined {
  if (expr.is === 'index') return expr.key;
  if (expr.is !== 'call' || expr.callee.is !== 'member' || !/^(get|pop)$/.test(expr.callee.name)) return undefined;
  return expr.args[0]?.value;
}
