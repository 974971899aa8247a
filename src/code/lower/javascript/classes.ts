import type { ClassMethod, ClassPrivateMethod, JsClass, Node } from '../../../parse/javascript-node.js';
import { jsLiteral } from '../../../parse/javascript-values.js';
import type { Expr, Field } from '../../model.js';
import { type ClassDraft, type Frame, isRepeatable, placeOf } from './draft.js';
import { named } from './expressions.js';
import { decoratorOf } from './functions.js';
import { bodiless, lowerType } from './types.js';

/** Writes a class into the module and gives it as a value. What its body calls runs with the code around it. */
export function lowerClass(node: JsClass, frame: Frame, name = ''): Expr {
  const { draft } = frame;
  const at = placeOf(node);
  const own = node.id?.name ?? name;
  const index = draft.classes.length;
  const above = node.superClass ? draft.lower.expression(node.superClass, frame) : undefined;
  const cls: ClassDraft = {
    name: own,
    fullName: own,
    is: 'class',
    bases: above ? [above] : [],
    implements: (node.implements ?? []).flatMap((one) => lowerType(one, frame) ?? []),
    mixes: [],
    methods: [],
    fields: [],
    decorators: decoratorsOf(node, frame),
    macros: [],
    ...('abstract' in node && node.abstract ? { abstract: true as const } : {}),
    ...at,
  };
  draft.classes.push(cls);
  const inside: Body = { cls, index, frame };
  for (const member of node.body.body) lowerMember(member, inside);
  return { is: 'class', class: index, ...at };
}

interface Body {
  readonly cls: ClassDraft;
  readonly index: number;
  readonly frame: Frame;
}

function decoratorsOf(node: Node, frame: Frame): readonly Expr[] {
  const list = 'decorators' in node && Array.isArray(node.decorators) ? (node.decorators as Node[]) : [];
  return list.map((one) => frame.draft.lower.expression(decoratorOf(one), frame));
}

function lowerMember(member: Node, body: Body): void {
  switch (member.type) {
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      lowerMethod(member, body);
      return;
    case 'TSDeclareMethod': {
      const name = nameOf(member, body);
      const returns = lowerType(member.returnType, body.frame);
      const marks = { name, owner: body.index, outer: body.frame.index, ...placeOf(member) };
      const fn = bodiless(body.frame, returns ? { ...marks, returns } : marks);
      body.cls.methods.push({ name, fn, kind: 'abstract' });
      return;
    }
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
      lowerField(member, body);
      return;
    case 'StaticBlock': {
      const { cls, frame } = body;
      const inside: Frame = cls.name === '' ? { ...frame } : { ...frame, self: cls.name };
      frame.draft.lower.block(member.body, inside);
      return;
    }
    default:
  }
}

function lowerMethod(member: ClassMethod | ClassPrivateMethod, body: Body): void {
  const { cls, index, frame } = body;
  const name = nameOf(member, body);
  const isStatic = member.static === true;
  const decorators = decoratorsOf(member, frame);
  const value = frame.draft.lower.function(member, frame, { name, owner: index, static: isStatic, decorators });
  if (value.is !== 'function') return;
  const kind = member.kind === 'get' || member.kind === 'set' ? { kind: member.kind } : {};
  cls.methods.push({ name, fn: value.fn, ...(isStatic ? { static: true as const } : {}), ...kind });
}

function lowerField(
  member: Node & { type: 'ClassProperty' | 'ClassPrivateProperty' | 'ClassAccessorProperty' },
  body: Body,
): void {
  const { cls, index, frame } = body;
  const name = nameOf(member, body);
  const isStatic = member.static === true;
  const { self: _outer, ...bare } = frame;
  const inside: Frame = { ...bare, owner: index, isStatic };
  const type = member.typeAnnotation ? lowerType(member.typeAnnotation, frame) : undefined;
  const value = member.value ? named(member.value, name, inside) : undefined;
  const decorators = decoratorsOf(member, frame);
  const field: Field = {
    name,
    ...(value ? { value } : {}),
    ...(type ? { type } : {}),
    ...(isStatic ? { static: true as const } : {}),
    ...(decorators.length > 0 ? { decorators } : {}),
    ...placeOf(member),
  };
  cls.fields.push(field);
}

/** The name of a member; one that is computed has none, but what it calls is called. */
function nameOf(member: Node, { cls, frame }: Body): string {
  if (!('key' in member) || !member.key) return '';
  const key = member.key as Node;
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  if (key.type === 'Identifier' && !('computed' in member && member.computed)) return key.name;
  const literal = jsLiteral(key);
  if (literal !== undefined) return String(literal);
  const value = frame.draft.lower.expression(key, frame);
  if (!isRepeatable(value)) cls.macros.push(value);
  return '';
}
