import type { Node } from '../../../parse/javascript-node.js';
import { jsUnwrap } from '../../../parse/javascript-values.js';
import type { Expr, Import } from '../../model.js';
import { emit, type Frame, placeOf } from './draft.js';
import { moduleOf } from './required.js';
import { namesIn } from './scope.js';

/** Import and export statements; false for any other. */
export function lowerModuleStatement(node: Node, frame: Frame, declare: (node: Node) => void): boolean {
  const { draft } = frame;
  switch (node.type) {
    case 'ImportDeclaration':
      importsOf(node, draft.imports);
      return true;
    case 'TSImportEqualsDeclaration': {
      const at = placeOf(node);
      const from = node.moduleReference;
      if (from.type === 'TSExternalModuleReference') {
        const typeOnly = node.importKind === 'type' ? { typeOnly: true as const } : {};
        draft.imports.push({ local: node.id.name, module: from.expression.value, name: '*', ...typeOnly, ...at });
      } else {
        const target: Expr = { is: 'name', name: node.id.name, ...placeOf(node.id) };
        emit(frame, { is: 'bind', target, value: dotted(from), ...at });
      }
      if (node.isExport) exportName(node.id.name, placeOf(node.id), frame);
      return true;
    }
    case 'ExportAllDeclaration':
      draft.stars.push(node.source.value);
      return true;
    case 'ExportNamedDeclaration':
      if (node.declaration) {
        for (const { name, at } of declaredNames(node.declaration)) exportName(name, at, frame);
        declare(node.declaration);
      }
      exportsOf(node, frame);
      return true;
    case 'ExportDefaultDeclaration':
      exportDefault(node.declaration, frame, declare);
      return true;
    case 'TSExportAssignment': {
      const value = draft.lower.expression(node.expression, frame);
      draft.exports.push({ name: '*', value });
      emit(frame, { is: 'do', value, ...placeOf(node) });
      return true;
    }
    case 'TSNamespaceExportDeclaration':
      return true;
    default:
      return false;
  }
}

function importsOf(node: Node & { type: 'ImportDeclaration' }, imports: Import[]): void {
  const module = node.source.value;
  if (node.specifiers.length === 0) imports.push({ local: '', module, name: '*', ...placeOf(node) });
  for (const one of node.specifiers) {
    const isType = isTypeKind(node.importKind) || (one.type === 'ImportSpecifier' && isTypeKind(one.importKind));
    imports.push({
      local: one.local.name,
      module,
      name:
        one.type === 'ImportSpecifier' ? nameOf(one.imported) : one.type === 'ImportDefaultSpecifier' ? 'default' : '*',
      ...(isType ? { typeOnly: true as const } : {}),
      ...placeOf(one),
    });
  }
}

function isTypeKind(kind: unknown): boolean {
  return kind === 'type' || kind === 'typeof';
}

function nameOf(node: Node): string {
  return node.type === 'StringLiteral' ? node.value : node.type === 'Identifier' ? node.name : '';
}

function exportName(name: string, at: { start: number; end: number }, frame: Frame): void {
  frame.draft.exports.push({ name, value: { is: 'name', name, start: at.start, end: at.end } });
}

function exportsOf(node: Node & { type: 'ExportNamedDeclaration' }, frame: Frame): void {
  const from = node.source
    ? ({ is: 'import', module: node.source.value, ...placeOf(node.source) } as const)
    : undefined;
  for (const one of node.specifiers) {
    const name = nameOf(one.exported);
    const at = placeOf(one);
    if (one.type === 'ExportNamespaceSpecifier') {
      if (from) frame.draft.exports.push({ name, value: from });
      continue;
    }
    const local = one.type === 'ExportSpecifier' ? nameOf(one.local) : 'default';
    const value: Expr = from ? { is: 'member', of: from, name: local, ...at } : { is: 'name', name: local, ...at };
    frame.draft.exports.push({ name, value });
  }
}

function declaredNames(node: Node): readonly { readonly name: string; readonly at: { start: number; end: number } }[] {
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id }) => namesIn(id).map((name) => ({ name, at: placeOf(id) })));
  if (!('id' in node) || !node.id || typeof node.id !== 'object') return [];
  const id = node.id as Node;
  return id.type === 'Identifier' ? [{ name: id.name, at: placeOf(id) }] : [];
}

function exportDefault(node: Node, frame: Frame, declare: (node: Node) => void): void {
  const { draft } = frame;
  const name = (value: Expr) => draft.exports.push({ name: 'default', value });
  switch (node.type) {
    case 'FunctionDeclaration':
      if (node.id) exportDefaultName(node.id, frame);
      else name(draft.lower.function(node, frame, { name: 'default' }));
      return;
    case 'ClassDeclaration':
      if (node.id) {
        exportDefaultName(node.id, frame);
        declare(node);
      } else name(draft.lower.class(node, frame));
      return;
    case 'TSInterfaceDeclaration':
      exportDefaultName(node.id, frame);
      declare(node);
      return;
    case 'TSDeclareFunction':
      return;
    default: {
      const value = draft.lower.expression(node, frame);
      name(value);
      emit(frame, { is: 'do', value, ...placeOf(node) });
    }
  }
}

function exportDefaultName(id: Node & { type: 'Identifier' }, frame: Frame): void {
  frame.draft.exports.push({ name: 'default', value: { is: 'name', name: id.name, ...placeOf(id) } });
}

function dotted(node: Node): Expr {
  const at = placeOf(node);
  if (node.type === 'TSQualifiedName') return { is: 'member', of: dotted(node.left), name: node.right.name, ...at };
  return { is: 'name', name: nameOf(node), ...at };
}

/** `const x = require('m')`, `.y` of it, or `{ y }` of it, at the top of a module, is an import; false where it is something else. */
export function importRequired(pattern: Node, init: Node | null | undefined, frame: Frame): boolean {
  if (!init || frame.outer !== undefined || frame.guard !== undefined) return false;
  let value = jsUnwrap(init);
  let taken: string | undefined;
  if (value.type === 'AwaitExpression') value = jsUnwrap(value.argument);
  if (value.type === 'MemberExpression' && !value.computed && value.property.type === 'Identifier') {
    taken = value.property.name;
    value = jsUnwrap(value.object);
    if (value.type === 'AwaitExpression') value = jsUnwrap(value.argument);
  }
  if (value.type !== 'CallExpression') return false;
  const found = moduleOf(value);
  if (!found || found.prefix || value.arguments.length !== 1 || value.arguments[0]?.type === 'CallExpression')
    return false;
  const { imports } = frame.draft;
  const { module } = found;
  if (pattern.type === 'Identifier') {
    imports.push({ local: pattern.name, module, name: taken ?? '*', ...placeOf(pattern) });
    return true;
  }
  if (pattern.type !== 'ObjectPattern' || taken !== undefined) return false;
  const parts: Import[] = [];
  for (const property of pattern.properties) {
    if (property.type === 'RestElement' || property.computed || property.key.type !== 'Identifier') return false;
    if (property.value.type !== 'Identifier') return false;
    parts.push({ local: property.value.name, module, name: property.key.name, ...placeOf(property) });
  }
  imports.push(...parts);
  return true;
}
