import { fromHex, fromLetter, fromNumber } from './escapes.js';
import type { Parsed } from './parsed.js';
import { parseSyntax } from './syntax.js';
import { childOf, childrenOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from './syntax-node.js';
import { maskTemplates } from './template.js';

/** An argument of a call: `name` for `x=1`, `splat` for `*a` and `**k`, whose value is what is unpacked. */
export interface PythonArgument {
  readonly name?: string;
  readonly value: SyntaxNode;
  readonly splat: boolean;
}

/** An entry of a dict; without a key it is `**more`. */
export interface PythonEntry {
  readonly key?: SyntaxNode;
  readonly value: SyntaxNode;
}

/** What must hold for a statement to run. */
export interface PythonGuard {
  /** `if`: the test holds; `else`: it does not; `try`: nothing failed before; `except`: something did; `loop`, `with`, `case`: within one. */
  readonly is: 'if' | 'else' | 'try' | 'except' | 'loop' | 'with' | 'case';
  readonly test?: SyntaxNode;
}

export interface PythonAssignment {
  /** `DEBUG`, `app.config`; of `X['a']['b'] = 1` the part before the brackets. */
  readonly name: string;
  /** The keys in brackets, outermost first. */
  readonly keys: readonly SyntaxNode[];
  readonly target: SyntaxNode;
  readonly value: SyntaxNode;
  /** `=`, or `+=` and the like. */
  readonly operator: string;
  /** Outermost first; none for what always runs. */
  readonly guards: readonly PythonGuard[];
  readonly node: SyntaxNode;
}

/** Parses Python, also where a template of a project is written around it. `loadGrammar('python')` comes first. */
export function parsePython(text: string): Parsed<SyntaxTree> {
  const isTemplate = /^[ \t]*\{%-?\s*\w|\{\{-?\s*cookiecutter\b/m.test(text);
  return isTemplate ? parseSyntax('python', text, maskTemplates(text).text) : parseSyntax('python', text);
}

/** The value of a string literal, also of several side by side; undefined for anything else, and when a format is interpolated. */
export function pythonString(text: string, node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'parenthesized_expression') return pythonString(text, partsOf(node)[0]);
  if (node?.type === 'concatenated_string') {
    const parts = partsOf(node).map((part) => pythonString(text, part));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  return node?.type === 'string' ? oneString(text, node) : undefined;
}

/** The value of a string, number, `True`, `False` or `None`; undefined when it is no literal. */
export function pythonLiteral(
  text: string,
  node: SyntaxNode | undefined,
): string | number | boolean | null | undefined {
  switch (node?.type) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'none':
      return null;
    case 'integer':
    case 'float':
      return fromNumber(sourceOf(text, node));
    case 'unary_operator': {
      const value = pythonLiteral(text, childOf(node, 'argument'));
      if (typeof value !== 'number') return undefined;
      return { '-': -value, '+': value }[sourceOf(text, node).charAt(0)];
    }
    case 'parenthesized_expression':
      return pythonLiteral(text, partsOf(node)[0]);
    default:
      return pythonString(text, node);
  }
}

/** The arguments of a call, or the bases of a class. */
export function pythonArguments(text: string, call: SyntaxNode | undefined): readonly PythonArgument[] {
  const list = childOf(call, 'arguments') ?? childOf(call, 'superclasses');
  if (list?.type === 'generator_expression') return [{ value: list, splat: false }];
  const found: PythonArgument[] = [];
  for (const part of partsOf(list)) {
    const name = part.type === 'keyword_argument' ? childOf(part, 'name') : undefined;
    const splat = part.type === 'list_splat' || part.type === 'dictionary_splat';
    const value = name ? childOf(part, 'value') : splat ? partsOf(part)[0] : part;
    if (value !== undefined) found.push({ ...(name && { name: sourceOf(text, name) }), value, splat });
  }
  return found;
}

/** The argument called `name`, else the one at `position`. */
export function pythonArgument(
  args: readonly PythonArgument[],
  position: number,
  name?: string,
): SyntaxNode | undefined {
  const named = name === undefined ? undefined : args.find((arg) => arg.name === name);
  if (named !== undefined) return named.value;
  const before = args.slice(0, position + 1);
  return before.some((arg) => arg.splat || arg.name !== undefined) ? undefined : args[position]?.value;
}

/** `os.environ.get` as written in attributes and identifiers; undefined when anything else is part of it. */
export function pythonDotted(text: string, node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'identifier' || node?.type === 'dotted_name') return sourceOf(text, node);
  if (node?.type !== 'attribute') return undefined;
  const object = pythonDotted(text, childOf(node, 'object'));
  const attribute = childOf(node, 'attribute');
  return object === undefined || attribute === undefined ? undefined : `${object}.${sourceOf(text, attribute)}`;
}

/** The dotted name of what is called. */
export function pythonCallName(text: string, call: SyntaxNode): string | undefined {
  return call.type === 'call' ? pythonDotted(text, childOf(call, 'function')) : undefined;
}

/** The entries of a dict literal, or of a `dict(a=1)` call by `pythonArguments`. */
export function pythonEntries(node: SyntaxNode | undefined): readonly PythonEntry[] {
  if (node?.type !== 'dictionary') return [];
  const found: PythonEntry[] = [];
  for (const part of partsOf(node)) {
    const key = childOf(part, 'key');
    const value = part.type === 'pair' ? childOf(part, 'value') : partsOf(part)[0];
    if (value !== undefined) found.push(key === undefined ? { value } : { key, value });
  }
  return found;
}

/** The value under a literal key of a dict literal. The last one wins. */
export function pythonEntry(text: string, dict: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  return pythonEntries(dict).findLast((entry) => pythonString(text, entry.key) === key)?.value;
}

/** The items of a list, tuple or set literal, also `a, b` without parentheses. */
export function pythonItems(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node && /^(list|tuple|set|expression_list)$/.test(node.type) ? partsOf(node) : [];
}

/** The expressions behind the `@` of a function or class (pass the definition), in order. */
export function pythonDecorators(definition: SyntaxNode): readonly SyntaxNode[] {
  const holder = definition.type === 'decorated_definition' ? definition : definition.parent;
  if (holder?.type !== 'decorated_definition') return [];
  return holder.children.filter((child) => child.type === 'decorator').flatMap((each) => partsOf(each).slice(0, 1));
}

/** Assignments at module level, in order, with what guards them; those in functions and classes are left out. */
export function pythonAssignments(tree: SyntaxTree): readonly PythonAssignment[] {
  return assignmentsOf(tree.text, tree.root);
}

/** The same for the direct statements of a class (`class Config: SECRET = 1`) or of a function. */
export function pythonAssignmentsIn(text: string, definition: SyntaxNode): readonly PythonAssignment[] {
  const body = childOf(definition, 'body');
  return body === undefined ? [] : assignmentsOf(text, body);
}

/**
 * What imports make local names stand for: `from x import y as z` gives `z` -> `x.y`, `import a.b` gives `a` -> `a`,
 * `import a.b as c` gives `c` -> `a.b`; relative modules keep their dots (`.q`). Everywhere in the file, functions included.
 */
export function pythonImports(tree: SyntaxTree): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const node of walk(tree.root)) {
    if (node.type !== 'import_statement' && node.type !== 'import_from_statement') continue;
    const from = childOf(node, 'module_name');
    const module = from === undefined ? '' : sourceOf(tree.text, from);
    for (const each of childrenOf(node, 'name')) {
      const [full, local] = importedName(tree.text, each, node.type === 'import_statement');
      found.set(local, module === '' || module.endsWith('.') ? module + full : `${module}.${full}`);
    }
  }
  return found;
}

/** A dotted name with its first step made whole by the imports: `env.get` -> `os.environ.get`. */
export function pythonResolve(name: string, imports: ReadonlyMap<string, string>): string {
  const cut = name.indexOf('.');
  const first = imports.get(cut < 0 ? name : name.slice(0, cut));
  if (first === undefined) return name;
  return cut < 0 ? first : first + name.slice(cut);
}

function oneString(text: string, node: SyntaxNode): string | undefined {
  const opening = node.children.find((child) => child.type === 'string_start');
  const closing = node.children.find((child) => child.type === 'string_end');
  if (opening === undefined || closing === undefined) return undefined;
  const prefix = sourceOf(text, opening).toLowerCase();
  if (node.children.some((child) => child.type === 'interpolation')) return undefined;
  let raw = text.slice(opening.end, closing.start).replaceAll('\r\n', '\n');
  if (/[ft]/.test(prefix)) raw = raw.replaceAll('{{', '{').replaceAll('}}', '}');
  return prefix.includes('r') ? raw : unescaped(raw);
}

function unescaped(raw: string): string {
  const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;
  return raw.replace(escapes, (whole, byte?: string, unit?: string, long?: string, octal?: string, other = '') => {
    const code = byte ?? unit ?? long;
    if (code !== undefined) return fromHex(code);
    if (octal !== undefined) return fromHex(Number.parseInt(octal, 8).toString(16));
    if (other === '\n') return '';
    return fromLetter(other, 'ntrvfab') ?? ('\\\'"'.includes(other) ? other : whole);
  });
}

/** Goes through the statements of a block, into `if`, `try`, `with` and loops, not into definitions. */
function assignmentsOf(text: string, block: SyntaxNode): readonly PythonAssignment[] {
  const found: PythonAssignment[] = [];
  const waiting: { node: SyntaxNode; guards: readonly PythonGuard[] }[] = [{ node: block, guards: [] }];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const { node, guards } = here;
    if (/^(function_definition|class_definition|decorated_definition|lambda)$/.test(node.type)) continue;
    if (node.type === 'expression_statement') {
      for (const part of node.children) found.push(...chainOf(text, part, guards));
      continue;
    }
    for (const child of node.children.toReversed()) {
      waiting.push({ node: child, guards: [...guards, ...guardsOf(node, child)] });
    }
  }
  return found;
}

/** `a = b = 1` is two assignments of one value; `a, b = 1, 2` is one each, where both sides are lists of a length. */
function chainOf(text: string, node: SyntaxNode, guards: readonly PythonGuard[]): readonly PythonAssignment[] {
  const targets: SyntaxNode[] = [];
  let value: SyntaxNode | undefined = node;
  let operator = '=';
  while (value?.type === 'assignment' || value?.type === 'augmented_assignment') {
    const target = childOf(value, 'left');
    const sign = childOf(value, 'operator');
    if (target !== undefined) targets.push(target);
    if (sign !== undefined) operator = sourceOf(text, sign);
    value = childOf(value, 'right');
  }
  if (value === undefined) return [];
  const found: PythonAssignment[] = [];
  for (const target of targets) {
    for (const [to, from] of pairsOf(target, value))
      found.push({ ...targetOf(text, to), value: from, operator, guards, node });
  }
  return found;
}

function pairsOf(target: SyntaxNode, value: SyntaxNode): readonly (readonly [SyntaxNode, SyntaxNode])[] {
  if (!/^(pattern_list|tuple_pattern|list_pattern)$/.test(target.type)) return [[target, value]];
  const items = pythonItems(value);
  const targets = partsOf(target);
  const even = items.length === targets.length && !targets.some((each) => each.type === 'list_splat_pattern');
  return targets.map((each, i) => [each, (even ? items[i] : undefined) ?? value] as const);
}

function targetOf(text: string, target: SyntaxNode): Pick<PythonAssignment, 'name' | 'keys' | 'target'> {
  const keys: SyntaxNode[] = [];
  let here = target;
  while (here.type === 'subscript') {
    const key = childOf(here, 'subscript');
    const value = childOf(here, 'value');
    if (key === undefined || value === undefined) break;
    keys.unshift(key);
    here = value;
  }
  return { name: pythonDotted(text, here) ?? sourceOf(text, here), keys, target };
}

/** What a compound statement demands of its part. */
function guardsOf(node: SyntaxNode, part: SyntaxNode): readonly PythonGuard[] {
  const test = childOf(node, 'condition');
  switch (node.type) {
    case 'if_statement':
      return part.field === 'alternative' ? failedBefore(node, part) : guard('if', test);
    case 'elif_clause':
      return guard('if', test);
    case 'try_statement':
      return part.type === 'except_clause' || part.type === 'finally_clause' ? [] : guard('try');
    case 'except_clause':
      return guard('except', childOf(node, 'value'));
    case 'while_statement':
    case 'for_statement':
      return guard('loop', test ?? childOf(node, 'right'));
    case 'with_statement':
      return guard(
        'with',
        node.children.find((child) => child.type === 'with_clause'),
      );
    case 'case_clause':
      return guard(
        'case',
        node.children.find((child) => child.type === 'case_pattern'),
      );
    default:
      return [];
  }
}

function guard(is: PythonGuard['is'], test?: SyntaxNode): readonly PythonGuard[] {
  return [test === undefined ? { is } : { is, test }];
}

function failedBefore(statement: SyntaxNode, part: SyntaxNode): readonly PythonGuard[] {
  const failed = guard('else', childOf(statement, 'condition')).slice();
  for (const each of childrenOf(statement, 'alternative')) {
    if (each.type === 'elif_clause' && each.start < part.start)
      failed.push(...guard('else', childOf(each, 'condition')));
  }
  return failed;
}

function importedName(text: string, node: SyntaxNode, whole: boolean): readonly [full: string, local: string] {
  const alias = childOf(node, 'alias');
  const full = sourceOf(text, alias ? (childOf(node, 'name') ?? node) : node);
  if (alias !== undefined) return [full, sourceOf(text, alias)];
  const first = full.split('.')[0] ?? full;
  return whole ? [first, first] : [full, full];
}
