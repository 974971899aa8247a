import type { Expr, ExprEntry } from '../../../facts/expr.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsDotted, jsProperties, jsString } from '../../../parse/javascript-values.js';
import { spanOf } from './file.js';
import { isFunction, returnedExpr } from './functions.js';
import { opaque, type Reading, readIn } from './reading.js';

/** At most so many entries of an object are kept: configuration is small, tables of data are not wanted. */
const entryLimit = 80;

/** An object literal; what is spread into it counts as written there, or stands under `...` when it is not known here. */
export function objectExpr(reading: Reading, node: Node): Expr {
  const entries: ExprEntry[] = [];
  for (const property of jsProperties(node).slice(0, entryLimit)) {
    if (property.spread) {
      const value = readIn(reading, property.value);
      if (value.is === 'map') entries.push(...value.entries);
      else entries.push({ key: '...', value });
    } else if (property.key !== undefined) {
      const value = isFunction(property.value) ? functionExpr(reading, property) : readIn(reading, property.value);
      entries.push({ key: property.key, value });
    }
  }
  return { is: 'map', entries, at: spanOf(reading.file, node) };
}

/**
 * A function is code; the `destination` of an upload is what it hands to its callback: `(request, file, done) => done(null, 'uploads')`, and the
 * `skip` of a limiter is what it returns.
 */
function functionExpr(reading: Reading, { key, value: fn }: { readonly key?: string; readonly value: Node }): Expr {
  const { file } = reading;
  if (key === 'skip' || key === 'skipIf') return returnedExpr(reading, fn) ?? opaque(file, fn);
  const last = key === 'destination' && 'params' in fn ? (fn.params as Node[]).at(-1) : undefined;
  const site =
    last && file.calls.find(({ node }) => isWithin(node, fn) && jsDotted(node.callee as Node) === jsDotted(last));
  const given = site?.node.arguments[1] as Node | undefined;
  return site && given ? readIn({ ...reading, path: site.path }, given) : opaque(file, fn);
}

function isWithin(inner: Node, outer: Node): boolean {
  return (inner.start ?? 0) >= (outer.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

/** A TypeScript enum of this file as a map of its members. */
export function enumExpr(reading: Reading, name: string): Expr | undefined {
  for (const { node } of reading.file.ofType('TSEnumDeclaration')) {
    if (node.type === 'TSEnumDeclaration' && node.id.name === name) return enumMap(reading, node);
  }
  return undefined;
}

export function enumMap(reading: Reading, node: Node & { type: 'TSEnumDeclaration' }): Expr {
  const members = node.members ?? node.body?.members ?? [];
  const entries = members.flatMap((member): ExprEntry[] => {
    const key = jsString(member.id) ?? jsDotted(member.id);
    return key && member.initializer ? [{ key, value: readIn(reading, member.initializer) }] : [];
  });
  return { is: 'map', entries, at: spanOf(reading.file, node) };
}

/** The fields of a class that hold values: what an instance (or the class, for static ones) offers. */
export function classMap(reading: Reading, body: Node & { type: 'ClassBody' }): Expr {
  const entries = body.body.flatMap((member): ExprEntry[] => {
    if (member.type !== 'ClassProperty' || !member.value || isFunction(member.value)) return [];
    const key = jsDotted(member.key as Node);
    return key ? [{ key, value: readIn(reading, member.value) }] : [];
  });
  return { is: 'map', entries: entries.slice(0, 200), at: spanOf(reading.file, body) };
}
