import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import { table } from '../../../table.js';
import type { Expr, Param } from '../../model.js';
import { emit, nameAt, placeOf } from '../draft.js';
import { draftOf, type Here, type RubyLowering } from './lowering.js';
import { bindTo } from './targets.js';

/** Reads a `def`: a method of the class around, else a function. Gives its name, as Ruby does. */
export function methodIn(low: RubyLowering, node: SyntaxNode): Expr {
  const nameNode = childOf(node, 'name');
  const name = nameNode ? sourceOf(low.text, nameNode) : '';
  const { here } = low;
  const object = childOf(node, 'object');
  const isStatic = here.isStatic || (object !== undefined && here.klass !== undefined);
  const klass = object && object.type !== 'self' && object.type !== 'constant' ? undefined : here.klass;
  const index = low.functions.length;
  const draft = draftOf(name, node);
  low.functions.push(draft);
  if (klass !== undefined) {
    draft.owner = klass;
    if (isStatic) Object.assign(draft, { static: true });
    low.classes[klass]?.methods.push({ name, fn: index, ...(isStatic ? { static: true } : {}) });
  } else
    emit(low, { is: 'bind', target: nameAt(name, nameNode ?? node), value: asValue(index, node), ...placeOf(node) });
  const inner: Here = {
    draft,
    index,
    klass,
    nest: here.nest,
    isBody: false,
    isStatic,
    locals: new Set(),
    guard: undefined,
  };
  within(low, inner, () => {
    paramsIn(low, childOf(node, 'parameters'));
    const body = childOf(node, 'body');
    if (body) low.block([body], 'return');
  });
  return { is: 'literal', value: name, ...placeOf(nameNode ?? node) };
}

/** Reads a block or `->`: it sees the names around it. */
export function closureIn(low: RubyLowering, node: SyntaxNode): Expr {
  const { here } = low;
  const index = low.functions.length;
  const draft = draftOf('', node);
  low.functions.push(draft);
  draft.outer = here.index;
  if (here.klass !== undefined) draft.owner = here.klass;
  if (here.isStatic) Object.assign(draft, { static: true });
  const inner: Here = { ...here, draft, index, locals: new Set(), around: here, guard: undefined };
  within(low, inner, () => {
    paramsIn(low, childOf(node, 'parameters'));
    const body = childOf(node, 'body');
    if (!body) return;
    // the body of `->` is a block of its own
    const own = node.type === 'lambda' ? childOf(body, 'body') : body;
    if (own) low.block([own], 'return');
  });
  return asValue(index, node);
}

function asValue(fn: number, node: SyntaxNode): Expr {
  return { is: 'function', fn, ...placeOf(node) };
}

/** Reads something with another place to read in. */
export function within(low: RubyLowering, here: Here, read: () => void): void {
  const before = low.here;
  low.here = here;
  read();
  low.here = before;
}

function paramsIn(low: RubyLowering, list: SyntaxNode | undefined): void {
  for (const node of partsOf(list)) {
    const param = paramIn(low, node);
    if (!param) continue;
    low.here.draft.params.push(param);
    low.here.locals.add(param.name);
  }
  for (const node of partsOf(list)) {
    if (node.type !== 'destructured_parameter') continue;
    const value = nameAt(`#${node.start}`, { start: node.start, end: node.start });
    bindTo(low, node, { value, place: node });
  }
}

const kinds: Readonly<Record<string, Param['kind']>> = table({
  splat_parameter: 'rest',
  forward_parameter: 'rest',
  hash_splat_parameter: 'named',
  block_parameter: 'block',
});

/** What parameters are called that have no name of their own. */
const nameless: Readonly<Record<string, string>> = table({
  splat_parameter: '*',
  forward_parameter: '...',
  hash_splat_parameter: '**',
  block_parameter: '&',
});

function paramIn(low: RubyLowering, node: SyntaxNode): Param | undefined {
  if (node.type === 'destructured_parameter') return { name: `#${node.start}`, at: placeOf(node) };
  const nameNode = node.type === 'identifier' ? node : childOf(node, 'name');
  const name = nameNode ? sourceOf(low.text, nameNode) : nameless[node.type];
  if (name === undefined) return undefined;
  const value = childOf(node, 'value');
  const kind = kinds[node.type];
  return {
    name,
    at: placeOf(nameNode ?? node),
    ...(value ? { fallback: low.expr(value) } : {}),
    ...(kind ? { kind } : {}),
  };
}

/** The name by which a method calls the block that it is given. */
export function blockNameOf(low: RubyLowering, node: SyntaxNode): string {
  let here = low.here;
  while (here.around) here = here.around;
  const known = here.draft.params.find(({ kind }) => kind === 'block');
  if (known) return known.name;
  if (here.index !== 0) here.draft.params.push({ name: 'yield', at: placeOf(node), kind: 'block' });
  return 'yield';
}
