import type { Expr } from '../../facts/expr.js';
import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { phpExpr } from '../php/expr.js';
import { type CodeFile, classAround, functionAround } from './code-file.js';

/** A name that a variable, a parameter's default or the one value of a property gives: `$this->disk` behind `setDisk(string $name = 'icons')`. */
export function namedExpr(file: CodeFile, node: SyntaxNode, depth = 0): Expr {
  const isProperty = node.type === 'member_access_expression';
  if (depth > 3 || !(isProperty || node.type === 'variable_name')) return phpExpr(file, node);
  const around = functionAround(node);
  const scope = isProperty ? classAround(node) : (around ?? file.root);
  const own = isProperty || !around ? undefined : defaultOf(file, around, sourceOf(file.text, node));
  const given = [...(scope ? assignments(file, scope, sourceOf(file.text, node)) : []), ...(own ? [own] : [])];
  const named = given
    .filter((value) => !/^null$/i.test(sourceOf(file.text, value)))
    .map((value) => namedExpr(file, value, depth + 1));
  const [first, ...others] = named;
  const isOne = others.every((other) => other.is === 'literal' && literalOf(other) === literalOf(first));
  return first && isOne ? first : phpExpr(file, node);
}

/** What a parameter is where the caller gives nothing. */
function defaultOf(file: CodeFile, around: SyntaxNode, name: string): SyntaxNode | undefined {
  const parameters = partsOf(childOf(around, 'parameters') ?? around);
  const own = parameters.find((one) => {
    const called = one.type === 'simple_parameter' ? childOf(one, 'name') : undefined;
    return called !== undefined && sourceOf(file.text, called) === name;
  });
  return childOf(own, 'default_value');
}

/** What a name is set to in a function or class. More than a few assignments say nothing. */
function assignments(file: CodeFile, scope: SyntaxNode, name: string): readonly SyntaxNode[] {
  const inside = (file.assigned.get(name) ?? []).filter(({ start, end }) => scope.start <= start && end <= scope.end);
  return inside.slice(0, 4);
}

export function literalOf(expr: Expr | undefined): string | undefined {
  return expr?.is === 'literal' ? String(expr.value) : undefined;
}
