import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { deepest, emit, type FnDraft, guardIn, makesCalls, nameAt, opaque, placeOf, under } from '../draft.js';
import { assignmentOf, declarationOf, operatorBetween } from './commands.js';
import type { ShellLowering } from './lowering.js';
import { bindVariable } from './words.js';

/** Reads statements in order; true when what follows them is not reached. */
export function readStatements(low: ShellLowering, nodes: readonly SyntaxNode[]): boolean {
  const before = low.here.guard;
  let left = false;
  low.depth++;
  for (const node of low.depth > deepest ? [] : nodes) {
    if (node.type === 'comment' || node.type === 'heredoc_body') continue;
    if (readStatement(low, node)) left = true;
  }
  low.depth--;
  low.here.guard = before;
  return left;
}

function readStatement(low: ShellLowering, node: SyntaxNode): boolean {
  if (inBackground(low, node)) {
    background(low, node);
    return false;
  }
  return readNode(low, node);
}

/** Reads one statement, whether it runs in the background or not. */
export function readNode(low: ShellLowering, node: SyntaxNode): boolean {
  switch (node.type) {
    case 'program':
    case 'compound_statement':
    case 'subshell':
    case 'ERROR':
    case 'do_group':
      return low.statements(node.children) && node.type !== 'subshell';
    case 'list':
      return logical(low, node, []);
    case 'redirected_statement': {
      const body = childOf(node, 'body');
      const redirects = childrenOf(node, 'redirect');
      return body?.type === 'list' ? logical(low, body, redirects) : command(low, node);
    }
    case 'if_statement':
      return branches(low, node);
    case 'case_statement':
      cases(low, node);
      return false;
    case 'while_statement':
    case 'for_statement':
    case 'c_style_for_statement':
      loop(low, node);
      return false;
    case 'function_definition':
      functionOf(low, node);
      return false;
    case 'variable_assignment':
      assignmentOf(low, node);
      return false;
    case 'variable_assignments':
      for (const part of partsOf(node)) assignmentOf(low, part);
      return false;
    case 'declaration_command':
      declarationOf(low, node);
      return false;
    case 'command':
      return command(low, node);
    case 'unset_command': {
      const args = partsOf(node).map((part) => ({ value: low.word(part) }));
      const callee = nameAt('unset', { start: node.start, end: node.start + 5 });
      emit(low, { is: 'do', value: { is: 'call', callee, args, ...placeOf(node) }, ...placeOf(node) });
      return false;
    }
    default:
      doIt(low, node);
      return false;
  }
}

function doIt(low: ShellLowering, node: SyntaxNode): Expr | undefined {
  const value = /^(pipeline|negated_command|command|redirected_statement)$/.test(node.type)
    ? low.run(node)
    : low.word(node);
  if (value.is !== 'import' && !makesCalls(value)) return undefined;
  emit(low, { is: 'do', value, ...placeOf(node) });
  return value;
}

function command(low: ShellLowering, node: SyntaxNode): boolean {
  const inner = node.type === 'redirected_statement' ? childOf(node, 'body') : node;
  const name = inner?.type === 'command' ? childOf(inner, 'name') : undefined;
  const written = name ? sourceOf(low.text, name) : '';
  if (/^(break|continue)$/.test(written)) return true;
  if (written === 'return' && inner) {
    const [status] = childrenOf(inner, 'argument');
    emit(low, { is: 'return', ...(status && { value: low.word(status) }), ...placeOf(node) });
    return true;
  }
  const done = doIt(low, node);
  if (written === 'set' && done?.is === 'call') positions(low, done, node);
  const takesOver = written === 'exec' && inner !== undefined && childrenOf(inner, 'argument').length > 0;
  return written === 'exit' || takesOver;
}

/** `set -- a b`: what `$@` is from here on. */
function positions(low: ShellLowering, call: Expr & { is: 'call' }, node: SyntaxNode): void {
  const [first, ...rest] = call.args;
  if (first?.value.is !== 'literal' || first.value.value !== '--') return;
  const items = rest.map(({ value }) => (makesCalls(value) ? opaque(value) : value));
  const value: Expr = { is: 'list', items, ...placeOf(node) };
  low.here.locals.add('$@');
  bindVariable(low, nameAt('$@', { start: node.start, end: node.start }), { value, place: placeOf(node) });
}

/** A lone `&` behind a statement. */
function inBackground({ text }: ShellLowering, node: SyntaxNode): boolean {
  const after = /[ \t]*&(?![&>])/y;
  after.lastIndex = node.end;
  return after.test(text) && !/^(variable_assignment|function_definition)$/.test(node.type);
}

/** `a &` is a call of `&` with what runs meanwhile: a command, or a function with all that stands there. */
function background(low: ShellLowering, node: SyntaxNode): void {
  const single = /^(command|redirected_statement|pipeline)$/.test(node.type) && childOf(node, 'body')?.type !== 'list';
  const value: Expr = single
    ? low.run(node)
    : { is: 'function', fn: within(low, node, () => readNode(low, node)), ...placeOf(node) };
  const callee = nameAt('&', { start: node.end, end: node.end });
  emit(low, {
    is: 'do',
    value: { is: 'call', callee, args: [{ value }], start: node.start, end: node.end },
    ...placeOf(node),
  });
}

/** Reads code as a function of its own, and gives its number. */
function within(low: ShellLowering, node: SyntaxNode, read: () => void, name = ''): number {
  const outside = low.here;
  const draft: FnDraft = { name, params: [], decorators: [], events: [], guards: [], outer: 0, ...placeOf(node) };
  const fn = low.functions.push(draft) - 1;
  low.here = { fn, draft, locals: new Set(), positions: 0, takesAll: false, guard: undefined };
  read();
  const at = placeOf(childOf(node, 'name') ?? { ...node, end: node.start });
  for (let index = 1; index <= low.here.positions; index++) draft.params.push({ name: `$${index}`, at });
  if (low.here.takesAll) draft.params.push({ name: '$@', at, kind: 'rest' });
  low.here = outside;
  return fn;
}

function functionOf(low: ShellLowering, node: SyntaxNode): void {
  const named = childOf(node, 'name') ?? node;
  const name = sourceOf(low.text, named);
  const body = childrenOf(node, 'body');
  const fn = within(low, node, () => low.statements(body), name);
  const value: Expr = { is: 'function', fn, ...placeOf(node) };
  emit(low, { is: 'bind', target: nameAt(name, placeOf(named)), value, ...placeOf(node) });
}

/** `a && b`, `a || exit 1`: what stands behind is under whether the first succeeds. */
function logical(low: ShellLowering, list: SyntaxNode, redirects: readonly SyntaxNode[]): boolean {
  const [left, right] = partsOf(list);
  if (left === undefined || right === undefined) return low.statements(list.children);
  const and = operatorBetween(low, left, right) === '&&';
  const test = low.run(left);
  const guard = guardIn(low, { is: and ? 'if' : 'else', test, ...placeOf(right) });
  const leaves = under(low, guard, () => {
    if (redirects.length === 0) return readNode(low, right);
    const value = low.run(right, redirects);
    emit(low, { is: 'do', value, start: right.start, end: redirects.at(-1)?.end ?? right.end });
    return false;
  });
  if (leaves) low.here.guard = guardIn(low, { is: and ? 'else' : 'if', test, start: list.end, end: list.end });
  return false;
}

/** The commands of a condition: the last one decides. */
function testOf(low: ShellLowering, nodes: readonly SyntaxNode[], at: SyntaxNode): Expr {
  const asked = nodes.filter(({ type }) => /\w/.test(type) && type !== 'comment');
  const last = asked.at(-1);
  low.statements(asked.slice(0, -1));
  return last ? low.run(last) : opaque({ start: at.start, end: at.start });
}

function branches(low: ShellLowering, node: SyntaxNode): boolean {
  const outer = low.here.guard;
  const test = testOf(low, childrenOf(node, 'condition'), node);
  const clauses = node.children.filter(({ type }) => type === 'elif_clause' || type === 'else_clause');
  const body = node.children.filter((child) => child.field !== 'condition' && !clauses.includes(child));
  const yes = guardIn(low, { is: 'if', test, start: body[0]?.start ?? node.start, end: body.at(-1)?.end ?? node.end });
  const left = under(low, yes, () => low.statements(body));
  const [first] = clauses;
  if (first === undefined && !left) return false;
  low.here.guard = guardIn(low, { is: 'else', test, start: first?.start ?? node.end, end: node.end });
  const otherLeft = otherwise(low, clauses);
  if (left) return otherLeft;
  low.here.guard = otherLeft ? yes : outer;
  return false;
}

/** The branches behind the first one; the guard is left where what follows them stands. */
function otherwise(low: ShellLowering, [first, ...rest]: readonly SyntaxNode[]): boolean {
  if (first === undefined) return false;
  if (first.type === 'else_clause') return low.statements(first.children);
  const before = low.here.guard;
  const [condition, ...body] = partsOf(first);
  const test = testOf(low, condition ? [condition] : [], first);
  const yes = guardIn(low, { is: 'if', test, ...placeOf(first) });
  const left = under(low, yes, () => low.statements(body));
  if (rest.length === 0 && !left) return false;
  low.here.guard = guardIn(low, {
    is: 'else',
    test,
    start: rest[0]?.start ?? first.end,
    end: rest.at(-1)?.end ?? first.end,
  });
  const otherLeft = otherwise(low, rest);
  if (left) return otherLeft;
  low.here.guard = otherLeft ? yes : before;
  return false;
}

function cases(low: ShellLowering, node: SyntaxNode): void {
  const value = childOf(node, 'value');
  const test = value ? low.word(value) : opaque(placeOf(node));
  for (const item of node.children) {
    if (item.type !== 'case_item') continue;
    const labels = childrenOf(item, 'value').map((label) => low.word(label));
    const any = labels.some((label) => label.is === 'literal' && label.value === '*');
    const [first] = labels;
    const label: Expr | undefined =
      any || first === undefined
        ? undefined
        : labels.length === 1
          ? first
          : { is: 'list', items: labels, start: first.start, end: labels.at(-1)?.end ?? first.end };
    const guard = guardIn(low, { is: 'case', test, ...(label && { label }), ...placeOf(item) });
    under(low, guard, () => low.statements(item.children.filter(({ field }) => field === undefined)));
  }
}

function loop(low: ShellLowering, node: SyntaxNode): void {
  const body = childrenOf(node, 'body').flatMap(({ children }) => children);
  if (node.type === 'for_statement') {
    each(low, node);
    return;
  }
  for (const first of childrenOf(node, 'initializer')) readNode(low, first);
  const asked = childrenOf(node, 'condition');
  const plain = node.type === 'while_statement' ? testOf(low, asked, node) : asked[0] ? low.word(asked[0]) : undefined;
  const until = /^until\b/.test(low.text.slice(node.start, node.start + 6));
  const test: Expr | undefined =
    plain && until ? { is: 'operation', sign: '!', right: plain, ...placeOf(node) } : plain;
  const guard = guardIn(low, { is: 'loop', ...(test && { test }), ...placeOf(node) });
  under(low, guard, () => {
    low.statements(body);
    for (const last of childrenOf(node, 'update')) doIt(low, last);
  });
}

/** `for i in a b`: the variable is some item of the words. */
function each(low: ShellLowering, node: SyntaxNode): void {
  const variable = childOf(node, 'variable');
  const values = childrenOf(node, 'value').map((value) => low.word(value));
  const [first] = values;
  const end = { start: variable?.end ?? node.start, end: variable?.end ?? node.start };
  let items: Expr = first
    ? { is: 'list', items: values, start: first.start, end: values.at(-1)?.end ?? first.end }
    : nameAt('$@', end);
  if (makesCalls(items)) {
    const name = nameAt(`$#${node.start}`, end);
    emit(low, { is: 'bind', target: name, value: items, start: items.start, end: items.end });
    items = name;
  }
  const guard = guardIn(low, { is: 'loop', test: items, ...placeOf(node) });
  under(low, guard, () => {
    if (variable) {
      const value: Expr = { is: 'index', of: items, key: opaque(end), ...placeOf(variable) };
      bindVariable(low, low.word(variable), { value, place: placeOf(variable) });
    }
    low.statements(childrenOf(node, 'body').flatMap(({ children }) => children));
  });
}
