import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { phpArgument, phpArguments, phpCallName, phpLiteral } from '../../parse/php.js';
import { childOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { isInFunction } from '../php/conditions.js';
import { underConditions } from '../php/definitions.js';
import { type PhpFile, phpExpr, phpFile, spanOf } from '../php/expr.js';

/** A configuration file's constants, one setting for each definition, in order; a condition around it stands in the value. */
export function* configFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = phpFile(path, tree);
  yield { kind: 'use', technology: 'wordpress', what: 'config-file', at: { file: path, start: 0, end: 0 } };
  for (const node of walk(tree.root)) {
    if (isInFunction(node)) continue;
    const defined = definition(file, node);
    if (defined) yield defined;
    if (node.type === 'if_statement') yield* schemeFromProxy(file, node);
    if (node.type === 'function_call_expression' && phpCallName(tree.text, node) === 'eval')
      yield { kind: 'use', technology: 'wordpress', what: 'eval', at: spanOf(file, node) };
  }
}

/** `define('X', ...)` (the first one wins) and Bedrock's `Config::define('X', ...)` (the last one wins). */
function definition(file: PhpFile, node: SyntaxNode): Fact | undefined {
  const call = phpCallName(file.text, node);
  if (call !== 'define' && call !== 'Config::define') return undefined;
  const args = phpArguments(file.text, node);
  const key = phpLiteral(file.text, phpArgument(args, 0));
  const given = phpArgument(args, 1);
  if (typeof key !== 'string' || !given) return undefined;
  const at = spanOf(file, node);
  const value = underConditions(file, node, { key, value: withConstants(phpExpr(file, given)), change: withConstants });
  return { kind: 'setting', technology: 'wordpress', key, value, at, ...(call === 'define' ? {} : { when: 'last' }) };
}

/** A bare constant (`WP_ENV`) is a reference to what defines it. */
function withConstants(expr: Expr): Expr {
  switch (expr.is) {
    case 'opaque':
      return /^[A-Z][A-Z0-9_]+$/.test(expr.source) ? { is: 'setting', key: expr.source, at: expr.at } : expr;
    case 'choice':
      return {
        ...expr,
        ...(expr.when ? { when: withConstants(expr.when) } : {}),
        whenTrue: withConstants(expr.whenTrue),
        whenFalse: withConstants(expr.whenFalse),
      };
    case 'equals':
      return { ...expr, left: withConstants(expr.left), right: withConstants(expr.right) };
    case 'text':
      return { ...expr, parts: expr.parts.map(withConstants) };
    default:
      return expr;
  }
}

/** `if (... HTTP_X_FORWARDED_PROTO ...) $_SERVER['HTTPS'] = 'on';`: the scheme is believed from whoever sends the header, unless the peer's address is tested too. */
function* schemeFromProxy(file: PhpFile, node: SyntaxNode): Iterable<Fact> {
  const condition = childOf(node, 'condition');
  if (
    !condition ||
    !/HTTP_(X_FORWARDED_(PROTO|SSL)|CLOUDFRONT_FORWARDED_PROTO|CF_VISITOR)/.test(sourceOf(file.text, condition))
  )
    return;
  if (!/\$_SERVER\[\s*['"]HTTPS['"]\s*\]\s*=[^=]/.test(sourceOf(file.text, node))) return;
  const at = spanOf(file, condition);
  const name = /REMOTE_ADDR/.test(sourceOf(file.text, node)) ? 'bounded' : 'everyone';
  const either = sourceOf(file.text, condition).includes('||');
  yield {
    kind: 'use',
    technology: 'wordpress',
    what: 'scheme-from-proxy',
    name,
    ...(either ? { options: { either: { is: 'literal', value: true, at } } } : {}),
    at,
  };
}
