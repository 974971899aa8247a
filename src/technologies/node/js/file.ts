import type { Span } from '../../../facts/span.js';
import { type JsImport, jsImports } from '../../../parse/javascript-names.js';
import type { File, Node } from '../../../parse/javascript-node.js';
import { isJsCall, type JsCall, jsDotted } from '../../../parse/javascript-values.js';
import { type JsPath, walkJs } from '../../../parse/javascript-walk.js';
import type { Source } from '../../../read/source.js';

/** A parsed file with what every reader asks of it, computed once. */
export interface JsFile {
  readonly path: string;
  readonly text: string;
  readonly tree: File;
  readonly imports: ReadonlyMap<string, JsImport>;
  readonly calls: readonly JsSite[];
  /** Assignments to plain names (`store = x`), by name, and to their properties (`options.store = x`), by `options.`. */
  readonly assignments: ReadonlyMap<string, readonly JsAssignment[]>;
  /** Assignments to keys of plain names (`options.store = x`), by name. */
  readonly keyed: ReadonlyMap<string, readonly JsKeyAssignment[]>;
  /** All nodes with their paths that are neither calls nor assignments but may be asked for, by type. */
  readonly ofType: (type: string) => readonly JsPath[];
}

export interface JsSite {
  readonly node: JsCall;
  readonly path: JsPath;
}

export interface JsAssignment {
  /** The property that is set, where it is one. */
  readonly key?: string;
  readonly value: Node;
  readonly path: JsPath;
}

export interface JsKeyAssignment extends JsAssignment {
  readonly key: string;
}

const known = new WeakMap<File, JsFile>();

export function jsFile(tree: File, source: Pick<Source, 'path' | 'text'>): JsFile {
  const before = known.get(tree);
  if (before) return before;
  const calls: JsSite[] = [];
  const assignments = new Map<string, JsAssignment[]>();
  const keyed = new Map<string, JsKeyAssignment[]>();
  const byType = new Map<string, JsPath[]>();
  walkJs(tree.program, (node, path) => {
    if (isJsCall(node)) calls.push({ node, path });
    const target = node.type === 'AssignmentExpression' ? assignedName(node.left) : undefined;
    if (target && node.type === 'AssignmentExpression') {
      const list = assignments.get(target.name) ?? [];
      list.push({ value: node.right, path, ...(target.key === undefined ? {} : { key: target.key }) });
      assignments.set(target.name, list);
    }
    if (node.type === 'AssignmentExpression' && node.operator === '=') {
      const [, name, key] = /^(\w+)\.(\w+)$/.exec(jsDotted(node.left as Node) ?? '') ?? [];
      if (name && key) keyed.set(name, [...(keyed.get(name) ?? []), { key, value: node.right, path }]);
    }
    const list = byType.get(node.type);
    if (list) list.push(path);
    else byType.set(node.type, [path]);
  });
  const file: JsFile = {
    path: source.path,
    text: source.text,
    tree,
    imports: jsImports(tree),
    calls,
    assignments,
    keyed,
    ofType: (type) => byType.get(type) ?? [],
  };
  known.set(tree, file);
  return file;
}

function assignedName(left: Node): { name: string; key?: string } | undefined {
  if (left.type === 'Identifier') return { name: left.name };
  if (left.type !== 'MemberExpression' || left.computed || left.object.type !== 'Identifier') return undefined;
  return left.property.type === 'Identifier' ? { name: `${left.object.name}.`, key: left.property.name } : undefined;
}

export function spanOf(file: Pick<JsFile, 'path'>, node: Node): Span {
  return { file: file.path, start: node.start ?? 0, end: node.end ?? 0 };
}

export function sourceText(file: JsFile, node: Node): string {
  return file.text.slice(node.start ?? 0, node.end ?? 0);
}
