import { fileURLToPath } from 'node:url';
import type { Parser, Tree, TreeCursor } from '../../grammars/web-tree-sitter.js';
import { blankNoise } from './blank.js';
import { GrammarGone } from './grammar-gone.js';
import type { Parsed, Problem } from './parsed.js';
import type { SyntaxNode, SyntaxTree } from './syntax-node.js';

export type SyntaxLanguage = 'php' | 'python' | 'ruby' | 'bash';

/** Deeper levels are left out, so that code which reads trees may recurse. Written code stays far below. */
const deepest = 1000;

const parsers = new Map<SyntaxLanguage, Parser>();
const loading = new Map<SyntaxLanguage, Promise<void>>();

/** How often the grammars have been thrown away. All of them share one memory: when one fails in it, none can be trusted. */
let faults = 0;
/** An instance that was thrown away is not given back before the thread ends. */
const mostFaults = 8;

/** Whether grammars have failed here: whoever has threads to spare takes a new one. */
export function grammarFaults(): number {
  return faults;
}

/** Makes a language ready for `parseSyntax`. Asking twice costs nothing; what failed is tried again when it is asked for again. */
export function loadGrammar(language: SyntaxLanguage): Promise<void> {
  const begun = loading.get(language) ?? load(language).catch((error: unknown) => {
    loading.delete(language);
    throw error;
  }); // biome-ignore format: one promise
  loading.set(language, begun);
  return begun;
}

/**
 * Parses with tree-sitter. Sync; the tree covers the whole text whatever is wrong in it, ERROR and MISSING nodes become problems.
 * Offsets are UTF-16 units of `text`. Throws only when the grammar was not loaded.
 * `readable` may be given when it is not `text` that the grammar can read but a masked copy of the same length.
 */
export function parseSyntax(language: SyntaxLanguage, text: string, readable = text): Parsed<SyntaxTree> {
  const parser = parsers.get(language);
  if (parser === undefined) {
    if (faults >= mostFaults) return unread(text, 'not read: its grammar has failed too often');
    throw new GrammarGone(language);
  }
  const used: { tree?: Tree | undefined; cursor?: TreeCursor } = {};
  try {
    used.tree = parse(parser, blankNoise(readable));
    if (used.tree === undefined) return unread(text);
    used.cursor = used.tree.walk();
    const copying = { cursor: used.cursor, broken: used.tree.rootNode.hasError, problems: [], open: [] };
    const root = copyTree(copying);
    used.cursor.delete();
    used.tree.delete();
    return { tree: { text, root }, problems: copying.problems };
  } catch {
    abandon(used);
    return unread(text);
  }
}

/** What was made in a broken memory: were it collected, it would be freed there, which throws where nobody can catch it. */
const abandoned: unknown[] = [];

/** The grammar ran out of its memory or its stack, and may have written anywhere: the next file gets another one. */
function abandon(used: object): void {
  faults++;
  abandoned.push(used, ...parsers.values());
  parsers.clear();
  loading.clear();
}

/** A grammar that does not come up twice in fresh memory does not come up. */
const mostTries = 3;

async function load(language: SyntaxLanguage): Promise<void> {
  for (let tried = 1; faults < mostFaults; tried++) {
    const before = faults;
    try {
      const parser = await parserOf(language, await instanceOf(before));
      // while it was loaded, a file may have spoilt the memory that it was loaded into
      if (faults === before) {
        parsers.set(language, parser);
        return;
      }
      abandoned.push(parser);
    } catch (error) {
      if (tried >= mostTries) throw error;
      if (faults === before) abandon({});
    }
  }
}

type Instance = typeof import('../../grammars/web-tree-sitter.js');

const instances = new Map<number, Promise<Instance>>();

/**
 * The module that has a memory of its own, made ready once: two that make it ready at the same time get two memories, and what was
 * loaded into one is looked for in the other ("Incompatible language version 0"; web-tree-sitter 0.27.1, `initializeBinding`).
 */
function instanceOf(number: number): Promise<Instance> {
  const begun = instances.get(number) ?? begin(number);
  instances.set(number, begun);
  return begun;
}

async function begin(number: number): Promise<Instance> {
  // a query makes it another module
  const address =
    number === 0
      ? '../../grammars/web-tree-sitter.js'
      : `${import.meta.resolve('../../grammars/web-tree-sitter.js')}?${number}`;
  const instance = (await import(address)) as Instance;
  await instance.Parser.init();
  return instance;
}

async function parserOf(language: SyntaxLanguage, instance: Instance): Promise<Parser> {
  // The compiled file is dist/src/parse/syntax.js, the grammars lie in dist/grammars.
  const path = fileURLToPath(new URL(`../../grammars/${language}.wasm`, import.meta.url));
  const grammar = await instance.Language.load(path);
  const parser = new instance.Parser();
  parser.setLanguage(grammar);
  return parser;
}

/** A pause of the machine counts for no more milliseconds than the slowest step between two reports. */
const longestStep = 600;

/**
 * The parser reports when it has gone on for a while: 10 to 35 times in 1,000 characters of real code, of which it reads 1,000 in a
 * millisecond. What is damaged may take forty milliseconds each time, for as long as the file is.
 */
function parse(parser: Parser, text: string): Tree | undefined {
  const mostReports = 1_000 + text.length / 10;
  const mostSpent = 1_000 + text.length / 20;
  let reports = 0;
  let spent = 0;
  let last = performance.now();
  const isTangled = (): boolean => {
    const now = performance.now();
    spent += Math.min(now - last, longestStep);
    last = now;
    return ++reports > mostReports || spent > mostSpent;
  };
  const tree = parser.parse(text, null, { progressCallback: isTangled });
  if (tree === null) parser.reset();
  return tree ?? undefined;
}

function unread(text: string, message = 'too tangled to be read'): Parsed<SyntaxTree> {
  const root = { type: 'ERROR', start: 0, end: text.length, children: [] };
  return { tree: { text, root }, problems: [{ message, start: 0, end: text.length }] };
}

interface Growing extends SyntaxNode {
  readonly children: SyntaxNode[];
}

interface Copying {
  readonly cursor: TreeCursor;
  /** Whether the tree holds ERROR or MISSING nodes at all: asking each node costs. */
  readonly broken: boolean;
  readonly problems: Problem[];
  /** The copied nodes that enclose the cursor. */
  readonly open: Growing[];
}

/** Copies what stands under the cursor, without recursion. */
function copyTree({ cursor, broken, problems, open }: Copying): SyntaxNode {
  const root: Growing = { type: cursor.nodeType, start: cursor.startIndex, end: cursor.endIndex, children: [] };
  if (root.type === 'ERROR') problems.push(problemAt(cursor));
  if (!cursor.gotoFirstChild()) return root;
  open.push(root);
  for (;;) {
    if (broken && (cursor.nodeIsMissing || cursor.nodeType === 'ERROR')) problems.push(problemAt(cursor));
    const node = copyNode(cursor, open.at(-1));
    if (node !== undefined && open.length >= deepest) problems.push(tooDeep(node));
    else if (node !== undefined && cursor.gotoFirstChild()) {
      open.push(node);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      open.pop();
      if (open.length === 0 || !cursor.gotoParent()) return root;
    }
  }
}

/** Copies one node into its parent; undefined for a token without a field, which is left out. */
function copyNode(cursor: TreeCursor, parent: Growing | undefined): Growing | undefined {
  const field = cursor.currentFieldName;
  if (parent === undefined || (field === null && !cursor.nodeIsNamed)) return undefined;
  const place = { type: cursor.nodeType, start: cursor.startIndex, end: cursor.endIndex };
  const node: Growing = field === null ? { ...place, children: [], parent } : { ...place, field, children: [], parent };
  parent.children.push(node);
  return node;
}

function problemAt(cursor: TreeCursor): Problem {
  const message = cursor.nodeIsMissing ? `${cursor.nodeType} is missing` : 'cannot be read';
  return { message, start: cursor.startIndex, end: cursor.endIndex };
}

function tooDeep(node: SyntaxNode): Problem {
  return { message: 'nested too deeply to be read', start: node.start, end: node.end };
}
