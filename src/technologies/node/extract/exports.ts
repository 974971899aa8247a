import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import { jsSources } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsArgument, jsDotted, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { jsExpr, readingOf } from '../js/expr.js';
import { type JsFile, spanOf } from '../js/file.js';
import { isFunction, returnedExpr } from '../js/functions.js';
import { isOwnModule, moduleKey } from '../js/modules.js';
import { classMap, enumMap } from '../js/objects.js';

type Export = Fact<'js-module'>['exports'][number];

/** What the module offers under which names, what it passes on, and what it loads. */
export function* moduleFacts(file: JsFile): Iterable<Fact> {
  const exports: Export[] = [];
  const passes: string[] = [];
  const top: JsPath = { node: file.tree.program, key: '' };
  for (const statement of file.tree.program.body) {
    if (statement.type === 'ExportAllDeclaration') passes.push(moduleKey(statement.source.value, file.path));
    else exports.push(...exportedBy(file, top, statement));
  }
  for (const { node } of file.ofType('AssignmentExpression')) {
    if (node.type === 'AssignmentExpression') exports.push(...assignedExport(file, top, node));
  }
  const loads = loadedBy(file);
  yield { kind: 'js-module', exports, passes, loads, at: { file: file.path, start: 0, end: 0 } };
}

function exportedBy(file: JsFile, top: JsPath, statement: Node): readonly Export[] {
  if (statement.type === 'ExportDefaultDeclaration')
    return valuesOf(file, top, { name: 'default', node: statement.declaration });
  if (statement.type === 'TSExportAssignment') return valuesOf(file, top, { name: '*', node: statement.expression });
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const { declaration, source } = statement;
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' && init ? valuesOf(file, top, { name: id.name, node: id, init }) : [],
    );
  if (declaration?.type === 'TSEnumDeclaration')
    return [{ name: declaration.id.name, value: enumMap(readingOf(file, top), declaration) }];
  if (declaration && 'id' in declaration && declaration.id && 'name' in declaration.id)
    return valuesOf(file, top, { name: String(declaration.id.name), node: declaration });
  return statement.specifiers.flatMap((each): readonly Export[] => {
    if (each.type !== 'ExportSpecifier') return [];
    const name = jsString(each.exported) ?? jsDotted(each.exported) ?? '';
    if (!source) return valuesOf(file, top, { name, node: each.local });
    const key = `js:${moduleKey(source.value, file.path)}#${each.local.name}`;
    return [{ name, value: { is: 'setting', key, at: spanOf(file, each) } }];
  });
}

function assignedExport(file: JsFile, top: JsPath, node: Node & { type: 'AssignmentExpression' }): readonly Export[] {
  const target = jsDotted(node.left as Node);
  const named = /^(?:module\.)?exports\.([\w$]+)$/.exec(target ?? '')?.[1];
  if (named) return valuesOf(file, top, { name: named, node: node.right });
  if (target !== 'module.exports') return [];
  const right = jsUnwrap(node.right);
  const members =
    right.type === 'ObjectExpression'
      ? right.properties.flatMap((property): readonly Export[] =>
          property.type === 'ObjectProperty' && !property.computed
            ? functionsOf(file, top, { name: jsDotted(property.key as Node) ?? '', node: property.value })
            : [],
        )
      : [];
  return [...valuesOf(file, top, { name: '*', node: right }), ...members];
}

interface Candidate {
  readonly name: string;
  readonly node: Node;
  readonly init?: Node;
}

/** The value under a name where it says something, and what it returns where it is a function. */
function valuesOf(file: JsFile, top: JsPath, candidate: Candidate): readonly Export[] {
  const node = jsUnwrap(candidate.init ?? candidate.node);
  const ofFunction = functionsOf(file, top, candidate);
  if (ofFunction.length > 0 || isFunction(node)) return ofFunction;
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    const value = classMap(readingOf(file, top), node.body);
    return worth(value) ? [{ name: candidate.name, value }] : [];
  }
  const value = jsExpr(file, top, candidate.node);
  return worth(value) ? [{ name: candidate.name, value }] : [];
}

function functionsOf(file: JsFile, top: JsPath, { name, node, init }: Candidate): readonly Export[] {
  const inner = jsUnwrap(init ?? node);
  const fn = inner.type === 'Identifier' ? declared(file, inner.name) : inner;
  if (!fn || !isFunction(fn)) return [];
  const value = returnedExpr(readingOf(file, top), fn);
  return value && worth(value) ? [{ name: `${name}()`, value }] : [];
}

function declared(file: JsFile, name: string): Node | undefined {
  for (const statement of file.tree.program.body) {
    if (statement.type === 'FunctionDeclaration' && statement.id?.name === name) return statement;
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations)
      if (id.type === 'Identifier' && id.name === name && init) return jsUnwrap(init);
  }
  return undefined;
}

/** Code that we will not guess at is not worth passing on. */
function worth(value: Expr): boolean {
  if (value.is === 'opaque') return false;
  if (value.is === 'map') return value.entries.some((entry) => worth(entry.value));
  if (value.is === 'list') return value.items.some(worth);
  return true;
}

function loadedBy(file: JsFile): readonly string[] {
  const found = new Set<string>();
  for (const { source } of jsSources(file.tree))
    if (isOwnModule(source) || source.startsWith('@')) found.add(moduleKey(source, file.path));
  for (const { node } of file.calls) {
    if (
      !isJsCall(node) ||
      !/^(require|import|require\.main\.require|nconf\.require)$/.test(jsDotted(node.callee as Node) ?? '')
    )
      continue;
    const argument = jsArgument(node, 0);
    const prefix = argument?.type === 'TemplateLiteral' ? argument.quasis[0]?.value.cooked : undefined;
    if (argument && jsString(argument) === undefined)
      found.add(prefix?.startsWith('.') ? `${moduleKey(prefix, file.path)}*` : '*');
  }
  return [...found];
}
