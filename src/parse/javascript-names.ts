import type { File, Node } from '@babel/types';
import { isJsCall, jsArgument, jsDotted, jsProperty, jsString, jsUnwrap } from './javascript-values.js';
import { type JsPath, walkJs } from './javascript-walk.js';

/** What a local name was imported as. */
export interface JsImport {
  /** The module as written: `express`, `./db`. */
  readonly source: string;
  readonly sourceNode: Node;
  /** `default`, `*` (namespace, or a whole `require`), or the exported name. */
  readonly imported: string;
}

/** Where an expression comes from: `redis.createClient` with `redis` imported is `{ source: 'redis', name: 'createClient' }`. */
export interface JsOrigin {
  readonly source: string;
  /** Dotted; empty for the module itself and for its default export. */
  readonly name: string;
}

export interface JsBinding {
  readonly is: 'const' | 'let' | 'var' | 'function' | 'class' | 'parameter' | 'import';
  readonly name: string;
  /** What it is initialised with (a function or class is its own); missing for parameters, imports and `let x`. */
  readonly value?: Node;
  /** `const { a: { b } } = value` binds `b` with the keys `a`, `b`; none without destructuring. */
  readonly keys: readonly string[];
  readonly node: Node;
}

/**
 * The local names that stand for modules or parts of them, wherever in the file: `import`, `const x = require('m')`,
 * `const { a: b } = require('m')`, `require('m').a`, `await import('m')`, `import x = require('m')`.
 */
export function jsImports(file: File): ReadonlyMap<string, JsImport> {
  const found = new Map<string, JsImport>();
  const add = (name: string, each: JsImport) => {
    if (!found.has(name)) found.set(name, each);
  };
  walkJs(file.program, (node) => {
    if (node.type === 'ImportDeclaration') addImports(node, add);
    if (node.type === 'VariableDeclarator' && node.init) addRequired(node.id, node.init, add);
    if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
      const sourceNode = node.moduleReference.expression;
      add(node.id.name, { source: sourceNode.value, sourceNode, imported: '*' });
    }
  });
  return found;
}

/** The names of all modules that a file loads or re-exports, with the node that names them. */
export function jsSources(file: File): readonly { readonly source: string; readonly node: Node }[] {
  const found: { source: string; node: Node }[] = [];
  walkJs(file.program, (node) => {
    const named = 'source' in node && /^(Import|Export)\w*Declaration$/.test(node.type) ? node.source : undefined;
    if ('importKind' in node && node.importKind === 'type') return;
    const place = typeof named === 'object' && named !== null ? named : requiredIn(node);
    const source = jsString(place);
    if (place && source !== undefined) found.push({ source, node: place });
  });
  return found;
}

/** The module that a name, a member or a `require('m').x` comes from; undefined when it comes from none. */
export function jsOrigin(node: Node | null | undefined, imports: ReadonlyMap<string, JsImport>): JsOrigin | undefined {
  if (!node) return undefined;
  const inner = jsUnwrap(node);
  const here = inner.type === 'AwaitExpression' ? jsUnwrap(inner.argument) : inner;
  const source = jsString(requiredIn(here));
  if (source !== undefined) return { source, name: '' };
  if (here.type === 'MemberExpression' || here.type === 'OptionalMemberExpression') {
    const object = jsOrigin(here.object, imports);
    const name = here.computed ? jsString(here.property) : jsDotted(here.property);
    return object === undefined || name === undefined ? undefined : { ...object, name: joined(object.name, name) };
  }
  const known = here.type === 'Identifier' ? imports.get(here.name) : undefined;
  return known && { source: known.source, name: joined('', known.imported === '*' ? '' : known.imported) };
}

/** The binding that a name has at a place: the nearest scope that declares it. Follows no assignment. */
export function jsBinding(path: JsPath, name: string): JsBinding | undefined {
  for (let here: JsPath | undefined = path; here !== undefined; here = here.parent) {
    const binding = bindingsOf(here.node).get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/**
 * The expression behind a name: through `const` (at most five of them, and `const { a } = { a: 1 }`) to what was written.
 * Anything else comes back as it is. The names met on the way are looked up from `path`.
 */
export function jsConstant(path: JsPath, node: Node): Node {
  return constant(path, node, 5);
}

function constant(path: JsPath, node: Node, steps: number): Node {
  const here = jsUnwrap(node);
  const binding = here.type === 'Identifier' && steps > 0 ? jsBinding(path, here.name) : undefined;
  if (binding?.is !== 'const' || binding.value === undefined) return here;
  let value: Node | undefined = binding.value;
  for (const key of binding.keys) value = value && jsProperty(constant(path, value, steps - 1), key);
  return value === undefined ? here : constant(path, value, steps - 1);
}

function joined(left: string, right: string): string {
  if (right === 'default') return left;
  return left === '' ? right : `${left}.${right}`;
}

function addImports(node: Node & { type: 'ImportDeclaration' }, add: (name: string, each: JsImport) => void): void {
  if (node.importKind === 'type' || node.importKind === 'typeof') return;
  for (const each of node.specifiers) {
    const place = { source: node.source.value, sourceNode: node.source };
    if (each.type === 'ImportDefaultSpecifier') add(each.local.name, { ...place, imported: 'default' });
    else if (each.type === 'ImportNamespaceSpecifier') add(each.local.name, { ...place, imported: '*' });
    else if (each.importKind !== 'type') {
      add(each.local.name, { ...place, imported: jsString(each.imported) ?? jsDotted(each.imported) ?? '*' });
    }
  }
}

function addRequired(target: Node, init: Node, add: (name: string, each: JsImport) => void): void {
  const { sourceNode, members } = requiredWith(init);
  const source = jsString(sourceNode);
  if (sourceNode === undefined || source === undefined) return;
  for (const { name, keys } of namesIn(target)) {
    add(name, { source, sourceNode, imported: [...members, ...keys].join('.') || '*' });
  }
}

/** `require('m')`, `await import('m')`, and members of them: the node of the module's name, and the members. */
function requiredWith(init: Node): { sourceNode?: Node | undefined; members: readonly string[] } {
  const inner = jsUnwrap(init);
  const here = inner.type === 'AwaitExpression' ? jsUnwrap(inner.argument) : inner;
  if (here.type !== 'MemberExpression' && here.type !== 'OptionalMemberExpression') {
    return { sourceNode: requiredIn(here), members: [] };
  }
  const below = requiredWith(here.object);
  const name = here.computed ? jsString(here.property) : jsDotted(here.property);
  return name === undefined ? { members: [] } : { ...below, members: [...below.members, name] };
}

/** The node of the module's name in `require('m')` and `import('m')`. */
function requiredIn(node: Node): Node | undefined {
  if (node.type === 'ImportExpression') return node.source;
  if (!isJsCall(node) || node.type === 'NewExpression') return undefined;
  return /^(require|import)$/.test(jsDotted(node.callee) ?? '') ? jsArgument(node, 0) : undefined;
}

/** The names that a pattern binds, each with the keys that lead to it. */
function namesIn(
  target: Node,
  keys: readonly string[] = [],
): readonly { name: string; keys: readonly string[]; node: Node }[] {
  switch (target.type) {
    case 'Identifier':
      return [{ name: target.name, keys, node: target }];
    case 'AssignmentPattern':
      return namesIn(target.left, keys);
    case 'RestElement':
      return namesIn(target.argument, keys);
    case 'TSParameterProperty':
      return namesIn(target.parameter, keys);
    case 'ObjectPattern':
      return target.properties.flatMap((property) => {
        if (property.type === 'RestElement') return namesIn(property.argument, keys);
        const key = jsString(property.key) ?? (property.computed ? undefined : jsDotted(property.key));
        return namesIn(property.value, [...keys, key ?? '?']);
      });
    case 'ArrayPattern':
      return target.elements.flatMap((each, i) => (each ? namesIn(each, [...keys, String(i)]) : []));
    default:
      return [];
  }
}

const known = new WeakMap<Node, ReadonlyMap<string, JsBinding>>();
const none: ReadonlyMap<string, JsBinding> = new Map();

/** What a node declares for everything within it. Kept, since every look-up asks again. */
function bindingsOf(scope: Node): ReadonlyMap<string, JsBinding> {
  const before = known.get(scope);
  if (before !== undefined) return before;
  const declarations = declarationsIn(scope);
  const params = 'params' in scope && Array.isArray(scope.params) ? (scope.params as Node[]) : [];
  if (declarations.length === 0 && params.length === 0) return none;
  const found = new Map<string, JsBinding>();
  for (const param of params) {
    for (const each of namesIn(param)) found.set(each.name, { is: 'parameter', ...each });
  }
  for (const declaration of declarations) {
    for (const each of declared(declaration)) found.set(each.name, each);
  }
  known.set(scope, found);
  return found;
}

function declarationsIn(scope: Node): readonly Node[] {
  switch (scope.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return scope.body;
    case 'SwitchStatement':
      return scope.cases.flatMap((each) => each.consequent);
    case 'ForStatement':
      return scope.init ? [scope.init] : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return [scope.left];
    default:
      return [];
  }
}

function declared(statement: Node): readonly JsBinding[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration ? declared(statement.declaration) : [];
    case 'ImportDeclaration':
      return statement.specifiers.map((each) => ({ is: 'import', name: each.local.name, keys: [], node: each }));
    case 'FunctionDeclaration':
    case 'ClassDeclaration': {
      const is = statement.type === 'ClassDeclaration' ? 'class' : 'function';
      return statement.id ? [{ is, name: statement.id.name, value: statement, keys: [], node: statement }] : [];
    }
    case 'VariableDeclaration': {
      const is = statement.kind === 'let' || statement.kind === 'var' ? statement.kind : 'const';
      return statement.declarations.flatMap(({ id, init }) =>
        namesIn(id).map((each) => ({ is, ...each, ...(init && { value: init }) }) satisfies JsBinding),
      );
    }
    default:
      return [];
  }
}
