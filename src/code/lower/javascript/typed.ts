import type { Node, TSEnumDeclaration, TSModuleDeclaration } from '../../../parse/javascript-node.js';
import type { Entry, Expr, Field } from '../../model.js';
import { type ClassDraft, emit, type Frame, placeOf } from './draft.js';
import { namesIn } from './scope.js';
import { lowerInterface, lowerType } from './types.js';

/** Declarations of TypeScript and Flow: types are names too. False for anything else. */
export function lowerTyped(node: Node, frame: Frame): boolean {
  const at = placeOf(node);
  switch (node.type) {
    case 'TSInterfaceDeclaration': {
      const bases = (node.extends ?? []).flatMap((one) => lowerType(one, frame) ?? []);
      bind(node.id, lowerInterface(node, node.body.body, frame, { name: node.id.name, bases }), frame, at);
      return true;
    }
    case 'TSTypeAliasDeclaration': {
      // a value of the same name says more than the type that is taken of it
      if (frame.declared.has(node.id.name)) return true;
      const literal = node.typeAnnotation.type === 'TSTypeLiteral' ? node.typeAnnotation : undefined;
      const value = literal
        ? lowerInterface(literal, literal.members, frame, { name: node.id.name })
        : lowerType(node.typeAnnotation, frame);
      // `type Kept<T> = Omit<T, 'id'>` is whatever it is given
      const own = (node.typeParameters?.params ?? []).map(nameOfType);
      if (value && !(value.is === 'name' && own.includes(value.name))) bind(node.id, value, frame, at);
      return true;
    }
    case 'TSEnumDeclaration':
      if (!node.declare) bind(node.id, lowerEnum(node, frame), frame, at);
      return true;
    case 'TSModuleDeclaration':
      if (!node.declare && node.id.type === 'Identifier') lowerNamespace(node, frame);
      return true;
    default:
      return /^(TSDeclareFunction|Declare\w+|TypeAlias|OpaqueType|InterfaceDeclaration|TSTypeParameter\w*)$/.test(
        node.type,
      );
  }
}

function nameOfType({ name }: { readonly name: unknown }): unknown {
  return typeof name === 'object' && name !== null && 'name' in name ? name.name : name;
}

function bind(id: Node & { type: 'Identifier' }, value: Expr, frame: Frame, at: { start: number; end: number }): void {
  emit(frame, { is: 'bind', target: { is: 'name', name: id.name, ...placeOf(id) }, value, ...at });
}

function lowerEnum(node: TSEnumDeclaration, frame: Frame): Expr {
  const at = placeOf(node);
  const { classes } = frame.draft;
  const index = classes.length;
  const fields: Field[] = [];
  const cls: ClassDraft = {
    name: node.id.name,
    fullName: node.id.name,
    is: 'enum',
    bases: [],
    implements: [],
    mixes: [],
    methods: [],
    fields,
    decorators: [],
    macros: [],
    ...at,
  };
  classes.push(cls);
  for (const [position, member] of (node.members ?? node.body?.members ?? []).entries()) {
    const name = member.id.type === 'Identifier' ? member.id.name : member.id.value;
    const place = placeOf(member);
    const value: Expr = member.initializer
      ? frame.draft.lower.expression(member.initializer, frame)
      : { is: 'literal', value: position, ...place };
    fields.push({ name, value, static: true, ...place });
  }
  return { is: 'class', class: index, ...at };
}

/** A namespace runs with the code around it; what it exports can be taken of its name. */
function lowerNamespace(node: TSModuleDeclaration, frame: Frame): void {
  if (node.id.type !== 'Identifier') return;
  const at = placeOf(node);
  if (node.body.type === 'TSModuleDeclaration') {
    lowerTyped(node.body, frame);
    return;
  }
  const entries: Entry[] = [];
  const statements = node.body.body.map((one): Node => {
    if (one.type !== 'ExportNamedDeclaration' || !one.declaration) return one;
    for (const name of namesOf(one.declaration))
      entries.push({ key: { is: 'literal', value: name, ...at }, value: { is: 'name', name, ...at } });
    return one.declaration;
  });
  frame.draft.lower.block(statements, frame);
  bind(node.id, { is: 'map', entries, ...at }, frame, at);
}

function namesOf(node: Node): readonly string[] {
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap(({ id }) => namesIn(id));
  const id = 'id' in node ? (node.id as Node | null | undefined) : undefined;
  return id?.type === 'Identifier' ? [id.name] : [];
}
