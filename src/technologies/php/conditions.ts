import type { Expr } from '../../facts/expr.js';
import { ancestors, childOf, partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { notExpr, type PhpFile, phpExpr, spanOf } from './expr.js';

const blocks = new Set([
  'function_definition',
  'method_declaration',
  'anonymous_function',
  'arrow_function',
  'class_declaration',
]);

/** True when a node runs only when something calls it: it stands in a function or a class. */
export function isInFunction(node: SyntaxNode): boolean {
  for (const each of ancestors(node)) if (blocks.has(each.type)) return true;
  return false;
}

/** What must hold for a node to run, outermost first: the conditions of the `if`s around it, negated in their `else`. Guards against double definition do not count. */
export function conditionsOf(file: PhpFile, node: SyntaxNode): readonly Expr[] {
  return gathered(node, (each, below) => {
    const condition = conditionOf(file, each, below);
    return condition ? [condition] : [];
  });
}

/**
 * The same with what its function did not leave for before (`if ($off) return;`). Work behind such a line runs once the app is set up: what a setting
 * says before (`if (! config('app.installed')) return;`) does not make it harmless.
 */
export function conditionsBefore(file: PhpFile, node: SyntaxNode): readonly Expr[] {
  return [...conditionsOf(file, node), ...gathered(node, (each, below) => leftBefore(file, each, below))];
}

function gathered(node: SyntaxNode, at: (each: SyntaxNode, below: SyntaxNode) => readonly Expr[]): readonly Expr[] {
  const found: Expr[] = [];
  let below = node;
  for (const each of ancestors(node)) {
    found.unshift(...at(each, below));
    below = each;
  }
  return found;
}

/** The conditions on which statements before this one end the function, negated. */
function leftBefore(file: PhpFile, block: SyntaxNode, below: SyntaxNode): readonly Expr[] {
  if (block.type !== 'compound_statement') return [];
  return partsOf(block).flatMap((one) => {
    if (one.start >= below.start || one.type !== 'if_statement' || childOf(one, 'alternative')) return [];
    const condition = childOf(one, 'condition');
    const body = childOf(one, 'body');
    const last =
      body?.type === 'compound_statement'
        ? partsOf(body)
            .filter(({ type }) => type !== 'comment')
            .at(-1)
        : body;
    const isLeft = last !== undefined && /^(return|throw|exit)/.test(sourceOf(file.text, last));
    return condition && isLeft ? [notExpr(phpExpr(file, condition), spanOf(file, condition))] : [];
  });
}

function conditionOf(file: PhpFile, node: SyntaxNode, below: SyntaxNode): Expr | undefined {
  if (node.type === 'if_statement') {
    const condition = childOf(node, 'condition');
    if (!condition || below === condition || isGuard(file, condition)) return undefined;
    if (below.type === 'else_if_clause') return undefined;
    const said = phpExpr(file, condition);
    return below.type === 'else_clause' ? notExpr(said, spanOf(file, condition)) : said;
  }
  if (node.type === 'else_if_clause') {
    const condition = childOf(node, 'condition');
    return condition && below !== condition && !isGuard(file, condition) ? phpExpr(file, condition) : undefined;
  }
  return undefined;
}

/** `if (!defined('X'))`, `if (!function_exists('f'))`: the same file may be loaded twice. */
function isGuard(file: PhpFile, condition: SyntaxNode): boolean {
  return /^\(?\s*(?:(?:!|not\s)\s*)?(defined|function_exists|class_exists)\s*\(/.test(
    sourceOf(file.text, partsOf(condition)[0] ?? condition),
  );
}
