import type { Fact } from '../../facts/fact.js';
import { phpArray, phpLiteral } from '../../parse/php.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { type PhpFile, phpExpr, spanOf } from '../php/expr.js';

/** Stands behind a key whose whole entry is another one's: `filesystems.disks.public@` says the key that it is a copy of. */
export const sameAs = '@';

/** `config/session.php` returning an array: one setting for each leaf and each list, keyed as `config('session.driver')` would ask. */
export function* configFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.php'.length);
  const file: PhpFile = { path, text: tree.text, variables: variablesOf(tree), followed: new Map() };
  for (const array of returnedArrays(file, tree.root)) yield* settings(name, array, file);
  yield* assignedLater(name, tree.root, file);
  for (const node of walk(tree.root)) {
    if (node.type !== 'function_call_expression') continue;
    const read = phpExpr(file, node);
    if (read.is === 'env' && read.at.start === node.start) yield { kind: 'env-read', name: read.name, at: read.at };
  }
}

/** The variables of a config file: what each is assigned first, outside of any condition (a later refinement takes it apart). */
function variablesOf(tree: SyntaxTree): ReadonlyMap<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  for (const statement of tree.root.children) {
    const assignment = statement.type === 'expression_statement' ? partsOf(statement)[0] : undefined;
    const left = childOf(assignment, 'left');
    const right = childOf(assignment, 'right');
    if (assignment?.type !== 'assignment_expression' || left?.type !== 'variable_name' || !right) continue;
    const name = sourceOf(tree.text, left);
    if (!found.has(name)) found.set(name, right);
  }
  return found;
}

/** What the file returns: an array, a variable that holds one, or arrays merged. */
function* returnedArrays(file: PhpFile, root: SyntaxNode): Iterable<SyntaxNode> {
  for (const node of root.children) {
    if (node.type !== 'return_statement') continue;
    const value = partsOf(node)[0];
    if (value) yield* arraysIn(file, value);
  }
}

function* arraysIn(file: PhpFile, value: SyntaxNode): Iterable<SyntaxNode> {
  if (value.type === 'array_creation_expression') yield value;
  else if (value.type === 'variable_name') {
    const assigned = file.variables?.get(sourceOf(file.text, value));
    if (assigned) yield* arraysIn({ path: file.path, text: file.text }, assigned);
  } else if (value.type === 'function_call_expression') {
    for (const node of walk(value)) {
      if (node.type === 'argument' && node.parent?.parent === value)
        for (const part of partsOf(node)) yield* arraysIn(file, part);
    }
  }
}

function* settings(key: string, value: SyntaxNode, file: PhpFile): Iterable<Fact> {
  const entries = phpArray(value);
  const named = entries.filter((entry) => entry.key !== undefined);
  if (named.length === 0) {
    yield { kind: 'setting', technology: 'laravel', key, value: phpExpr(file, value), at: spanOf(file, value) };
    return;
  }
  for (const entry of named) {
    const constant =
      entry.key?.type === 'class_constant_access_expression' ? sourceOf(file.text, entry.key) : undefined;
    const name = phpLiteral(file.text, entry.key) ?? constant;
    if (name !== undefined && name !== null) yield* settings(`${key}.${name}`, entry.value, file);
  }
}

/** `$config['disks']['public'] = $config['disks'][env('X', 'y')];` below the array. */
function* assignedLater(name: string, root: SyntaxNode, file: PhpFile): Iterable<Fact> {
  for (const statement of root.children) {
    const assignment = statement.type === 'expression_statement' ? partsOf(statement)[0] : undefined;
    if (assignment?.type !== 'assignment_expression') continue;
    const left = keyParts(file, childOf(assignment, 'left'));
    const right = childOf(assignment, 'right');
    if (!left || !right || left.some((part) => phpLiteral(file.text, part) === undefined)) continue;
    const key = [name, ...left.map((part) => String(phpLiteral(file.text, part)))].join('.');
    const from = keyParts(file, right);
    const at = spanOf(file, right);
    if (!from) {
      yield* settings(key, right, file);
      continue;
    }
    const parts = from.flatMap((part) => [{ is: 'literal' as const, value: '.', at }, phpExpr(file, part)]);
    const value = { is: 'text' as const, parts: [{ is: 'literal' as const, value: name, at }, ...parts], at };
    yield { kind: 'setting', technology: 'laravel', key: `${key}${sameAs}`, value, at };
  }
}

/** The indexes of `$config['a']['b']`, outermost first; undefined for anything else. */
function keyParts(file: PhpFile, node: SyntaxNode | undefined): readonly SyntaxNode[] | undefined {
  const parts: SyntaxNode[] = [];
  let here = node;
  while (here?.type === 'subscript_expression') {
    const [object, index] = partsOf(here);
    if (!index) return undefined;
    parts.unshift(index);
    here = object;
  }
  return parts.length > 0 && here?.type === 'variable_name' && sourceOf(file.text, here).startsWith('$')
    ? parts
    : undefined;
}
