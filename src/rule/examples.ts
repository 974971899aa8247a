import { auditFiles } from '../audit.js';
import { roleOf } from '../discover/role.js';
import type { Extractor } from '../extract/extract.js';
import { repair } from '../fix/verify.js';
import { eolOf, lineIndex, placeAt, type Source } from '../read/source.js';
import type { Place, Report } from '../report/report.js';
import type { LoadedRule } from './load.js';
import type { Example, ExampleFiles } from './rule.js';

/** Files by path, as text. */
export type FileTexts = ReadonlyMap<string, string>;

export type Variant = 'bad' | 'good' | 'unclear' | 'fixed';

/** What an example asks and what the rule answered; `wrong` is empty when they agree. */
export interface ExampleResult {
  readonly wrong: readonly string[];
  readonly report: Report;
}

export interface ExampleRun {
  readonly rule: LoadedRule;
  readonly example: Example;
  readonly variant: Variant;
  readonly base: FileTexts;
  readonly extractor?: Extractor;
}

/** Lays one variant of an example over its base and asks the rule. */
export async function runExample(given: ExampleRun): Promise<ExampleResult> {
  const { rule, example, variant } = given;
  if (variant === 'fixed' && example.bad) return runFix(given);
  const { files, marks } = layOver(given.base, example[variant] ?? {});
  const report = await auditTexts(files, {
    rules: [rule],
    ...(example.profile ? { profile: example.profile } : {}),
    ...(given.extractor ? { extractor: given.extractor } : {}),
  });
  return { report, wrong: disagreements(variant, marks, report, rule) };
}

/** The flags with which the program repairs an example: `--fix` alone where that is enough. */
export async function flagsOf({ rule, example, base, extractor }: Omit<ExampleRun, 'variant'>): Promise<string> {
  const { files } = layOver(base, example.bad ?? {});
  const report = await auditTexts(files, {
    rules: [rule],
    ...(example.profile ? { profile: example.profile } : {}),
    ...(extractor ? { extractor } : {}),
  });
  const safe = report.findings.every(({ fix }) => fix?.safety === 'safe');
  return safe ? '--fix' : '--fix --unsafe-fixes';
}

/** Repairs the bad example with every fix of this rule and holds the result against `fixed`. */
async function runFix({ rule, example, base, extractor }: Omit<ExampleRun, 'variant'>): Promise<ExampleResult> {
  const { files } = layOver(base, example.bad ?? {});
  const options = {
    rules: [rule],
    ...(example.profile ? { profile: example.profile } : {}),
    ...(extractor ? { extractor } : {}),
  };
  const audit = (texts: FileTexts) => auditTexts(new Map([...files, ...texts]), options);
  const repaired = await repair(await audit(new Map()), {
    permission: 'unsafe',
    textOf: (path) => files.get(path),
    audit,
  });
  const wrong = [...layOver(new Map(), example.fixed ?? {}).files]
    .filter(([path, text]) => (repaired.texts.get(path) ?? files.get(path)) !== text)
    .map(
      ([path]) =>
        `${path} is not as expected after the fix, but: ${JSON.stringify(repaired.texts.get(path) ?? files.get(path))}`,
    );
  const unexpected = [...repaired.texts.keys()]
    .filter((path) => !(path in (example.fixed ?? {})))
    .map((path) => `${path} was changed too`);
  const remaining = repaired.after.findings.map(({ message }) => `still flagged after the fix: ${message}`);
  return { report: repaired.after, wrong: [...wrong, ...unexpected, ...remaining] };
}

/** Audits files that live in memory. */
export async function auditTexts(files: FileTexts, options: Parameters<typeof auditFiles>[1]): Promise<Report> {
  const refs = [...files.keys()]
    .sort()
    .map((path) => ({ path, size: files.get(path)?.length ?? 0, role: roleOf(path) }));
  const read = (ref: { readonly path: string }) => sourceOf(ref.path, files.get(ref.path) ?? '');
  // texts of ours end by themselves, and a clock costs more than they do
  return auditFiles({ refs, read }, { seconds: Number.POSITIVE_INFINITY, ...options });
}

function sourceOf(path: string, text: string): Source {
  return { path, role: roleOf(path), text, bom: false, eol: eolOf(text), hash: '', lossless: true };
}

/** The files of a base with an example's files over them, the marks taken out and returned as places. */
export function layOver(
  base: FileTexts,
  example: ExampleFiles,
): { files: Map<string, string>; marks: readonly Place[] } {
  const files = new Map(base);
  const marks: Place[] = [];
  for (const [path, text] of Object.entries(example)) {
    if (text === null) files.delete(path);
    else {
      const plain = text.replace(/[«»]/g, '');
      files.set(path, plain);
      marks.push(...marksIn(path, text, plain));
    }
  }
  return { files, marks };
}

function marksIn(path: string, marked: string, plain: string): Place[] {
  const index = lineIndex(plain);
  const places: Place[] = [];
  const open: number[] = [];
  let offset = 0;
  for (const char of marked) {
    if (char === '«') open.push(offset);
    else if (char === '»') {
      const from = placeAt(index, open.pop() ?? 0);
      const to = placeAt(index, offset);
      places.push({ path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column });
    } else offset += char.length;
  }
  return places;
}

function disagreements(variant: Variant, marks: readonly Place[], report: Report, rule: LoadedRule): string[] {
  const found = report.findings.flatMap(({ location, also = [] }) =>
    [location, ...also.map((one) => one.location)].map(show),
  );
  if (variant === 'bad') {
    if (found.length === 0) return ['nothing was flagged'];
    if (marks.length === 0) return [];
    const wanted = marks.map(show);
    return [
      ...wanted.filter((place) => !found.includes(place)).map((place) => `not flagged: ${place}`),
      ...found.filter((place) => !wanted.includes(place)).map((place) => `flagged without a mark: ${place}`),
    ];
  }
  const wrong = report.findings.map((finding) => `flagged: ${show(finding.location)} ${finding.message}`);
  const unknown = report.apps.some((app) => app.topics[rule.topic].status === 'unknown');
  if (variant === 'unclear' && !unknown) wrong.push('did not say unclear');
  if (variant === 'good' && unknown) wrong.push('said unclear');
  return wrong;
}

function show({ path, line, column, endLine, endColumn }: Place): string {
  return `${path}:${line}:${column}-${endLine}:${endColumn}`;
}
