import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { Use } from '../../facts/use.js';
import { enclosing, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { type PhpFile, spanOf } from '../php/expr.js';

/** A file of the app's code, as the collectors look at it. */
export interface CodeFile extends PhpFile {
  readonly root: SyntaxNode;
  readonly imports: ReadonlyMap<string, string>;
  /** What variables and properties are set to, by their text (`$path`, `$this->path`), in document order. */
  readonly assigned: ReadonlyMap<string, readonly SyntaxNode[]>;
}

/** A fact of this technology, with the function and class that it stands in. */
export function use(file: PhpFile, node: SyntaxNode, said: Omit<Use, 'technology'>): Fact {
  return { kind: 'use', technology: 'laravel', at: spanOf(file, node), ...said };
}

export function text(file: PhpFile, node: SyntaxNode, value: string): Expr {
  return { is: 'literal', value, at: spanOf(file, node) };
}

/** The function or method that a node stands in: closures belong to what they stand in. */
export function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  return enclosing(node, 'method_declaration', 'function_definition');
}

export function classAround(node: SyntaxNode): SyntaxNode | undefined {
  return enclosing(node, 'class_declaration', 'anonymous_class', 'trait_declaration');
}

/** The last part of a class name. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}

/** The name of the variable, property or class that a call is made on, without `$` and `this->`. */
export function nameOf(file: PhpFile, node: SyntaxNode | undefined): string {
  if (!node) return '';
  return shortName(sourceOf(file.text, node)).replace(/^\$(this\??->)?/, '');
}

/** The bracket that opens an array. */
export function opening(file: CodeFile, array: SyntaxNode): Span {
  const { start } = array;
  return { file: file.path, start, end: start + sourceOf(file.text, array).search(/[[(]/) + 1 };
}
