import type { Expr } from '../../../facts/expr.js';
import { type Evidence, known, type Resolved } from '../../../resolve/evidence.js';
import type { Backend } from '../../../resolve/reach.js';
import type { JsApp } from '../resolve-js.js';

/** Where a client looks for its server. */
export interface Address {
  readonly text: Resolved<string>;
  readonly placeholder: boolean;
}

/** The first of several expressions that comes to a text: a URL or a host. */
export function addressIn(js: JsApp, candidates: readonly Expr[]): Address | undefined {
  for (const expr of candidates) {
    const resolved = js.value(expr);
    if (resolved.state === 'known' && typeof resolved.value === 'string' && resolved.value !== '')
      return { text: known(resolved.value, resolved.because), placeholder: !isProduction(js, resolved.because) };
  }
  return undefined;
}

/** A value from an example, from a local env file or from a default in code is what every installation replaces. */
export function isProduction(js: JsApp, because: readonly Evidence[]): boolean {
  const set = new Set(
    js.environment.layers
      .filter(({ kind }) => kind === 'deployment' || kind === 'production' || kind === 'given')
      .flatMap(({ entries }) => [...entries.values()].map(({ at }) => `${at.file} ${at.start}`)),
  );
  return because.some(({ at }) => 'file' in at && set.has(`${at.file} ${at.start}`));
}

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\]|0\.0\.0\.0|host\.docker\.internal|\/.*)$/;

/** Who reaches it: a host of this machine is one server's own. */
export function backendOf(engine: string, { text }: Address): Resolved<Backend> {
  if (text.state === 'unknown') return text;
  const host = /^[a-z][a-z0-9+]*:\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^:/?,\s]*)/i.exec(text.value)?.[1] ?? text.value;
  return known({ technology: engine, reach: thisMachine.test(host) ? 'server' : 'shared' }, text.because);
}
