import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from '@babel/parser';
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { analyse } from 'scslre';

interface Literal {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const literals = ['src', 'rules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => literalsIn(join(folder, name))),
);

/** Every regular expression that stands in a file, also one that is put together there, and one that a row of a catalogue says in a text. */
function literalsIn(file: string): readonly Literal[] {
  const found: Literal[] = [];
  const text = readFileSync(file, 'utf8');
  const open: unknown[] = [parse(text, { sourceType: 'module', plugins: ['typescript'] }).program];
  const texts = constantsOf(text);
  const add = (line: number | undefined, source: string, flags = '') => found.push({ place: `${file}:${line}`, source, flags });
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, pattern, flags, loc, callee, arguments: given = [], key, value } = node as Node;
    const line = loc?.start.line;
    if (type === 'RegExpLiteral') add(line, pattern ?? '', flags);
    else if (type === 'NewExpression' && callee?.name === 'RegExp' && given[0]?.quasis) add(line, composed(given[0], texts), given[1]?.value as string | undefined);
    else if (type === 'ObjectProperty' && /^(matches|migrates|seeds)$/.test(key?.name ?? '') && value?.type === 'StringLiteral') add(line, value.value as string);
    for (const [name, one] of Object.entries(node)) if (name !== 'loc' && typeof one === 'object') open.push(one);
  }
  return found;
} // biome-ignore format: one line

interface Node {
  readonly type?: string;
  readonly name?: string;
  readonly pattern?: string;
  readonly flags?: string;
  readonly loc?: { readonly start: { readonly line: number } };
  readonly callee?: Node;
  readonly arguments?: readonly Node[];
  readonly key?: Node;
  readonly value?: Node & string;
  readonly object?: Node;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  readonly expressions?: readonly Node[];
}

/** Texts and expressions that a file gives a name. */
function constantsOf(text: string): ReadonlyMap<string, string> {
  const named = text.matchAll(/^(?:export )?const (\w+) =\s+(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|\/((?:[^/\\\n]|\\.)+)\/\w*);/gm);
  return new Map([...named].map(([, name = '', plain, double, source]) => [name, source ?? (plain ?? double ?? '').replace(/\\(.)/g, '$1')]));
} // biome-ignore format: one line

/** A template as it is once its constants are put in; a word stands for what is known only at the time. */
function composed({ quasis = [], expressions = [] }: Node, texts: ReadonlyMap<string, string>): string {
  return quasis.map(({ value }, index) => {
    const one = expressions[index];
    return value.cooked + (one ? (texts.get(one.name ?? one.object?.name ?? '') ?? 'L') : '');
  }).join(''); // biome-ignore format: one chain
}

const parser = new RegExpParser();

function patternOf({ source, flags }: Literal): AST.Pattern {
  return parser.parsePattern(source, 0, source.length, { unicode: flags.includes('u'), unicodeSets: flags.includes('v') }); // biome-ignore format: one line
}

/** Expressions that a checker cannot see through, by what they hold, and why they are linear. */
const known: readonly (readonly [string, string])[] = [
  ['(?:export\\s+)?([\\w.-]+)(?:\\s*=|:(?:\\r\\n|\\s))', 'a line that begins like this matches at the first try, whatever follows'],
]; // biome-ignore format: a table

test('no regular expression takes exponential or polynomial time', () => {
  assert.ok(literals.length > 2000, `${literals.length} were found`);
  const slow = literals
    .filter(({ source }) => !known.some(([start]) => source.startsWith(start)))
    .flatMap((literal) => {
      const { reports } = analyse({ pattern: patternOf(literal), flags: parser.parseFlags(literal.flags) }, { reportTypes: { Move: true, Self: true, Trade: true } }); // biome-ignore format: one line
      return reports.map(({ type, exponential }) => `${literal.place} /${literal.source}/ ${exponential ? 'exponential' : type}`); // biome-ignore format: one line
    });
  assert.deepEqual(slow, [], 'write it so that no two parts beside each other may take the same text, or bound them');
});

/** What stands before an expression's part, as a sample. */
interface Part {
  readonly quantifier: AST.Quantifier;
  readonly before: string;
  readonly bound: boolean;
}

const letters = [...'aA0_ /.,-:=\t\n"\'()[]{}<>$#;|@\\%*+~&!?é'];

function accepts(set: AST.Node, flags: string): (char: string) => boolean {
  const one = new RegExp(`^(?:${set.raw})$`, flags.replace(/[dgmy]/g, ''));
  return (char) => one.test(char);
}

/** How a sample is taken: of several ways that a pattern has, one. */
interface Way {
  readonly flags: string;
  readonly choice: number;
}

const choices = 6;

function sample(node: AST.Node, way: Way): string {
  if ('alternatives' in node && node.type !== 'Assertion' && node.type !== 'ClassStringDisjunction') return sample(node.alternatives[way.choice % node.alternatives.length] as AST.Node, way); // biome-ignore format: one line
  if (node.type === 'Alternative') return node.elements.map((one) => sample(one, way)).join('');
  if (node.type === 'Quantifier') return sample(node.element, way).repeat(Math.max(node.min, Math.min(node.max, 1)));
  if (node.type === 'Character') return String.fromCodePoint(node.value);
  if (node.type === 'CharacterSet' || node.type === 'CharacterClass')
    return letters.find(accepts(node, way.flags)) ?? '';
  return '';
}

/** The parts that repeat without end, each with a text that leads to it. `bound`: an assertion says where a match may begin. */
function* partsOf(node: AST.Node, given: { before: string; bound: boolean }, way: Way): Generator<Part> {
  if ('alternatives' in node && node.type !== 'ClassStringDisjunction') {
    for (const one of node.alternatives) yield* partsOf(one as AST.Node, given, way);
  } else if (node.type === 'Alternative') {
    let { before, bound } = given;
    for (const one of node.elements) {
      yield* partsOf(one, { before, bound }, way);
      if (before === '' && one.type === 'Assertion' && one.kind === 'start' && !way.flags.includes('m')) bound = true;
      before += sample(one, way);
    }
  } else if (node.type === 'Quantifier') {
    if (node.max > 5000) yield { quantifier: node, ...given };
    yield* partsOf(node.element, given, way);
  }
}

/** Texts that are made to be matched slowly: what a part repeats, and what leads to it where the part would take that too. */
function pumps(literal: Literal): readonly string[] {
  const { flags } = literal;
  const found = new Set<string>();
  const pattern = patternOf(literal);
  // of several ways that lead to a part, one may be repeated, where another ends the match before it
  for (let choice = 0; choice < choices; choice++)
    for (const { quantifier, before, bound } of partsOf(pattern, { before: '', bound: flags.includes('y') }, { flags, choice })) {
      const { element } = quantifier;
      const own = sample(element, { flags, choice });
      const isSet = element.type === 'CharacterSet' || element.type === 'CharacterClass';
      const leads = !bound && before.length >= 2 && (!isSet || [...before].every(accepts(element, flags)));
      if (own.length > 1 && (choice === 0 || !isSet)) found.add(own);
      if (leads && (choice === 0 || isSet)) found.add(before + own).add(` ${before}${own}`);
    }
  return [...found];
} // biome-ignore format: one line

function milliseconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('regular expressions of several letters that repeat', () => {
  // names of files end somewhere: discovery takes none above 1,000 characters
  const ofPaths = /^\(?(\?:)?\^?\|?\(\^\|\\\/\)|^\(\?:\^\|\\\/\)|\(\^\|\\\/\)|^[\w.]*\[\^\/\]\*/;
  test('are tried with such texts', () => {
    const slow: string[] = [];
    for (const literal of literals) {
      const length = ofPaths.test(literal.source.replace(/(?<!\\)\//g, '\\/')) ? 1000 : 20_000;
      const expression = new RegExp(literal.source, literal.flags.replace('y', ''));
      for (const pump of pumps(literal))
        for (const end of ['\0', '\n\0']) {
          const sizes = [16 * pump.length, 24 * pump.length, 300, 2000, length];
          const texts = sizes.map((size) => pump.repeat(Math.ceil(size / pump.length)) + end);
          const runs = texts.map((text) => () => {
            if (expression.global) text.replace(expression, '');
            else expression.test(text);
          });
          // what explodes shows in short texts, and would never end in long ones
          const run = runs.find((one) => milliseconds(one) > 100) ?? runs.at(-1) ?? (() => undefined);
          const taken = milliseconds(run);
          // the first run compiles
          if (taken > 10 && (taken > 500 || Math.min(milliseconds(run), milliseconds(run)) > 10)) slow.push(`${literal.place} /${literal.source}/ by ${JSON.stringify(pump)}`);
        } // biome-ignore format: one line
    }
    assert.deepEqual([...new Set(slow)], []);
  });
});
