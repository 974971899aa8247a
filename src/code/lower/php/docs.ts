import { type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { nameAt } from '../draft.js';
import type { PhpLowering } from './lowering.js';
import { classNamed } from './names.js';
import { docType } from './types.js';

/** `@var`, `@param $x`, `@return`, `@property $x` of a docblock. */
export interface DocTag {
  readonly tag: string;
  /** Of the variable, with its `$`; empty where none is named. */
  readonly name: string;
  readonly type: Expr;
  readonly start: number;
  readonly end: number;
}

const line =
  /@(var|param|return|property|property-read|property-write)[ \t]+((?:[^\s<({]|<[^>\n]*(?:>|$)|\([^)\n]{0,500}\)|\{[^}\n]{0,500}\})+)(?:[ \t]+&?(?:\.\.\.)?(\$\w+))?/gm;

/** The tags of a docblock that say types. */
export function docTags(low: PhpLowering, comment: SyntaxNode | undefined): readonly DocTag[] {
  const text = comment && docText(low, comment);
  if (comment === undefined || text === undefined) return [];
  const found: DocTag[] = [];
  for (const match of text.matchAll(line)) {
    const [whole, tag = '', written = '', name = ''] = match;
    const start = comment.start + match.index + whole.indexOf(written, tag.length + 1);
    const type = docType(low, written, start);
    if (type) found.push({ tag: tag.replace(/-.*/, ''), name, type, start, end: start + written.length });
  }
  return found;
}

/** Annotations in a docblock, as they stood before PHP had attributes: `@Route("/photos")`. */
export function annotations(low: PhpLowering, comment: SyntaxNode | undefined): readonly Expr[] {
  const text = comment && docText(low, comment);
  if (comment === undefined || text === undefined) return [];
  const found: Expr[] = [];
  for (const match of text.matchAll(/^[ \t/]*\*+[ \t]*@([A-Z]\w*(?:\\\w+)*)(?:\((?:"([^"\n]*)")?)?/gm)) {
    const [whole, name = '', first] = match;
    const start = comment.start + match.index + whole.indexOf('@');
    const place = { start, end: comment.start + match.index + whole.length };
    const callee = nameAt(classNamed(low.names, name), { start: start + 1, end: start + 1 + name.length });
    const args = first === undefined ? [] : [{ value: { is: 'literal', value: first, ...place } as const }];
    found.push(whole.includes('(') ? { is: 'call', callee, args, ...place } : callee);
  }
  return found;
}

function docText(low: PhpLowering, comment: SyntaxNode): string | undefined {
  if (!low.text.startsWith('/**', comment.start) || comment.end - comment.start > 20_000) return undefined;
  return sourceOf(low.text, comment);
}
