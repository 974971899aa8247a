import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg, Expr, Param } from '../../model.js';
import { nameAt, placeOf } from '../draft.js';
import { blockNameOf, closureIn } from './functions.js';
import { importIn } from './imports.js';
import { constantPath, type Here, isLocal, type RubyLowering } from './lowering.js';
import { macroIn, madeClassIn } from './macros.js';

/** A call with its receiver, arguments and block. */
export function callIn(low: RubyLowering, node: SyntaxNode): Expr {
  const made = madeClass(low, node);
  if (made) return made;
  const receiver = childOf(node, 'receiver');
  const method = childOf(node, 'method');
  const name = method ? sourceOf(low.text, method) : 'call';
  const of = receiver && low.expr(receiver);
  const callee = calleeIn(low, { node, method, of, name });
  const args = argsIn(low, node);
  const call = { is: 'call', callee, args, ...placeOf(node) } as const;
  if (!receiver) {
    importIn(low, call, name);
    macroIn(low, { node, call, name });
  }
  return call;
}

interface Called {
  readonly node: SyntaxNode;
  readonly method: SyntaxNode | undefined;
  readonly of: Expr | undefined;
  readonly name: string;
}

function calleeIn(low: RubyLowering, { node, method, of, name }: Called): Expr {
  if (method?.type === 'super') return { is: 'super', ...placeOf(method) };
  const end = method?.end ?? childOf(node, 'operator')?.end ?? node.end;
  if (of) return { is: 'member', of, name, start: of.start, end };
  const place = placeOf(method ?? node);
  // the class makes an object of itself
  if (name === 'new' && low.here.klass !== undefined)
    return { is: 'member', of: { is: 'this', start: place.start, end: place.start }, name, ...place };
  return nameAt(name, place);
}

function argsIn(low: RubyLowering, node: SyntaxNode): readonly Arg[] {
  const list = childOf(node, 'arguments');
  const block = childOf(node, 'block');
  const args = low.given(partsOf(list));
  return block ? [...args, { value: closureIn(low, block), block: true }] : args;
}

/** A bare word: a local variable, else a call of the method of that name. */
export function nameIn(low: RubyLowering, node: SyntaxNode): Expr {
  const name = sourceOf(low.text, node);
  if (isLocal(low, name) || /^__(FILE|LINE|ENCODING)__$/.test(name)) return nameAt(name, node);
  if (isImplicit(low, name)) {
    low.here.draft.params.push({ name, at: placeOf(node) });
    low.here.locals.add(name);
    return nameAt(name, node);
  }
  const callee = calleeIn(low, { node, method: node, of: undefined, name });
  const call = { is: 'call', callee, args: [], ...placeOf(node) } as const;
  macroIn(low, { node, call, name });
  return call;
}

/** `it` and `_1` in a block that names no parameters. */
function isImplicit(low: RubyLowering, name: string): boolean {
  const { around, draft } = low.here;
  return around !== undefined && /^(it|_[1-9])$/.test(name) && draft.params.every((one) => /^_\d$/.test(one.name));
}

/** `super` without arguments hands on those of the method. */
export function superIn(low: RubyLowering, node: SyntaxNode): Expr {
  let here: Here = low.here;
  while (here.around) here = here.around;
  const place = placeOf(node);
  const args = here.draft.params.map((param): Arg => ({ value: nameAt(param.name, place), ...given(param) }));
  return { is: 'call', callee: { is: 'super', ...place }, args, ...place };
}

function given({ kind }: Param): Partial<Arg> {
  if (kind === 'block') return { block: true };
  return kind ? { spread: true } : {};
}

/** `yield` calls the block that the method is given. */
export function yieldIn(low: RubyLowering, node: SyntaxNode): Expr {
  const place = { start: node.start, end: node.start + 'yield'.length };
  const callee = nameAt(blockNameOf(low, node), place);
  return { is: 'call', callee, args: low.given(partsOf(partsOf(node)[0])), ...placeOf(node) };
}

/** `Class.new(Base) do ... end`, `Struct.new(:a)`: a class that is made by a call. */
function madeClass(low: RubyLowering, node: SyntaxNode): Expr | undefined {
  const receiver = childOf(node, 'receiver');
  const method = childOf(node, 'method');
  const maker = receiver && constantPath(low.text, receiver);
  const name = method && sourceOf(low.text, method);
  if (!maker || !/^(Class|Module|Struct|Data)$/.test(maker)) return undefined;
  if (name !== (maker === 'Data' ? 'define' : 'new')) return undefined;
  return madeClassIn(low, node, {
    maker,
    read() {
      const of = low.expr(receiver);
      const callee: Expr = { is: 'member', of, name: name ?? '', start: of.start, end: method?.end ?? of.end };
      return { is: 'call', callee, args: argsIn(low, node), ...placeOf(node) };
    },
  });
}
