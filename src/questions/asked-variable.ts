import { expressionsOf } from '../code/walk.js';
import { onceFor } from '../once.js';
import type { Program } from '../program/program.js';
import type { Placed } from '../program/scopes.js';

/** What code takes where nobody sets a variable, and where it stands. */
export interface Usual {
  readonly text: string;
  readonly at: Placed;
}

/** What a web server tells of a request in the same table as the environment (RFC 3875, 4.1, and what servers add): nobody sets that. */
const ofRequest =
  /^(HTTP_.*|HTTPS|REQUEST_.*|REMOTE_.*|QUERY_STRING|PATH_INFO|PATH_TRANSLATED|ORIG_PATH_INFO|CONTENT_(TYPE|LENGTH)|SERVER_(ADDR|ADMIN|NAME|PORT|PROTOCOL|SIGNATURE|SOFTWARE)|GATEWAY_INTERFACE|SCRIPT_(NAME|FILENAME)|DOCUMENT_(ROOT|URI)|AUTH_TYPE|PHP_(SELF|AUTH_.*)|argc|argv)$/;

/** The one variable of the environment that an expression is read from. */
export function variableIn({ expr, func }: Placed, { linker, paths }: Program): string | undefined {
  if (
    expr.is !== 'member' &&
    expr.is !== 'index' &&
    expr.is !== 'call' &&
    expr.is !== 'name' &&
    expr.is !== 'operation'
  )
    return undefined;
  const names = linker.evaluate(expr, func).flatMap((value) => {
    const found = value.is === 'external' ? paths.variableOf(value) : undefined;
    return found && !ofRequest.test(found.name) ? [found.name] : [];
  });
  return new Set(names).size === 1 ? names[0] : undefined;
}

/** The one text that stands beside a variable, or is its fallback. */
export function usualOf({ expr, func }: Placed, { paths }: Program): Usual | undefined {
  const texts = paths.usual(expr, func).filter(({ is }) => is !== 'external');
  const [first] = texts;
  if (first?.is !== 'literal' || first.value === null) return undefined;
  const isOne = texts.every((one) => one.is === 'literal' && one.value === first.value);
  return isOne ? { text: String(first.value), at: first } : undefined;
}

/** Words in the form of variables that code names. */
export const variableNames = onceFor(({ scopes }: Program): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { fn } of scopes.funcs)
    for (const one of expressionsOf(fn)) {
      const word = one.is === 'member' ? one.name : one.is === 'literal' ? String(one.value) : '';
      if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(word)) found.add(word);
    }
  return found;
});
