import type { Node } from '@babel/types';

/** A node and what encloses it. */
export interface JsPath {
  readonly node: Node;
  readonly parent?: JsPath;
  /** The property of the parent that holds the node. */
  readonly key: string;
}

/** Not syntax, or types: nothing that runs. */
const skipped = new Set([
  'loc',
  'extra',
  'errors',
  'comments',
  'tokens',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeParameters',
  'implements',
]);

/**
 * Visits a node and everything below it, in document order; `visit` returns false to leave out what is below.
 * Types are left out. Needs no stack, however deep the tree.
 */
export function walkJs(node: Node, visit: (node: Node, path: JsPath) => unknown): void {
  const waiting: JsPath[] = [{ node, key: '' }];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (visit(path.node, path) === false) continue;
    const below = childrenOf(path);
    for (let i = below.length - 1; i >= 0; i--) {
      const child = below[i];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/** The paths that enclose one, from its parent outwards. */
export function* jsAncestors(path: JsPath): Generator<JsPath, void> {
  for (let here = path.parent; here !== undefined; here = here.parent) yield here;
}

/** Whether a path stands at module level: run once, when the module is loaded (not in a function; blocks and `if` are fine). */
export function isAtModuleLevel(path: JsPath): boolean {
  for (const { node } of jsAncestors(path)) {
    if (/Function|ObjectMethod|ClassMethod|ClassPrivateMethod|^Class(Private)?Property$/.test(node.type)) return false;
  }
  return true;
}

function childrenOf(path: JsPath): readonly JsPath[] {
  const found: JsPath[] = [];
  for (const [key, value] of Object.entries(path.node) as [string, unknown][]) {
    if (typeof value !== 'object' || value === null || skipped.has(key)) continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(each)) found.push({ node: each, parent: path, key });
    }
  }
  const ordered = found.every((each, i) => i === 0 || startOf(found[i - 1]) <= startOf(each));
  return ordered ? found : found.sort((a, b) => startOf(a) - startOf(b));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function startOf(path: JsPath | undefined): number {
  return path?.node.start ?? 0;
}
