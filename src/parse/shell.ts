import { spaces } from './blank.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { unquoteShell } from './shell-words.js';
import { parseSyntax } from './syntax.js';
import {
  ancestors,
  childOf,
  childrenOf,
  partsOf,
  type SyntaxNode,
  type SyntaxTree,
  sourceOf,
  walk,
} from './syntax-node.js';

/** Where a command or an assignment stands. */
export interface ShellPlace {
  /** What must hold, outermost first, as written: `[ -f .env ]`, `! [ -f .env ]` in an `else` or behind `||`, `case "$1" in web|all`. */
  readonly conditions: readonly string[];
  readonly inFunction?: string;
  /** The head of the nearest enclosing loop: `while true`, `for i in 1 2`. */
  readonly loop?: string;
}

export interface ShellCommand extends ShellPlace {
  /** The command; with `exec` the one that takes over. Quotes are resolved, expansions (`${X:-d}`) stay as written. */
  readonly name: Token;
  readonly args: readonly Token[];
  /** `A=1 php artisan`: what is set for this command alone. */
  readonly env: readonly ShellVariable[];
  readonly redirects: readonly ShellRedirect[];
  /** A here-document that it reads, as written. */
  readonly input?: Token;
  readonly start: number;
  readonly end: number;
  /** Started with `&`, itself or something that encloses it. */
  readonly background: boolean;
  readonly exec: boolean;
  /** Stands in a pipeline. */
  readonly piped: boolean;
  /** Behind `||`: runs only when what stands before failed. */
  readonly fallback: boolean;
  /** Within `$(...)`, backquotes or `<(...)`. */
  readonly substituted: boolean;
  /** Within `( ... )`: a child of the shell runs it, and `exec` takes the place of that child only. */
  readonly subshell?: true;
}

export interface ShellVariable {
  readonly name: Token;
  /** Quotes resolved; missing in `export X`. */
  readonly value?: Token;
  /** The words of an array: `A=(--quiet worker)`. */
  readonly items?: readonly Token[];
  /** `A+=...`: behind what is there. */
  readonly more?: true;
  readonly start: number;
  readonly end: number;
}

export interface ShellAssignment extends ShellVariable, ShellPlace {
  /** `export X=1`. */
  readonly exported: boolean;
  /** `${X:=d}`: only when it is not set. */
  readonly fallback: boolean;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `2>`, `&>`, ... */
  readonly operator: string;
  readonly target: Token;
}

export interface ShellScript {
  /** In order of their place. Tests (`[ ... ]`) are conditions, not commands. */
  readonly commands: readonly ShellCommand[];
  readonly assignments: readonly ShellAssignment[];
}

/**
 * Reads a shell script, or the command line of another file: `base` is where `text` begins in that file, and is added to all places.
 * `loadGrammar('bash')` comes first. Template expressions (`{{ }}`, `{% %}`, `<% %>`) count as words, or as nothing on lines of their own.
 */
export function parseShell(text: string, base = 0): Parsed<ShellScript> {
  const { tree, problems } = parseShellTree(text);
  const reading: Reading = { text, base };
  const commands: ShellCommand[] = [];
  const assignments: ShellAssignment[] = [];
  for (const node of walk(tree.root)) {
    if (node.type === 'command') addCommand(reading, node, commands);
    const loaded = node.type === 'declaration_command' ? loadedIn(reading, node) : undefined;
    if (loaded) commands.push(loaded);
    for (const each of assignmentsIn(reading, node)) assignments.push(each);
  }
  const moved = problems.map(
    (each): Problem => ({ message: each.message, start: each.start + base, end: each.end + base }),
  );
  return { tree: { commands, assignments }, problems: moved };
}

/** The tree of a shell script. `loadGrammar('bash')` comes first. */
export function parseShellTree(text: string): Parsed<SyntaxTree> {
  return parseSyntax('bash', text, readable(text));
}

interface Reading {
  readonly text: string;
  readonly base: number;
}

/** Tags of templates become words of the same length (blanks when they are tags of control), and long runs of `<` blanks: they cost minutes. */
function readable(text: string): string {
  let plain = text.includes('<<<<') ? text.replace(/<{4,}/g, spaces) : text;
  if (/\{\{|\{%|<%/.test(plain)) {
    plain = plain
      .replace(/\{%[\s\S]{0,1000}?%\}|\{\{[#/!-][^{}]*\}\}|<%(?!=)[\s\S]{0,1000}?%>/g, spaces)
      .replace(/^[ \t]*\{\{[^{}\n]*\}\}[ \t]*$/gm, spaces)
      .replace(/\{\{[^{}]*\}\}|<%=[\s\S]{0,1000}?%>/g, (tag) => tag.replace(/[^\r\n]/g, '_'));
  }
  return plain;
}

function addCommand(reading: Reading, node: SyntaxNode, commands: ShellCommand[]): void {
  const words = wordsOf(reading, node);
  const [first] = words;
  if (first === undefined || first.text === '[' || first.text.startsWith('((')) return;
  const exec = first.text === 'exec' && words.length > 1;
  const [name = first, ...args] = exec ? withoutOptions(words.slice(1)) : words;
  commands.push({
    ...placeOf(reading, node),
    name,
    args,
    env: node.children.filter((each) => isLocal(reading, node, each)).map((each) => variableOf(reading, each)),
    redirects: redirectsOf(reading, node),
    ...inputOf(reading, node),
    start: commandStart(reading, node) + reading.base,
    end: node.end + reading.base,
    background: isBackground(reading, node),
    exec,
    ...flagsOf(reading, node),
  });
}

/** `export "$(grep ^KEY= .env)"`: only what runs says which variables that are, so that it stands among the commands. */
function loadedIn(reading: Reading, node: SyntaxNode): ShellCommand | undefined {
  const args = node.children
    .map((child) => tokenOf(reading, child))
    .filter(({ text }) => text.startsWith('$(') || text.startsWith('`'));
  if (args.length === 0 || !isExport(reading, node)) return undefined;
  const [start, end] = [node.start + reading.base, node.end + reading.base];
  const plain = { env: [], redirects: [], background: false, exec: false, ...flagsOf(reading, node) };
  const name = { text: 'export', start, end: start + 'export'.length };
  return { ...placeOf(reading, node), ...plain, name, args, start, end };
}

function wordsOf(reading: Reading, node: SyntaxNode): readonly Token[] {
  const words = node.children.filter((child) => child.field === 'name' || child.field === 'argument');
  return words.map((word) => tokenOf(reading, word));
}

/** `exec -a name cmd`, `exec -- cmd`: the options of `exec` itself. */
function withoutOptions(words: readonly Token[]): readonly Token[] {
  let from = 0;
  while (words[from]?.text.startsWith('-')) from += words[from]?.text === '-a' ? 2 : 1;
  return words.slice(from);
}

/** The grammar takes a line of several assignments to be part of the next line's command. */
function isLocal(reading: Reading, command: SyntaxNode, child: SyntaxNode): boolean {
  const name = childOf(command, 'name');
  if (child.type !== 'variable_assignment' || name === undefined) return false;
  return !/(?<!\\)\r?\n/.test(reading.text.slice(child.end, name.start));
}

function commandStart(reading: Reading, node: SyntaxNode): number {
  const first = node.children.find((child) => child.type !== 'variable_assignment' || isLocal(reading, node, child));
  return first?.start ?? node.start;
}

function tokenOf({ text, base }: Reading, node: SyntaxNode): Token {
  return { text: unquoteShell(sourceOf(text, node)), start: node.start + base, end: node.end + base };
}

function variableOf(reading: Reading, node: SyntaxNode): ShellVariable {
  const name = childOf(node, 'name') ?? partsOf(node)[0] ?? node;
  const value = childOf(node, 'value');
  const [start, end] = [node.start + reading.base, node.end + reading.base];
  const more = reading.text.startsWith('+=', name.end) ? ({ more: true } as const) : {};
  const place = { name: tokenOf(reading, name), ...more, start, end };
  const items = value?.type === 'array' ? { items: partsOf(value).map((item) => tokenOf(reading, item)) } : {};
  if (value !== undefined) return { ...place, value: tokenOf(reading, value), ...items };
  return node.type === 'variable_assignment' ? { ...place, value: { text: '', start: end, end } } : place;
}

function assignmentsIn(reading: Reading, node: SyntaxNode): readonly ShellAssignment[] {
  if (node.type === 'expansion') return defaultIn(reading, node);
  const declared = node.parent?.type === 'declaration_command' && isExport(reading, node.parent);
  if (node.type === 'variable_name' && declared !== true) return [];
  if (node.type === 'variable_assignment') {
    if (node.parent?.type === 'c_style_for_statement') return [];
    if (node.parent?.type === 'command' && isLocal(reading, node.parent, node)) return [];
  } else if (node.type !== 'variable_name') return [];
  const flags = { exported: declared === true, fallback: false };
  return [{ ...placeOf(reading, node), ...variableOf(reading, node), ...flags }];
}

/** `${X:=d}` sets X when it is not set. */
function defaultIn(reading: Reading, node: SyntaxNode): readonly ShellAssignment[] {
  const [name, operator, value] = partsOf(node);
  const written = operator && sourceOf(reading.text, operator);
  if (name === undefined || (written !== ':=' && written !== '=')) return [];
  const place = { start: node.start + reading.base, end: node.end + reading.base, name: tokenOf(reading, name) };
  const set = { ...(value && { value: tokenOf(reading, value) }), exported: false, fallback: true };
  return [{ ...placeOf(reading, node), ...place, ...set }];
}

function isExport({ text }: Reading, declaration: SyntaxNode): boolean {
  return /^(export|declare\s+-\w*x|typeset\s+-\w*x)\b/.test(sourceOf(text, declaration));
}

function redirectsOf(reading: Reading, node: SyntaxNode): readonly ShellRedirect[] {
  // The grammar hangs what `a | b > c` redirects on the whole line; it is b's.
  let here = node;
  while (/^(pipeline|list)$/.test(here.parent?.type ?? '') && isLast(here)) {
    here = here.parent ?? here;
  }
  const holder = holderOf(here);
  const found: ShellRedirect[] = [];
  for (const redirect of [...childrenOf(node, 'redirect'), ...childrenOf(holder, 'redirect')]) {
    for (const each of walk(redirect)) {
      const target = each.type === 'file_redirect' ? childOf(each, 'destination') : undefined;
      if (target === undefined) continue;
      const operator = reading.text.slice(each.start, target.start).trim();
      found.push({ operator, target: tokenOf(reading, target) });
    }
  }
  return found;
}

/** Whether nothing but comments follows in what holds the node: a pipeline may have many parts, so they are not listed for each. */
function isLast(node: SyntaxNode): boolean {
  return node.parent?.children.findLast(({ type }) => type !== 'comment') === node;
}

function holderOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.parent?.type === 'redirected_statement' && node.field === 'body' ? node.parent : undefined;
}

function inputOf({ text, base }: Reading, node: SyntaxNode): { readonly input?: Token } {
  for (const redirect of childrenOf(holderOf(node), 'redirect')) {
    const body = redirect.children.find(({ type }) => type === 'heredoc_body');
    if (body) return { input: { text: sourceOf(text, body), start: body.start + base, end: body.end + base } };
  }
  return {};
}

/** A lone `&` behind the command or behind a statement that encloses it. */
function isBackground({ text }: Reading, node: SyntaxNode): boolean {
  const after = /[ \t]*&(?!&)/y;
  for (const each of [node, ...ancestors(node)]) {
    if (each.type === 'command_substitution' || each.type === 'function_definition') return false;
    after.lastIndex = each.end;
    if (after.test(text)) return true;
  }
  return false;
}

function flagsOf(reading: Reading, node: SyntaxNode): Pick<ShellCommand, 'piped' | 'fallback' | 'substituted' | 'subshell'> {
  let [inner, piped, fallback, here]: [{ subshell?: true }, boolean, boolean, SyntaxNode] = [{}, false, false, node];
  for (const parent of ancestors(node)) {
    if (/^(command|process)_substitution$/.test(parent.type)) return { piped, fallback, substituted: true };
    if (parent.type === 'subshell') inner = { subshell: true };
    if (parent.type === 'pipeline') piped = true;
    if (operatorBefore(reading, parent, here) === '||') fallback = true;
    here = parent;
  }
  return { piped, fallback, substituted: false, ...inner };
} // biome-ignore format: one signature

/** `&&` or `||` when the child is the right side of such a list. */
function operatorBefore({ text }: Reading, list: SyntaxNode, child: SyntaxNode): string | undefined {
  if (list.type === 'heredoc_redirect' && child.field === 'right') {
    const operator = childOf(list, 'operator');
    return operator && sourceOf(text, operator);
  }
  const [left, right] = list.type === 'list' ? partsOf(list) : [];
  if (left === undefined || right !== child) return undefined;
  return /&&|\|\|/.exec(text.slice(left.end, right.start))?.[0];
}

function placeOf(reading: Reading, node: SyntaxNode): ShellPlace {
  const conditions: string[] = [];
  let inFunction: string | undefined;
  let loop: string | undefined;
  let here = node;
  for (const parent of ancestors(node)) {
    conditions.unshift(...conditionsFrom(reading, parent, here));
    if (/^(while|for|c_style_for)_statement$/.test(parent.type) && here.field === 'body') {
      loop ??= headOf(reading, parent);
    }
    if (parent.type === 'function_definition') {
      inFunction ??= sourceOf(reading.text, childOf(parent, 'name') ?? parent);
    }
    here = parent;
  }
  return { conditions, ...(inFunction !== undefined && { inFunction }), ...(loop !== undefined && { loop }) };
}

/** The head of a loop: all that stands before its `do`. */
function headOf({ text }: Reading, loop: SyntaxNode): string {
  const body = childOf(loop, 'body');
  return text.slice(loop.start, body?.start ?? loop.end).replace(/(?<![\s;])[\s;]+$/, '');
}

/** What an enclosing statement demands before its part `child` runs. */
function conditionsFrom(reading: Reading, parent: SyntaxNode, child: SyntaxNode): readonly string[] {
  switch (parent.type) {
    case 'if_statement':
      return branchConditions(reading, parent, child);
    case 'elif_clause': {
      const test = partsOf(parent)[0];
      return test === undefined || test === child ? [] : [sourceOf(reading.text, test)];
    }
    case 'case_item': {
      const value = parent.parent && childOf(parent.parent, 'value');
      if (child.field === 'value' || value === undefined) return [];
      const subject = sourceOf(reading.text, value);
      const others = labelsOf(reading, parent) === '*' ? labelsBefore(reading, parent) : '';
      // what is left is what none of the others took
      return [others ? `! case ${subject} in ${others}` : `case ${subject} in ${labelsOf(reading, parent)}`];
    }
    default:
      return listConditions(reading, parent, child);
  }
}

/** The labels of an item as written: the grammar takes `*"a b"*` for three. */
function labelsOf({ text }: Reading, item: SyntaxNode): string {
  const labels = childrenOf(item, 'value');
  return text.slice(labels[0]?.start ?? item.start, labels.at(-1)?.end ?? item.start);
}

function labelsBefore(reading: Reading, item: SyntaxNode): string {
  const items = item.parent?.children.filter(({ type, start }) => type === 'case_item' && start < item.start) ?? [];
  return items.map((one) => labelsOf(reading, one)).join('|');
}

function branchConditions({ text }: Reading, statement: SyntaxNode, child: SyntaxNode): readonly string[] {
  const test = childOf(statement, 'condition');
  if (test === undefined || child.field === 'condition') return [];
  if (child.type !== 'elif_clause' && child.type !== 'else_clause') return [sourceOf(text, test)];
  const failed = [test];
  for (const each of statement.children) {
    const other = each.type === 'elif_clause' && each.start < child.start ? partsOf(each)[0] : undefined;
    if (other !== undefined) failed.push(other);
  }
  return failed.map((each) => negated(text, each));
}

const asking = /^(?:test|\[|\(\(.*|grep|command|which|type|hash|getent|id|true|false)$/s;

/** `[ -f x ] && cmd`: only left sides that ask a question count, since `a && b` is mostly a sequence. */
function listConditions(reading: Reading, parent: SyntaxNode, child: SyntaxNode): readonly string[] {
  const operator = operatorBefore(reading, parent, child);
  const left = operator === undefined ? undefined : partsOf(parent)[0];
  if (left === undefined || parent.type !== 'list') return [];
  if (operator === '&&') return questionsIn(reading, left);
  return isQuestion(reading, left) ? [negated(reading.text, left)] : [];
}

function questionsIn(reading: Reading, node: SyntaxNode): readonly string[] {
  const [left, right] = node.type === 'list' ? partsOf(node) : [];
  if (left === undefined || right === undefined) return isQuestion(reading, node) ? [questionOf(reading, node)] : [];
  if (operatorBefore(reading, node, right) === '||') {
    return isQuestion(reading, left) && isQuestion(reading, right) ? [sourceOf(reading.text, node)] : [];
  }
  return [...questionsIn(reading, left), ...questionsIn(reading, right)];
}

/** Without the line of assignments that the grammar puts before it. */
function questionOf(reading: Reading, node: SyntaxNode): string {
  return reading.text.slice(node.type === 'command' ? commandStart(reading, node) : node.start, node.end);
}

function isQuestion(reading: Reading, node: SyntaxNode): boolean {
  if (node.type === 'test_command' || node.type === 'negated_command') return true;
  if (node.type === 'redirected_statement')
    return partsOf(node)
      .slice(0, 1)
      .some((body) => isQuestion(reading, body));
  if (node.type === 'list') return partsOf(node).every((part) => isQuestion(reading, part));
  const name = node.type === 'command' ? childOf(node, 'name') : undefined;
  return name !== undefined && asking.test(sourceOf(reading.text, name));
}

function negated(text: string, condition: SyntaxNode): string {
  const source = sourceOf(text, condition);
  if (condition.type === 'list') return `! { ${source}; }`;
  return source.startsWith('! ') ? source.slice(2) : `! ${source}`;
}
