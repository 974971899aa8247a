import type { Fact } from '../../../facts/fact.js';
import type { JsChange, JsState } from '../../../facts/js-state.js';
import { jsBinding } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsDotted, jsUnwrap } from '../../../parse/javascript-values.js';
import { isAtModuleLevel, type JsPath } from '../../../parse/javascript-walk.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';
import { functionsAround } from '../js/functions.js';
import { servedBy } from './context.js';

const puts = /^(set|add|push|unshift|splice|append|enqueue)$/;
const removals = /^(delete|pop|shift)$/;

interface Declared {
  readonly name: string;
  readonly node: Node;
  readonly state: Pick<JsState, 'name' | 'holder' | 'shape' | 'owner' | 'single'>;
}

/** What the file keeps in memory between requests, with every change made to it from within functions. */
export function* stateFacts(file: JsFile): Iterable<Fact> {
  const changes = changesIn(file);
  for (const { name, node, state } of [...moduleVariables(file), ...fields(file), ...madeFields(file)]) {
    const own = changes.filter((change) => belongs(change, { name, node, state }));
    if (state.holder === 'module' && own.length === 0) continue;
    yield {
      kind: 'js-state',
      ...state,
      changes: own.map(({ how, serves, inside, node: at }) => ({
        how,
        serves,
        ...(inside ? { inside } : {}),
        start: at.start ?? 0,
        end: at.end ?? 0,
      })),
      at: spanOf(file, node),
    };
  }
  for (const change of changes) {
    if (change.on === undefined || change.on === 'this' || change.how === 'assign') continue;
    const { name, on, how, serves, inside } = change;
    yield {
      kind: 'js-field-change',
      name,
      on,
      how,
      serves,
      ...(inside ? { inside } : {}),
      at: spanOf(file, change.node),
    };
  }
}

function moduleVariables(file: JsFile): readonly Declared[] {
  return file.ofType('VariableDeclarator').flatMap((path): readonly Declared[] => {
    const { node } = path;
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !isAtModuleLevel(path)) return [];
    const declaration = path.parent?.node;
    const isConst = declaration?.type === 'VariableDeclaration' && declaration.kind === 'const';
    const shape = shapeOf(node.init, isConst);
    return shape ? [{ name: node.id.name, node: node.id, state: { name: node.id.name, holder: 'module', shape } }] : [];
  });
}

function fields(file: JsFile): readonly Declared[] {
  return file.ofType('ClassProperty').flatMap((path): readonly Declared[] => {
    const { node } = path;
    if (node.type !== 'ClassProperty') return [];
    const shape = shapeOf(node.value, true);
    const name = jsDotted(node.key as Node);
    const owner = nameOfClass(path.parent?.parent?.node);
    const single = isMadeOnce(file, owner);
    return shape && name
      ? [{ name, node: node.key as Node, state: { name, holder: 'field', shape, owner, single } }]
      : [];
  });
}

/** `this.rooms = new Map()` in a constructor, of a class or of a function that stands for one. */
function madeFields(file: JsFile): readonly Declared[] {
  return file.ofType('AssignmentExpression').flatMap((path): readonly Declared[] => {
    const { node } = path;
    const name =
      node.type === 'AssignmentExpression' ? /^this\.(\w+)$/.exec(jsDotted(node.left as Node) ?? '')?.[1] : undefined;
    const owner = name === undefined ? undefined : constructedBy(file, path);
    if (node.type !== 'AssignmentExpression' || name === undefined || owner === undefined) return [];
    const shape = shapeOf(node.right, true);
    const single = isMadeOnce(file, owner);
    return shape ? [{ name, node: node.left as Node, state: { name, holder: 'field', shape, owner, single } }] : [];
  });
}

/** The class whose constructor a piece of code stands in. */
function constructedBy(file: JsFile, path: JsPath): string | undefined {
  const around = functionsAround(path).next().value;
  if (!around) return undefined;
  if (around.node.type === 'ClassMethod' && around.node.kind === 'constructor')
    return nameOfClass(around.parent?.parent?.node);
  const name = around.node.type === 'FunctionDeclaration' ? around.node.id?.name : undefined;
  return name !== undefined && file.text.includes(`${name}.prototype`) ? name : undefined;
}

function nameOfClass(node: Node | undefined): string {
  return node && 'id' in node && node.id && typeof node.id === 'object' && 'name' in node.id
    ? String(node.id.name)
    : '';
}

/** `export const hub = new Hub()`: the module makes the one object that everybody uses. */
function isMadeOnce(file: JsFile, owner: string): boolean {
  return (
    owner !== '' &&
    file.calls.some(
      ({ node, path }) =>
        node.type === 'NewExpression' && jsDotted(node.callee as Node) === owner && isAtModuleLevel(path),
    )
  );
}

function shapeOf(init: Node | null | undefined, isConst: boolean): JsState['shape'] | undefined {
  if (!init) return isConst ? undefined : 'value';
  const node = jsUnwrap(init);
  if (node.type === 'ObjectExpression') return node.properties.length === 0 ? 'map' : undefined;
  if (node.type === 'ArrayExpression') return node.elements.length === 0 ? 'list' : undefined;
  if (node.type === 'NewExpression') {
    const made = jsDotted(node.callee as Node);
    if (made === 'Map') return 'map';
    return made === 'Set' && node.arguments.length === 0 ? 'list' : undefined;
  }
  if (isJsCall(node)) return jsDotted(node.callee as Node) === 'Object.create' ? 'map' : undefined;
  if (isConst) return undefined;
  return /Literal$/.test(node.type) ? 'value' : undefined;
}

interface Change extends Omit<JsChange, 'start' | 'end'> {
  readonly name: string;
  /** The object whose field it is; absent for a plain name. */
  readonly on?: string;
  readonly node: Node;
  readonly path: JsPath;
}

function changesIn(file: JsFile): readonly Change[] {
  const found: Change[] = [];
  const add = (target: Node, how: JsChange['how'], path: JsPath) => {
    const named = nameOf(file, jsUnwrap(target));
    const { inside, serves } = servedBy(file, path);
    if (named && serves) found.push({ ...named, how, serves, ...(inside ? { inside } : {}), node: path.node, path });
  };
  for (const { node, path } of file.calls) {
    const callee = jsUnwrap(node.callee as Node);
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') continue;
    const method = callee.computed ? undefined : jsDotted(callee.property);
    if (method && puts.test(method)) add(callee.object, 'put', path);
    else if (method && removals.test(method)) add(callee.object, 'remove', path);
    else if (method === 'clear') add(callee.object, 'clear', path);
  }
  for (const path of file.ofType('AssignmentExpression')) {
    if (path.node.type !== 'AssignmentExpression') continue;
    const left = jsUnwrap(path.node.left as Node);
    if (left.type === 'MemberExpression' && left.computed) add(left.object, 'put', path);
    else add(left, path.node.operator === '=' ? 'assign' : 'count', path);
  }
  for (const path of file.ofType('UpdateExpression')) {
    if (path.node.type !== 'UpdateExpression') continue;
    const target = jsUnwrap(path.node.argument);
    const isEntry = target.type === 'MemberExpression' && target.computed;
    add(isEntry ? target.object : target, 'count', path);
  }
  for (const path of file.ofType('UnaryExpression')) {
    if (path.node.type !== 'UnaryExpression' || path.node.operator !== 'delete') continue;
    const target = jsUnwrap(path.node.argument);
    if (target.type === 'MemberExpression') add(target.object, 'remove', path);
  }
  return found;
}

function nameOf(file: JsFile, target: Node): { name: string; on?: string } | undefined {
  if (target.type === 'Identifier') return { name: target.name };
  if (target.type !== 'MemberExpression' || target.computed) return undefined;
  const name = jsDotted(target.property);
  return name ? { name, on: sourceText(file, target.object).slice(0, 60) } : undefined;
}

/** The name at the change must be the declared one: a local variable or a parameter of the same name is another. */
function belongs(change: Change, { name, node, state }: Declared): boolean {
  if (change.name !== name) return false;
  if (state.holder === 'field') return change.on === 'this' || change.on === state.owner;
  return change.on === undefined && jsBinding(change.path, name)?.node === node;
}
