import type { BaselineEntry, Finding } from '../report/report.js';

/** Findings that were there when a team began: kept by what they are, never by line, so that nothing conflicts or drifts. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

/** A report's findings held against a baseline. */
export interface Held {
  readonly findings: readonly Finding[];
  /** The entries that still occur, under the paths and counts of today. */
  readonly kept: readonly BaselineEntry[];
  /** Entries, or what is left of their counts, that occur no more. */
  readonly stale: readonly BaselineEntry[];
}

/** A baseline of all open findings. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  const entries = new Map<string, BaselineEntry>();
  const all = findings.flatMap(({ ruleId, location, contentHash, status, also = [] }) =>
    status === 'suppressed' ? [] : [{ ruleId, location, contentHash }, ...also],
  );
  for (const { ruleId, location, contentHash } of all) {
    const key = keyOf(ruleId, location.path, contentHash);
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { rule: ruleId, path: location.path, hash: contentHash, count });
  }
  return { version: 1, findings: sorted([...entries.values()]) };
}

/** Marks the open findings that the baseline knows; when there are more of a kind than it counted, the rest is new. `paths` are the files of today. */
export function holdAgainst(
  findings: readonly Finding[],
  baseline: Baseline,
  { paths, reason = 'in the baseline' }: { readonly paths: ReadonlySet<string>; readonly reason?: string },
): Held {
  const left = new Map(baseline.findings.map((entry) => [keyOf(entry.rule, entry.path, entry.hash), entry.count]));
  const moved = movedEntries(findings, baseline, paths);
  const kept = new Map<string, BaselineEntry>();
  const marked = findings.map((finding): Finding => {
    if (finding.status !== 'open') return finding;
    const { ruleId, contentHash, location } = finding;
    const here = keyOf(ruleId, location.path, contentHash);
    const key = left.has(here) ? here : (moved.get(here) ?? here);
    const rest = left.get(key) ?? 0;
    if (rest === 0) return finding;
    left.set(key, rest - 1);
    const count = (kept.get(here)?.count ?? 0) + 1;
    kept.set(here, { rule: ruleId, path: location.path, hash: contentHash, count });
    return { ...finding, status: 'baselined', reason };
  });
  const stale = baseline.findings.flatMap((entry) => {
    const count = left.get(keyOf(entry.rule, entry.path, entry.hash)) ?? 0;
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return { findings: marked, kept: sorted([...kept.values()]), stale };
}

/** Entries whose file is gone and whose finding turns up in exactly one other file: from the key of today to that of the entry. */
function movedEntries(
  findings: readonly Finding[],
  baseline: Baseline,
  paths: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  const known = new Set(baseline.findings.map((entry) => keyOf(entry.rule, entry.path, entry.hash)));
  for (const entry of baseline.findings) {
    if (paths.has(entry.path)) continue;
    const homes = new Set(
      findings
        .filter(({ status, ruleId, contentHash }) => status === 'open' && ruleId === entry.rule && contentHash === entry.hash) // biome-ignore format: one line
        .map(({ ruleId, location, contentHash }) => keyOf(ruleId, location.path, contentHash))
        .filter((key) => !known.has(key)),
    );
    const [home] = homes;
    if (homes.size === 1 && home !== undefined) moved.set(home, keyOf(entry.rule, entry.path, entry.hash));
  }
  return moved;
}

function keyOf(rule: string, path: string, hash: string): string {
  return [rule, path, hash].join('\0');
}

function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return entries.toSorted((a, b) => {
    const [one, other] = [keyOf(a.rule, a.path, a.hash), keyOf(b.rule, b.path, b.hash)];
    return one < other ? -1 : one > other ? 1 : 0;
  });
}

/** The file's text: one entry per line, in order, no totals, so that two branches rarely touch the same line. */
export function baselineText({ findings }: Baseline): string {
  const lines = sorted(findings).map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** A baseline from the text of its file, or one sentence on what is wrong with it. */
export function readBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return 'it is not valid JSON';
  }
  if (!isRecord(value) || value.version !== 1) return 'it has no "version": 1';
  if (!Array.isArray(value.findings)) return 'it has no list of findings';
  const wrong = value.findings.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) return `entry ${wrong + 1} has not a rule, a path, a hash and a count`;
  return { version: 1, findings: value.findings };
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    ['rule', 'path', 'hash'].every((key) => typeof value[key] === 'string') &&
    Number.isInteger(value.count) &&
    (value.count as number) > 0
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
