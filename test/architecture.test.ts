import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from '@babel/parser';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** A table of names, what is answered once, groups, and the words for a fault of ours belong to no stage and import nothing. */
const everywhere = new Set(['src/table.ts', 'src/once.ts', 'src/grouped.ts', 'src/fault.ts']);
const sources = list('src').concat(list('rules'));
const imports = sources.flatMap(importsOf);

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort();
}

function importsOf(from: string): Import[] {
  const found: Import[] = [];
  const text = readFileSync(from, 'utf8');
  const statements =
    /(?:^|\n)[ \t]*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;
  for (const match of text.matchAll(statements)) {
    const name = match[2] ?? match[3] ?? match[4] ?? '';
    const to = name.startsWith('.')
      ? normalize(join(dirname(from), name))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts')
      : name;
    const line = text.slice(0, match.index).split('\n').length + (match[0].startsWith('\n') ? 1 : 0);
    found.push({ from, to, line, typeOnly: match[1] !== undefined });
  }
  return found;
}

/** One law: what files of a place may import. The reason is printed with the offending line. */
interface Law {
  readonly where: RegExp;
  readonly may: RegExp;
  readonly because: string;
}

const laws: readonly Law[] = [
  { where: /^rules\//, may: /^ha-ready\/rule$/, because: 'a rule knows parts and nothing else' },
  { where: /^src\/facts\//, may: /^src\/facts\//, because: 'facts are plain data' },
  {
    where: /^src\/parse\//,
    may: /^(src\/parse\/|node:(path|url|fs|fs\/promises|module)$|[^.s]|s(?!rc\/))/,
    because: 'a parser knows one grammar and no product',
  },
  {
    where: /^src\/technologies\//,
    may: /^(src\/(technologies|parse|facts|resolve)\/|src\/program\/catalogue|node:(path|url|crypto)$)/,
    because: 'a technology turns trees into facts and facts into parts',
  },
  { where: /^src\/resolve\//, may: /^src\/(resolve|facts)\//, because: 'the resolver knows no syntax and no hazard' },
  {
    where: /^src\/code\//,
    may: /^src\/(code\/|parse\/|facts\/span)/,
    because: 'lowering knows one language and one file, no technology',
  },
  {
    where: /^src\/program\//,
    may: /^src\/(program|code|facts)\//,
    because: 'the engine knows code and catalogues, no product',
  },
  {
    where: /^src\/questions\//,
    may: /^src\/(questions|program|code|resolve|facts)\//,
    because: 'a question turns the program into parts',
  },
  { where: /^src\/score\//, may: /^src\/(score|report|rule)\//, because: 'the score knows findings only' },
];

const exceptions: readonly (readonly [string, RegExp, string])[] = [
  ['src/technologies/load.ts', /^node:fs$/, 'lists the folders of technologies'],
  ['src/technologies/technology.ts', /^src\/read\/source\.ts$/, 'a reader is given a source'],
  ['src/resolve/resolve.ts', /^src\/technologies\/technology\.ts$/, 'asks technologies for their parts'],
];

describe('the import law', () => {
  for (const { where, may, because } of laws) {
    test(`${where.source} imports ${may.source} only: ${because}`, () => {
      const offending = imports
        .filter((one) => where.test(one.from) && !may.test(one.to) && !everywhere.has(one.to))
        .filter((one) => !exceptions.some(([file, to]) => one.from === file && to.test(one.to)))
        .filter((one) => !(one.typeOnly && /^src\/(read|technologies\/technology)/.test(one.to)))
        .map(({ from, to, line }) => `${from}:${line} imports ${to}`);
      assert.deepEqual(offending, []);
    });
  }

  const owners: readonly (readonly [RegExp, RegExp, string])[] = [
    [
      /^node:fs/,
      /^src\/(discover|read|config|cli)\/|^src\/(extract\/cache|fix\/write|rule\/load|technologies\/load|parse\/syntax)\.ts$/,
      'the disk is for discover, read and those who load or write',
    ],
    [/^node:worker_threads$/, /^src\/extract\/(pool|worker)\.ts$/, 'threads are for the stage that works file by file'],
    [/^node:(child_process|net|http|https|dns)$/, /^src\/cli\//, 'nothing is run and nobody is called by the audit'],
    [/^(dotenv-expand|eval)$/, /^$/, 'dotenv-expand runs commands that it finds in a file'],
  ];
  for (const [what, where, because] of owners) {
    test(`${what.source} stays in ${where.source}: ${because}`, () => {
      const offending = imports
        .filter((one) => what.test(one.to) && !where.test(one.from))
        .map(({ from, to, line }) => `${from}:${line} imports ${to}`);
      assert.deepEqual(offending, []);
    });
  }

  test('the report formats import no stage of the audit', () => {
    const offending = imports
      .filter(
        (one) =>
          one.from.startsWith('src/report/') &&
          !one.typeOnly &&
          /^src\/(discover|read|parse|extract|technologies|resolve|judge|fix|audit)/.test(one.to),
      )
      .map(({ from, to, line }) => `${from}:${line} imports ${to}`);
    assert.deepEqual(offending, []);
  });

  test('no file imports itself by a detour', () => {
    const next = new Map<string, string[]>();
    for (const one of imports) if (!one.typeOnly) next.set(one.from, [...(next.get(one.from) ?? []), one.to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    assert.deepEqual(cycles, []);
  });
});

describe('the house style', () => {
  test('process and console are touched in cli only', () => {
    const offending = sources
      .filter((file) => !file.startsWith('src/cli/'))
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .map((text, index) => ({ file, text, line: index + 1 })),
      )
      .filter(({ text }) =>
        /(^|[^\w.'"`/-])(process\.(env|argv|cwd|exit|exitCode|stdout|stderr|stdin|on)\b|console\.\w)/.test(
          text
            .replace(/\/\/.*|\/\*.*|^\s*\*.*/, '')
            .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/(?:[^/\\\n]|\\.)+\/[a-z]*/g, "''"),
        ),
      )
      .filter(({ file }) => !file.startsWith('rules/'))
      .map(({ file, line, text }) => `${file}:${line} ${text.trim()}`);
    assert.deepEqual(offending, []);
  });

  test('no file is longer than 400 lines', () => {
    const long = [...sources, ...list('test')]
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400);
    assert.deepEqual(long, []);
  });

  test('what is asked by names from files is made by table(): it does not answer for constructor', () => {
    const plain = sources.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      if (!/Record<string|DurationUnits|Functions/.test(text)) return [];
      return tablesIn(text)
        .filter(({ name }) => !text.includes(`Object.hasOwn(${name}, `))
        .map(({ name, line }) => `${file}:${line} ${name}`);
    });
    assert.deepEqual(plain, []);
  });

  test('no name says nothing', () => {
    assert.deepEqual(
      sources.filter((file) => /(^|[/-])(utils?|helpers?|managers?|common|misc)([/.-]|$)/.test(file)),
      [],
    );
  });
});

/** The constants of a file that map any name to something and are plain objects. */
function tablesIn(text: string): readonly { readonly name: string; readonly line: number }[] {
  const found: { name: string; line: number }[] = [];
  const waiting: unknown[] = [parse(text, { sourceType: 'module', plugins: ['typescript'] }).program];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    const { type, id, init, loc } = here as Declarator;
    const said = id?.typeAnnotation;
    if (type === 'VariableDeclarator' && said && init?.type === 'ObjectExpression')
      if (/Readonly<\s*Record<string\b|^:\s*(DurationUnits|Functions)$/.test(text.slice(said.start, said.end)))
        found.push({ name: id.name, line: loc.start.line });
    for (const [key, value] of Object.entries(here)) if (!/^(loc|\w*[cC]omments)$/.test(key)) waiting.push(value);
  }
  return found;
}

interface Declarator {
  readonly type?: string;
  readonly id?: { readonly name: string; readonly typeAnnotation?: { readonly start: number; readonly end: number } };
  readonly init?: { readonly type?: string };
  readonly loc: { readonly start: { readonly line: number } };
}
