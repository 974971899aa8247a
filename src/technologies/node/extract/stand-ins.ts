import type { Expr } from '../../../facts/expr.js';
import { grouped } from '../../../grouped.js';
import { onceFor } from '../../../once.js';
import type { Node } from '../../../parse/javascript-node.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { jsExpr } from '../js/expr.js';
import type { JsFile } from '../js/file.js';

const identifiersOf = onceFor((file: JsFile) =>
  grouped(file.ofType('Identifier'), ({ node }) => (node.type === 'Identifier' ? [node.name] : [])),
);

/**
 * What a constant of the file takes the place of, where all its uses are the last resort of something else (`secret || FALLBACK`):
 * the other values, at each use. Undefined where it is used for itself or by other files.
 */
export function standsInFor(file: JsFile, name: string | undefined): readonly Expr[] | undefined {
  if (!name || !/^\w+$/.test(name)) return undefined;
  const uses = (identifiersOf(file).get(name) ?? []).filter((path) => !isDeclared(path));
  const instead = uses.map((path) => ({ path, other: insteadOf(path) }));
  if (uses.length === 0 || instead.some(({ other }) => other === undefined)) return undefined;
  return instead.flatMap(({ path, other }) => (other ? [jsExpr(file, path, other)] : []));
}

/** `const x = …`: the name itself, and no use of it, unless other files get it. */
function isDeclared({ parent, key }: JsPath): boolean {
  return (
    parent?.node.type === 'VariableDeclarator' &&
    key === 'id' &&
    parent.parent?.parent?.node.type !== 'ExportNamedDeclaration'
  );
}

/** `other || x`, `other ?? x`, `other ? other : x`. */
function insteadOf({ parent, key }: JsPath): Node | undefined {
  const node = parent?.node;
  if (node?.type === 'LogicalExpression' && key === 'right' && node.operator !== '&&') return node.left;
  return node?.type === 'ConditionalExpression' && key === 'alternate' ? node.test : undefined;
}
