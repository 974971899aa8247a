import { partsOf, type SyntaxNode } from '../../../parse/syntax-node.js';
import type { Call, Expr, Method } from '../../model.js';
import { makesCalls, nameAt, placeOf } from '../draft.js';
import { within } from './functions.js';
import { type ClassDraft, classDraft, draftOf, type RubyLowering } from './lowering.js';

interface Macro {
  readonly node: SyntaxNode;
  readonly call: Call;
  readonly name: string;
}

/** What Ruby's own methods do to the class in whose body they are called. */
export function macroIn(low: RubyLowering, { node, call, name }: Macro): void {
  const { klass, isBody } = low.here;
  const draft = klass === undefined || !isBody ? undefined : low.classes[klass];
  if (!draft || klass === undefined) return;
  const args = call.args.filter(({ block, name: key }) => !block && key === undefined).map(({ value }) => value);
  if (/^(include|extend|prepend)$/.test(name)) {
    draft.mixes.push(...args.filter((one) => one.is !== 'this' && !makesCalls(one)));
    return;
  }
  if (name === 'module_function') {
    if (args.length === 0) low.here.isStatic = true;
    for (const named of namesIn(args)) makeStatic(low, draft, named);
    return;
  }
  if (name === 'alias_method') {
    const [own, other] = namesIn(args);
    if (own && other) aliasOf(draft, own, other);
    return;
  }
  if (name === 'define_method') {
    const [own] = namesIn(args);
    const body = call.args.map(({ value }) => value).find((value) => value.is === 'function');
    if (own && body?.is === 'function') draft.methods.push({ name: own, fn: body.fn });
    return;
  }
  if (/^(delegate|def_(instance_)?delegators?)$/.test(name)) delegatedIn(low, { node, call, name }, draft);
  accessorsIn(low, { node, call, name }, draft);
}

/** `delegate :add, to: :queue`, `def_delegators :@queue, :add`: methods that hand all that they are given to something else. */
function delegatedIn(low: RubyLowering, { call, name }: Macro, draft: ClassDraft): void {
  const plain = namesIn(call.args.filter((arg) => arg.name === undefined && !arg.block).map(({ value }) => value));
  const to = call.args.find((arg) => arg.name === 'to')?.value;
  const [first] = call.args;
  const holder = name === 'delegate' ? to : first?.value;
  if (!holder) return;
  const rest = name === 'delegate' ? plain : plain.slice(1);
  const pairs = /delegator$/.test(name) ? [[rest[1] ?? rest[0], rest[0]]] : rest.map((one) => [one, one]);
  for (const [own, other] of pairs) if (own && other) handingOn(low, draft, { own, other, holder });
}

function handingOn(
  low: RubyLowering,
  draft: ClassDraft,
  { own, other, holder }: { readonly own: string; readonly other: string; readonly holder: Expr },
): void {
  const place = { start: holder.start, end: holder.start };
  const of = holderOf(holder, place);
  const { klass } = low.here;
  if (!of || klass === undefined) return;
  const mark = low.here.isStatic ? { static: true as const } : {};
  const fn = low.functions.length;
  const made = { ...draftOf(own, { type: 'call', children: [], ...place }), owner: klass, ...mark };
  made.params.push({ name: '*', at: place, kind: 'rest' });
  const callee: Expr = { is: 'member', of, name: other, ...place };
  const value: Expr = { is: 'call', callee, args: [{ value: nameAt('*', place), spread: true }], ...place };
  made.events.push({ is: 'return', value, ...place });
  low.functions.push(made);
  draft.methods.push({ name: own, fn, ...mark });
}

/** `:queue` is a method of the object, `:@queue` a variable of it, `:class` its class, `Queue` what it says. */
function holderOf(holder: Expr, place: { readonly start: number; readonly end: number }): Expr | undefined {
  if (holder.is !== 'literal' || typeof holder.value !== 'string') return holder.is === 'name' ? holder : undefined;
  const name = holder.value.replace(/^self\.class$/, 'class');
  if (name.startsWith('@')) return { is: 'member', of: { is: 'this', ...place }, name, ...place };
  if (/^[A-Z]/.test(name)) return nameAt(name.replaceAll('::', '/'), place);
  if (name !== 'class') return { is: 'call', callee: nameAt(name, place), args: [], ...place };
  const callee: Expr = { is: 'member', of: { is: 'this', ...place }, name, ...place };
  return { is: 'call', callee, args: [], ...place };
}

/** `attr_reader :a` and all whose names end so: methods that give a variable. */
function accessorsIn(low: RubyLowering, { call, name }: Macro, draft: ClassDraft): void {
  const [, before, kind] = /^((?:[a-z]+_)*[a-z]*)attr_(reader|writer|accessor)$/.exec(name) ?? [];
  if (kind === undefined || kind === 'writer') return;
  for (const { value, name: key } of call.args) {
    if (key !== undefined || value.is !== 'literal' || typeof value.value !== 'string') continue;
    accessor(low, draft, { name: value.value, value, ofClass: before !== '' });
  }
}

/** A method that gives the variable of its name. */
function accessor(
  low: RubyLowering,
  draft: ClassDraft,
  { name, value, ofClass }: { readonly name: string; readonly value: Expr; readonly ofClass: boolean },
): void {
  const { klass } = low.here;
  if (klass === undefined) return;
  const place = placeOf(value);
  const isStatic = low.here.isStatic || ofClass;
  const variable: Expr = {
    is: 'member',
    of: { is: 'this', ...place },
    name: `${ofClass ? '@@' : '@'}${name}`,
    ...place,
  };
  const fn = low.functions.length;
  const mark = isStatic ? { static: true as const } : {};
  const node: SyntaxNode = { type: value.is, children: [], ...place };
  const made = { ...draftOf(name, node), owner: klass, ...mark };
  made.events.push({ is: 'return', value: variable, ...place });
  low.functions.push(made);
  draft.methods.push({ name, fn, ...mark });
}

function namesIn(args: readonly Expr[]): readonly string[] {
  return args.flatMap((one) => (one.is === 'literal' && typeof one.value === 'string' ? [one.value] : []));
}

/** Another name for a method that is there already. */
export function aliasOf(draft: ClassDraft, own: string, other: string): void {
  const found = draft.methods.findLast(({ name }) => name === other);
  if (found) draft.methods.push({ ...found, name: own });
}

function makeStatic(low: RubyLowering, draft: ClassDraft, name: string): void {
  const at = draft.methods.findLastIndex((one) => one.name === name);
  const method = draft.methods[at];
  if (!method) return;
  draft.methods[at] = { ...method, static: true } satisfies Method;
  const fn = low.functions[method.fn];
  if (fn) Object.assign(fn, { static: true });
}

interface Made {
  readonly maker: string;
  /** Reads the call, its block as the body of the class. */
  read(): Call;
}

/** A class that `Class.new` or `Struct.new` makes; it has the name of the constant that it is given to. */
export function madeClassIn(low: RubyLowering, node: SyntaxNode, { maker, read }: Made): Expr {
  const { here } = low;
  const name = low.naming ?? '';
  low.naming = undefined;
  const fullName = name === '' ? '' : here.nest === '' ? name : `${here.nest}/${name}`;
  const index = low.classes.length;
  const draft = classDraft(node, { name, fullName, is: maker === 'Module' ? 'module' : 'class', bases: [] });
  low.classes.push(draft);
  const inner = { ...here, klass: index, nest: fullName === '' ? here.nest : fullName, isBody: true, isStatic: false };
  within(low, inner, () => {
    const call = read();
    draft.macros.push(call);
    const [first] = call.args;
    if (maker === 'Class' && first && !first.block && !makesCalls(first.value)) draft.bases.push(first.value);
    if (!/^(Struct|Data)$/.test(maker)) return;
    for (const { value } of call.args)
      if (value.is === 'literal' && typeof value.value === 'string' && /^[a-z_]/.test(value.value))
        accessor(low, draft, { name: value.value, value, ofClass: false });
  });
  return { is: 'class', class: index, ...placeOf(node) };
}

/** `alias new old`. */
export function aliasIn(low: RubyLowering, node: SyntaxNode): void {
  const [own, other] = partsOf(node).map((one) => low.text.slice(one.start, one.end).replace(/^:/, ''));
  const draft = low.here.klass === undefined ? undefined : low.classes[low.here.klass];
  if (draft && own && other) aliasOf(draft, own, other);
}
