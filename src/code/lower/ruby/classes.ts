import { childOf, partsOf, type SyntaxNode } from '../../../parse/syntax-node.js';
import { emit, makesCalls, nameAt, placeOf } from '../draft.js';
import { within } from './functions.js';
import { type ClassDraft, classDraft, constantPath, type Here, type RubyLowering } from './lowering.js';

/** Reads a class or module: its methods, and what its body calls. */
export function classIn(low: RubyLowering, node: SyntaxNode): void {
  const nameNode = childOf(node, 'name');
  const path = constantPath(low.text, nameNode);
  const body = partsOf(childOf(node, 'body'));
  if (!nameNode || path === undefined) {
    low.block(body, 'drop');
    return;
  }
  const { here } = low;
  const isOutermost = low.text.startsWith('::', nameNode.start) || here.nest === '';
  const fullName = isOutermost ? path : `${here.nest}/${path}`;
  const [superclass] = partsOf(childOf(node, 'superclass'));
  const draft = classDraft(node, {
    name: path.slice(path.lastIndexOf('/') + 1),
    fullName,
    is: node.type === 'module' ? 'module' : 'class',
    bases: superclass ? [low.expr(superclass)] : [],
  });
  // behind a class that the superclass makes
  const at = low.classes.length;
  low.classes.push(draft);
  emit(low, {
    is: 'bind',
    target: nameAt(fullName, nameNode),
    value: { is: 'class', class: at, ...placeOf(node) },
    ...placeOf(node),
  });
  const inner: Here = {
    draft: here.draft,
    index: here.index,
    klass: at,
    nest: fullName,
    isBody: true,
    isStatic: false,
    locals: new Set(),
    guard: here.guard,
  };
  within(low, inner, () => bodyIn(low, body, draft));
}

/** `class << self`: what it holds belongs to the class. */
export function singletonIn(low: RubyLowering, node: SyntaxNode): void {
  const { here } = low;
  const body = partsOf(childOf(node, 'body'));
  const value = childOf(node, 'value');
  if (value && value.type !== 'self') low.statement(value, 'drop');
  const draft = here.klass === undefined ? undefined : low.classes[here.klass];
  const inner: Here = { ...here, isBody: here.klass !== undefined, isStatic: true, locals: new Set() };
  within(low, inner, () => {
    if (draft) bodyIn(low, body, draft);
    else low.block(body, 'drop');
  });
}

function bodyIn(low: RubyLowering, body: readonly SyntaxNode[], draft: ClassDraft): void {
  for (const node of body) {
    if (node.type !== 'call' && node.type !== 'identifier') {
      low.statement(node, 'drop');
      continue;
    }
    const value = low.expr(node);
    if (makesCalls(value)) draft.macros.push(value);
  }
}
