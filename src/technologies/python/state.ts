import type { Fact } from '../../facts/fact.js';
import type { PyState } from '../../facts/python-code.js';
import { pythonAssignments, pythonAssignmentsIn, pythonDotted } from '../../parse/python.js';
import {
  childOf,
  enclosing,
  partsOf,
  type SyntaxNode,
  type SyntaxTree,
  sourceOf,
  walk,
} from '../../parse/syntax-node.js';

interface Holder {
  readonly name: string;
  readonly shape: PyState['shape'];
  readonly owner?: string;
  readonly start: number;
  readonly end: number;
}

const putting = /^(append|add|insert|extend|update|setdefault|put|put_nowait|appendleft)$/;
const taking = /^(pop|remove|discard|clear|popitem|popleft|get_nowait)$/;

/** Files without routes and sockets are passed over: only what requests and clients change matters. */
const serving = /@[\w.]+\.(route|get|post|put|patch|delete|api_route|websocket)\(|send_(text|json|bytes)\(/;

/** Module variables, and attributes that a class makes in `__init__` or its body, that are changed by functions while the program runs. */
export function* stateFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!serving.test(tree.text)) return;
  const holders = [...moduleHolders(tree), ...classHolders(tree)];
  if (holders.length === 0) return;
  const changes = new Map<Holder, PyState['changes'][number][]>();
  for (const node of walk(tree.root)) {
    const target = changedBy(tree, node);
    if (target === undefined) continue;
    const holder = holders.find((each) => meant(tree, each, { node, target }));
    const inside = holder && functionOf(tree, node);
    if (!holder || inside === undefined || inside === '__init__') continue;
    const list = changes.get(holder) ?? [];
    list.push({ inside, how: howOf(node), start: node.start, end: node.end });
    changes.set(holder, list);
  }
  for (const [{ name, shape, owner, start, end }, list] of changes) {
    yield {
      kind: 'python-state',
      name,
      shape,
      ...(owner ? { owner } : {}),
      changes: list,
      at: { file: path, start, end },
    };
  }
}

function* moduleHolders(tree: SyntaxTree): Iterable<Holder> {
  for (const { name, keys, value, node, guards, operator } of pythonAssignments(tree)) {
    const shape = keys.length === 0 && operator === '=' && guards.length === 0 ? shapeOf(tree.text, value) : undefined;
    if (shape && /^\w+$/.test(name)) yield { name, shape, start: node.start, end: node.end };
  }
}

function* classHolders(tree: SyntaxTree): Iterable<Holder> {
  for (const node of walk(tree.root)) {
    if (node.type !== 'class_definition') continue;
    const label = childOf(node, 'name');
    const owner = label ? sourceOf(tree.text, label) : '';
    const init = partsOf(childOf(node, 'body')).find(
      (part) =>
        part.type === 'function_definition' && sourceOf(tree.text, childOf(part, 'name') ?? part) === '__init__',
    );
    const own = [...pythonAssignmentsIn(tree.text, node), ...(init ? pythonAssignmentsIn(tree.text, init) : [])];
    for (const { name, keys, value, node: at } of own) {
      const shape = keys.length === 0 ? shapeOf(tree.text, value) : undefined;
      if (shape && shape !== 'value')
        yield { name: name.replace(/^self\./, ''), shape, owner, start: at.start, end: at.end };
    }
  }
}

function shapeOf(text: string, value: SyntaxNode): PyState['shape'] | undefined {
  if (value.type === 'dictionary' || value.type === 'set') return 'map';
  if (value.type === 'list') return 'list';
  if (value.type === 'integer' || value.type === 'none') return 'value';
  const name = value.type === 'call' ? pythonDotted(text, childOf(value, 'function')) : undefined;
  if (name === undefined) return undefined;
  if (/(^|\.)(dict|set|defaultdict|OrderedDict|WeakSet|WeakValueDictionary|Counter)$/.test(name)) return 'map';
  return /(^|\.)(list|deque|Queue|SimpleQueue)$/.test(name) ? 'list' : undefined;
}

/** The thing that a statement changes: `X[k] = v`, `del X[k]`, `X.append(v)`, `X += 1`. */
function changedBy(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  if (node.type === 'assignment' || node.type === 'augmented_assignment') {
    const left = childOf(node, 'left');
    if (left?.type === 'subscript') return pythonDotted(tree.text, childOf(left, 'value'));
    return left && (node.type === 'augmented_assignment' || left.type === 'identifier')
      ? pythonDotted(tree.text, left)
      : undefined;
  }
  if (node.type === 'delete_statement') {
    const [target] = partsOf(node);
    return target?.type === 'subscript' ? pythonDotted(tree.text, childOf(target, 'value')) : undefined;
  }
  const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
  if (callee?.type !== 'attribute') return undefined;
  const method = childOf(callee, 'attribute');
  const name = method ? sourceOf(tree.text, method) : '';
  return putting.test(name) || taking.test(name) ? pythonDotted(tree.text, childOf(callee, 'object')) : undefined;
}

/** A bare name means the module's variable unless the function has one of its own; `self.x` that of the class around it. */
function meant(tree: SyntaxTree, holder: Holder, { node, target }: { node: SyntaxNode; target: string }): boolean {
  if (holder.owner !== undefined) {
    if (
      target !== `self.${holder.name}` &&
      target !== `cls.${holder.name}` &&
      target !== `${holder.owner}.${holder.name}`
    )
      return false;
    const around = enclosing(node, 'class_definition');
    const label = around && childOf(around, 'name');
    return (
      target.startsWith(`${holder.owner}.`) || (label !== undefined && sourceOf(tree.text, label) === holder.owner)
    );
  }
  if (target !== holder.name) return false;
  const around = enclosing(node, 'function_definition', 'lambda');
  if (!around) return false;
  const own = sourceOf(tree.text, around);
  const isGlobal = new RegExp(`\\bglobal\\b[^\\n]*\\b${holder.name}\\b`).test(own);
  if (isGlobal) return true;
  return !new RegExp(
    `(^|\\n)\\s*${holder.name}(\\s*:[^=\\n]+)?\\s*=[^=]|[(,]\\s*${holder.name}\\s*[,:=)][^\\n]*:\\s*\\n|\\b(for|as)\\s+${holder.name}\\b`,
  ).test(own) && node.type !== 'assignment'
    ? true
    : node.type === 'assignment' &&
        childOf(node, 'left')?.type === 'subscript' &&
        !new RegExp(`(^|\\n)\\s*${holder.name}(\\s*:[^=\\n]+)?\\s*=[^=]`).test(own);
}

function howOf(node: SyntaxNode): PyState['changes'][number]['how'] {
  if (node.type === 'augmented_assignment') return 'count';
  return node.type === 'assignment' && childOf(node, 'left')?.type === 'identifier' ? 'assign' : 'put';
}

function functionOf(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const around = enclosing(node, 'function_definition');
  const name = around && childOf(around, 'name');
  return name && sourceOf(tree.text, name);
}
