import {
  type PythonAssignment,
  parsePython,
  pythonAssignments,
  pythonAssignmentsIn,
  pythonImports,
  pythonString,
} from '../../parse/python.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import type { Source } from '../../read/source.js';
import type { Change } from '../../resolve/repair.js';
import { type Cannot, type Edit, lineEnd, replacement } from '../edit.js';
import { once } from './parsed.js';
import { setFields } from './python-fields.js';

const pythonOf = once(parsePython);

/** The program as a tree; refused where it is a template or does not parse. */
function treeOf(source: Source): SyntaxTree | Cannot {
  const template = pythonTemplate(source);
  if (template) return template;
  const parsed = pythonOf(source);
  return parsed.problems.length > 0 ? { cannot: `${source.path} could not be read whole` } : parsed.tree;
}

/** Python that a template engine makes is not edited: what it becomes is not known. */
export function pythonTemplate({ path, text }: Source): Cannot | undefined {
  return path.endsWith('.py') && /\{%-?\s*\w|\{\{-?\s*cookiecutter\b/.test(text)
    ? { cannot: `${path} is a template` }
    : undefined;
}

/** Sets entries of the dict literal, or keyword arguments of the call, at a place; `undefined` takes one out. */
export function setPythonFields(
  source: Source,
  { of, at, set }: Pick<Extract<Change, { is: 'fields' }>, 'of' | 'at' | 'set'>,
): readonly Edit[] | Cannot {
  const tree = treeOf(source);
  if ('cannot' in tree) return tree;
  for (const node of walk(tree.root)) {
    if (node.start === at.start && node.end === at.end && node.type === (of === 'dict' ? 'dictionary' : 'call'))
      return setFields(source, node, set);
  }
  return { cannot: `no ${of} is written at that place of ${source.path}` };
}

/**
 * Gives a name of the module, or of a class in it, another value: where it is assigned once and plainly, there; where it is not
 * assigned, on a line of its own behind the last plain assignment. Conditions, several assignments and `X["key"] = ...` are refused.
 */
export function setPythonName(
  source: Source,
  change: { readonly name: string; readonly value: string; readonly within?: string },
): readonly Edit[] | Cannot {
  const tree = treeOf(source);
  if ('cannot' in tree) return tree;
  const block = change.within === undefined ? tree.root : classNamed(tree, change.within);
  if (!block) return { cannot: `${source.path} has no class ${change.within}` };
  const all = block === tree.root ? pythonAssignments(tree) : pythonAssignmentsIn(tree.text, block);
  const own = all.filter(({ name }) => name === change.name);
  const [one] = own;
  if (one) {
    if (own.length > 1 || !isPlain(one) || !written.test(one.value.type))
      return { cannot: `${change.name} is put together in ${source.path}` };
    return [replacement(source, one.value.start, one.value.end, change.value)];
  }
  const last = all.filter(isPlain).at(-1)?.node;
  if (!last) return { cannot: `${source.path} assigns nothing that ${change.name} could follow` };
  const end = lineEnd(source.text, last.end);
  if (!/^\s*(#.*)?$/.test(source.text.slice(last.end, end)))
    return { cannot: `more stands on the last line of an assignment in ${source.path}` };
  const start = source.text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = /^[ \t]*/.exec(source.text.slice(start))?.[0] ?? '';
  const lines = `${change.name} = ${change.value}`.split('\n').map((line) => `\n${indent}${line}`);
  return [replacement(source, end, end, `${lines.length > 1 && indent === '' ? '\n' : ''}${lines.join('')}`)];
}

/** A value as it is written, and not computed. */
const written = /^(none|true|false|string|integer|float|list|tuple|set|dictionary)$/;

/** Adds an import behind those at the top of the module; none when it is there already, refused when its name means something else. */
export function addPythonImport(source: Source, statement: string): readonly Edit[] | Cannot {
  const tree = treeOf(source);
  if ('cannot' in tree) return tree;
  const wanted = parsePython(`${statement}\n`).tree;
  const there = pythonImports(tree);
  const missing = [...pythonImports(wanted)].filter(([local, full]) => there.get(local) !== full);
  if (missing.length === 0) return [];
  const taken = missing.find(
    ([local]) => there.has(local) || pythonAssignments(tree).some(({ name }) => name === local),
  );
  if (taken) return { cannot: `${taken[0]} means something else in ${source.path}` };
  const [first, ...rest] = tree.root.children.filter(({ type }) => type !== 'comment');
  const isDocumented =
    first?.type === 'expression_statement' && pythonString(tree.text, first.children[0]) !== undefined;
  let last = isDocumented ? first : undefined;
  for (const node of isDocumented || !first ? rest : [first, ...rest]) {
    if (!/^(future_)?import(_from)?_statement$/.test(node.type)) break;
    last = node;
  }
  if (!last) {
    const place = /^(?:#[^\n]*\n)*/.exec(source.text)?.[0].length ?? 0;
    return [replacement(source, place, place, `${statement}\n${place < source.text.length ? '\n' : ''}`)];
  }
  const end = lineEnd(source.text, last.end);
  return [replacement(source, end, end, `${last === first && isDocumented ? '\n' : ''}\n${statement}`)];
}

function isPlain({ keys, guards, operator, name, target }: PythonAssignment): boolean {
  return keys.length === 0 && guards.length === 0 && operator === '=' && target.type === 'identifier' && name !== '';
}

function classNamed(tree: SyntaxTree, name: string): SyntaxNode | undefined {
  const found = [...walk(tree.root)].filter(
    (node) => node.type === 'class_definition' && sourceOf(tree.text, childOf(node, 'name') ?? node) === name,
  );
  return found.length === 1 && partsOf(childOf(found[0], 'body')).length > 0 ? found[0] : undefined;
}

/** New code in the quotes that the file prefers. */
export function inQuotesOf(source: Source, code: string): string {
  const [single, double] = [/'/g, /"/g].map((quote) => (source.text.match(quote) ?? []).length) as [number, number];
  const [from, to] = single > double ? ['"', "'"] : ["'", '"'];
  return single === double || code.includes(to) ? code : code.replaceAll(from, to);
}
