import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractorOf } from '../../src/extract/extract.js';
import { remembering } from '../../src/extract/remember.js';
import { type FileTexts, runExample } from '../../src/rule/examples.js';
import { type LoadedRule, loadRules, withExamples } from '../../src/rule/load.js';
import type { Example } from '../../src/rule/rule.js';
import { loadTechnologies } from '../../src/technologies/load.js';
import { type CallSite, callSites, literalSites, readCode, type Written } from './site.js';
import { callTransformations, type Files, literalTransformations } from './transformations.js';
import { aside, pairs } from './wrapped.js';

/** How many verdicts stayed when the program was written in another way. */
export interface Kept {
  readonly language: string;
  readonly transformation: string;
  tried: number;
  kept: number;
  readonly lost: string[];
}

const extractor = remembering(extractorOf(await loadTechnologies()));
const bases = new Map<string, FileTexts>();

/** A part of the examples. */
export interface Part {
  /** Takes this share of the ways of writing, for a quick run; which ones depends on the seed and on each of them alone. */
  readonly share?: number;
  /** The same by language, where they are not of one size. */
  readonly shareOf?: Readonly<Record<string, number>>;
  readonly seed?: number;
  /** Takes one language. */
  readonly language?: string;
  /** Takes rules whose id begins so. */
  readonly rule?: string;
  /** Takes one transformation, by the beginning of its name. */
  readonly transformation?: string;
  /** Whether what was written for a lost verdict is kept too. */
  readonly shows?: boolean;
}

/**
 * Runs the `bad` (or `good`) examples of the rules after each transformation of each call and literal that the flagged text touches. A bad example is
 * kept when the rule finds as much as before, a good one when it stays silent.
 */
export async function measure(variant: 'bad' | 'good', part: Part = {}): Promise<readonly Kept[]> {
  const rules = await withExamples(await loadRules());
  const table = new Map<string, Kept>();
  for (const rule of rules) {
    if (part.rule !== undefined && !rule.id.startsWith(part.rule)) continue;
    for (const example of rule.examples) {
      const files = example[variant];
      if (!files) continue;
      const takes = takenFrom(part, [rule.id, example.on, example.about ?? '', variant].join(' '));
      for await (const { language, name, changed, about } of variantsOf(files, variant, takes)) {
        const before = variant === 'bad' ? await findings(rule, example, variant, plain(files)) : 0;
        const after = await findings(rule, example, variant, { ...plain(files), ...changed });
        const key = `${language} ${name}`;
        const row = table.get(key) ?? { language, transformation: name, tried: 0, kept: 0, lost: [] };
        table.set(key, row);
        row.tried++;
        if (variant === 'bad' ? after >= before : after === 0) row.kept++;
        else {
          row.lost.push(`${rule.id} on ${example.on}: ${about} (${before} -> ${after})`);
          if (part.shows) row.lost.push(...Object.entries(changed).map(([path, text]) => `--- ${path}\n${text}`));
        }
      }
    }
  }
  return [...table.values()].sort((a, b) =>
    `${a.language} ${a.transformation}` < `${b.language} ${b.transformation}` ? -1 : 1,
  );
}

/** Whether a way of writing is taken, told before it is written. */
interface Takes {
  language(name: string): boolean;
  way(language: string, name: string, site: { readonly start: number }): boolean;
}

function takenFrom({ language: only, transformation = '', share = 1, shareOf, seed = 1 }: Part, about: string): Takes {
  return {
    language: (name) => only === undefined || name === only,
    way(language, name, { start }) {
      if (!name.startsWith(transformation)) return false;
      const digest = createHash('sha256').update(`${seed} ${about} ${name} ${start}`).digest();
      return digest.readUInt32BE(0) < (shareOf?.[language] ?? share) * 2 ** 32;
    },
  };
}

interface Variant {
  readonly language: string;
  readonly name: string;
  readonly changed: Files;
  readonly about: string;
}

async function* variantsOf(
  files: Readonly<Record<string, string | null>>,
  variant: 'bad' | 'good',
  takes: Takes,
): AsyncIterable<Variant> {
  for (const [path, marked] of Object.entries(files)) {
    if (marked === null || (variant === 'bad' && !marked.includes('«'))) continue;
    const file = await readCode(path, marked.replace(/[«»]/g, ''));
    if (!file) continue;
    const { language } = file.module;
    if (!takes.language(language)) continue;
    const touches = touching(marked, variant);
    for (const site of callSites(file).filter((one) => touches(one, 0))) {
      for (const one of callTransformations[language] ?? [])
        if (takes.way(language, one.name, site)) yield* made(file, one.name, one.apply(file, site), site.callee);
      yield* pairsOf(file, site, takes);
    }
    for (const site of literalSites(file).filter((one) => touches(one, 400)))
      for (const one of literalTransformations[language] ?? [])
        if (takes.way(language, one.name, site)) yield* made(file, one.name, one.apply(file, site), site.text);
  }
}

/** One way of writing after another, the second where the first has put the call. */
async function* pairsOf(file: Written, site: CallSite, takes: Takes): AsyncIterable<Variant> {
  const ways = callTransformations[file.module.language] ?? [];
  const way = (name: string) => ways.find((one) => one.name === name);
  for (const [first, second] of pairs) {
    if (!takes.way(file.module.language, `${first}, then ${second}`, site)) continue;
    const once = way(first)?.apply(file, site);
    if (!once) continue;
    const between = aside(once);
    for (const [path, text] of Object.entries(between)) {
      const next = await readCode(path, text);
      const moved =
        next &&
        callSites(next).find(
          ({ callee, args }) => callee === site.callee && args.every((arg) => /^a\d$/.test(arg.text)),
        );
      const twice = next && moved && way(second)?.apply(next, moved);
      if (twice) yield* made(file, `${first}, then ${second}`, { ...between, ...twice }, site.callee);
      if (moved) break;
    }
  }
}

async function* made(file: Written, name: string, changed: Files | undefined, about: string): AsyncIterable<Variant> {
  if (!changed) return;
  // what does not parse any more says nothing
  for (const [path, text] of Object.entries(changed)) if (!(await readCode(path, text))) return;
  yield { language: file.module.language, name, changed, about };
}

/** Whether a place stands in flagged text, or holds some. */
function touching(
  marked: string,
  variant: 'bad' | 'good',
): (site: { start: number; end: number }, slack: number) => boolean {
  if (variant === 'good') return () => true;
  const marks: [number, number][] = [];
  const open: number[] = [];
  let offset = 0;
  for (const char of marked) {
    if (char === '«') open.push(offset);
    else if (char === '»') marks.push([open.pop() ?? 0, offset]);
    else offset += char.length;
  }
  return ({ start, end }, slack) =>
    marks.some(([from, to]) => (start <= from && end >= to) || (from - slack <= start && to + slack >= end));
}

function plain(files: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text?.replace(/[«»]/g, '') ?? null]));
}

async function findings(
  rule: LoadedRule,
  example: Example,
  variant: 'bad' | 'good',
  files: Record<string, string | null>,
): Promise<number> {
  const run = await runExample({
    rule,
    example: { ...example, [variant]: files },
    variant,
    base: baseOf(example.on),
    extractor,
  });
  return run.report.findings.length;
}

function baseOf(name: string): FileTexts {
  const known = bases.get(name);
  if (known) return known;
  const folder = join('fixtures', 'bases', name);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
  bases.set(name, files);
  return files;
}
