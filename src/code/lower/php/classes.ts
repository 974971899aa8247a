import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import { table } from '../../../table.js';
import type { Class, Expr, Method } from '../../model.js';
import { placeOf } from '../draft.js';
import { annotations, docTags } from './docs.js';
import { classOf } from './expressions.js';
import { attributesOf, hasChild } from './functions.js';
import type { ClassDraft, PhpLowering } from './lowering.js';
import { ownName } from './names.js';
import { typeOf } from './types.js';

const kinds: Readonly<Record<string, Class['is']>> = table({
  interface_declaration: 'interface',
  trait_declaration: 'trait',
  enum_declaration: 'enum',
});

/** Reads a class, an interface, a trait or an enum, and gives its number. */
export function readClass(low: PhpLowering, node: SyntaxNode, doc?: SyntaxNode): number {
  const written = childOf(node, 'name');
  const name = written ? sourceOf(low.text, written) : '';
  const list = (type: string) =>
    partsOf(node.children.find((child) => child.type === type)).map((each) => classOf(low, each));
  const draft: ClassDraft = {
    name,
    fullName: name === '' ? '' : ownName(low.names, name),
    is: kinds[node.type] ?? 'class',
    bases: list('base_clause'),
    implements: list('class_interface_clause'),
    mixes: [],
    methods: [],
    fields: [],
    decorators: [...attributesOf(low, node), ...annotations(low, doc)],
    macros: [],
    ...(hasChild(node, 'abstract_modifier') && { abstract: true as const }),
    ...placeOf(node),
  };
  const index = low.classes.push(draft) - 1;
  const outside = low.here;
  low.here = { ...outside, klass: index };
  for (const { tag, name: property, type, start, end } of docTags(low, doc)) {
    if (tag === 'property') draft.fields.push({ name: property.slice(1), type, start, end });
  }
  readBody(low, draft, childOf(node, 'body'));
  low.here = outside;
  return index;
}

function readBody(low: PhpLowering, draft: ClassDraft, body: SyntaxNode | undefined): void {
  let doc: SyntaxNode | undefined;
  for (const member of body?.children ?? []) {
    if (member.type === 'comment') {
      doc = member;
      continue;
    }
    readMember(low, draft, { member, doc });
    doc = undefined;
  }
}

interface Member {
  readonly member: SyntaxNode;
  readonly doc: SyntaxNode | undefined;
}

function readMember(low: PhpLowering, draft: ClassDraft, { member, doc }: Member): void {
  switch (member.type) {
    case 'use_declaration':
      draft.mixes.push(...partsOf(member).flatMap((each) => (each.type === 'use_list' ? [] : [classOf(low, each)])));
      return;
    case 'const_declaration':
      for (const element of partsOf(member)) {
        const [name, value] = element.type === 'const_element' ? partsOf(element) : [];
        if (name && value) addField(low, draft, { name: sourceOf(low.text, name), at: element, value, isStatic: true });
      }
      return;
    case 'enum_case': {
      const name = childOf(member, 'name');
      const value = childOf(member, 'value');
      if (name) addField(low, draft, { name: sourceOf(low.text, name), at: member, value, isStatic: true });
      return;
    }
    case 'property_declaration':
      properties(low, draft, { member, doc });
      return;
    case 'method_declaration': {
      const name = sourceOf(low.text, childOf(member, 'name') ?? member);
      draft.methods.push({
        name,
        fn: low.fn(member, name, doc),
        ...(hasChild(member, 'static_modifier') && { static: true as const }),
        ...(childOf(member, 'body') === undefined && { kind: 'abstract' as const }),
      });
      return;
    }
    default:
      // what the parser could not place
      for (const part of partsOf(member)) if (part.type !== 'name') draft.macros.push(low.expr(part));
  }
}

function properties(low: PhpLowering, draft: ClassDraft, { member, doc }: Member): void {
  const native = typeOf(low, childOf(member, 'type'));
  const said = docTags(low, doc).find(({ tag }) => tag === 'var')?.type;
  const type =
    native && !(native.is === 'name' && /^(array|iterable|object|mixed)$/.test(native.name))
      ? native
      : (said ?? native);
  const decorators = [...attributesOf(low, member), ...annotations(low, doc)];
  for (const element of partsOf(member)) {
    if (element.type === 'property_hook_list') hooks(low, draft, element);
    const variable = element.type === 'property_element' ? childOf(element, 'name') : undefined;
    if (variable === undefined) continue;
    const name = sourceOf(low.text, variable).slice(1);
    const value = childOf(element, 'default_value');
    const isStatic = hasChild(member, 'static_modifier');
    addField(low, draft, { name, at: element, value, isStatic, type, decorators });
  }
}

/** `public string $name { get => ...; }` */
function hooks(low: PhpLowering, draft: ClassDraft, list: SyntaxNode): void {
  const property = draft.fields.at(-1)?.name ?? '';
  for (const hook of partsOf(list)) {
    const [word] = partsOf(hook).filter(({ type }) => type === 'name');
    const kind: Method['kind'] = word && sourceOf(low.text, word) === 'set' ? 'set' : 'get';
    if (hook.type === 'property_hook') draft.methods.push({ name: property, fn: low.fn(hook, property), kind });
  }
}

interface Held {
  readonly name: string;
  readonly at: SyntaxNode;
  readonly value: SyntaxNode | undefined;
  readonly isStatic: boolean;
  readonly type?: Expr | undefined;
  readonly decorators?: readonly Expr[];
}

function addField(low: PhpLowering, draft: ClassDraft, { name, at, value, isStatic, type, decorators }: Held): void {
  draft.fields.push({
    name,
    ...(value && { value: low.expr(value) }),
    ...(type && { type }),
    ...(isStatic && { static: true as const }),
    ...(decorators && decorators.length > 0 && { decorators }),
    ...placeOf(at),
  });
}
