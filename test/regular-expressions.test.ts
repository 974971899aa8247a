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

/** Every regular expression that stands in a file. */
function literalsIn(file: string): readonly Literal[] {
  const found: Literal[] = [];
  const open: unknown[] = [
    parse(readFileSync(file, 'utf8'), { sourceType: 'module', plugins: ['typescript'] }).program,
  ];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, pattern, flags, loc } = node as { type?: string; pattern?: string; flags?: string; loc?: { start: { line: number } } }; // biome-ignore format: one line
    if (type === 'RegExpLiteral') found.push({ place: `${file}:${loc?.start.line}`, source: pattern ?? '', flags: flags ?? '' }); // biome-ignore format: one line
    for (const [key, value] of Object.entries(node)) if (key !== 'loc' && typeof value === 'object') open.push(value);
  }
  return found;
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

function sample(node: AST.Node, flags: string): string {
  if ('alternatives' in node && node.type !== 'Assertion' && node.type !== 'ClassStringDisjunction') return sample(node.alternatives[0] as AST.Node, flags); // biome-ignore format: one line
  if (node.type === 'Alternative') return node.elements.map((one) => sample(one, flags)).join('');
  if (node.type === 'Quantifier') return sample(node.element, flags).repeat(Math.max(node.min, Math.min(node.max, 1)));
  if (node.type === 'Character') return String.fromCodePoint(node.value);
  if (node.type === 'CharacterSet' || node.type === 'CharacterClass') return letters.find(accepts(node, flags)) ?? '';
  return '';
}

/** The parts that repeat without end, each with a text that leads to it. `bound`: an assertion says where a match may begin. */
function* partsOf(node: AST.Node, given: { before: string; bound: boolean }, flags: string): Generator<Part> {
  if ('alternatives' in node && node.type !== 'ClassStringDisjunction') {
    for (const one of node.alternatives) yield* partsOf(one as AST.Node, given, flags);
  } else if (node.type === 'Alternative') {
    let { before, bound } = given;
    for (const one of node.elements) {
      yield* partsOf(one, { before, bound }, flags);
      if (before === '' && one.type === 'Assertion' && one.kind === 'start' && !flags.includes('m')) bound = true;
      before += sample(one, flags);
    }
  } else if (node.type === 'Quantifier') {
    if (node.max > 5000) yield { quantifier: node, ...given };
    yield* partsOf(node.element, given, flags);
  }
}

/** Texts that are made to be matched slowly: what a part repeats, and what leads to it where the part would take that too. */
function pumps(literal: Literal): readonly string[] {
  const { flags } = literal;
  const found = new Set<string>();
  for (const { quantifier, before, bound } of partsOf(patternOf(literal), { before: '', bound: flags.includes('y') }, flags)) {
    const { element } = quantifier;
    const own = sample(element, flags);
    if (own.length > 1) found.add(own);
    if (bound || before.length < 2) continue;
    const isSet = element.type === 'CharacterSet' || element.type === 'CharacterClass';
    if (!isSet || [...before].every(accepts(element, flags))) found.add(before + own);
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
      const length = ofPaths.test(literal.source) ? 1000 : 20_000;
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
