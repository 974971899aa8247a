import { appsOf, findApps } from './discover/apps.js';
import { type Discovered, discover } from './discover/discover.js';
import type { FileRef } from './discover/file-ref.js';
import { type Extractor, extractorOf } from './extract/extract.js';
import type { Fact } from './facts/fact.js';
import { judgeApp, type Verdict } from './judge/judge.js';
import { sightOf } from './judge/sight.js';
import { stateMap } from './judge/state-map.js';
import { topicVerdicts } from './judge/topics.js';
import { compare, triage } from './judge/triage.js';
import { readSource } from './read/read.js';
import type { Source } from './read/source.js';
import type { AppReport, FileProblem, Report, SkippedFiles } from './report/report.js';
import type { App } from './resolve/app.js';
import { defaultProfile, type Profile } from './resolve/profile.js';
import { resolveApp } from './resolve/resolve.js';
import { type LoadedRule, loadRules } from './rule/load.js';
import { scoreOf } from './score/score.js';
import { loadTechnologies } from './technologies/load.js';
import type { Technology } from './technologies/technology.js';
import { version } from './version.js';

export type { Report } from './report/report.js';

export interface AuditOptions {
  readonly profile?: Partial<Profile>;
  /** An env file to take as the one in force, relative to the root. */
  readonly envFile?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore?: boolean;
  /** Rules to ask; all built-in rules when absent. */
  readonly rules?: readonly LoadedRule[];
}

/** The files that an audit looks at, wherever they come from. */
export interface Files {
  readonly refs: readonly FileRef[];
  /** The text of a file, or why it cannot be had. */
  read(ref: FileRef): Source | { readonly path: string; readonly message: string };
}

/** Audits a folder: what breaks, is lost or runs twice when a second copy of the app is started? Throws only when the folder cannot be listed. */
export async function audit(root: string, options: AuditOptions = {}): Promise<Report> {
  const found = await discover(root, options);
  return auditFiles(
    { refs: found.files, read: (ref) => readSource(root, ref) },
    { ...options, root, skipped: found.skipped },
  );
}

/** What only the caller of `auditFiles` knows. */
export interface FilesOptions {
  readonly root?: string;
  readonly skipped?: Discovered['skipped'];
  readonly extractor?: Extractor;
}

/** The pipeline behind `audit`, over files from anywhere (the examples of rules live in memory). */
export async function auditFiles(files: Files, options: AuditOptions & FilesOptions = {}): Promise<Report> {
  const technologies = await loadTechnologies();
  const rules = options.rules ?? (await loadRules());
  const profile = { ...defaultProfile, ...options.profile };
  const read = await readAll(files, options.extractor ?? extractorOf(technologies));
  const apps = resolveAll(read, technologies, { profile, ...(options.envFile ? { envFile: options.envFile } : {}) });
  const verdicts = apps.flatMap((app) =>
    judgeApp(app, rules, profile).map((verdict) => ({ ...verdict, app: app.path })),
  );
  return reportOf({ read, apps, verdicts, rules }, { root: options.root ?? '.', skipped: options.skipped ?? [] });
}

interface ReadFiles {
  readonly refs: readonly FileRef[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly problems: readonly FileProblem[];
}

const audited = new Set(['shipped', 'ci']);

async function readAll(files: Files, extractor: Extractor): Promise<ReadFiles> {
  const sources = new Map<string, Source>();
  const facts = new Map<string, readonly Fact[]>();
  const problems: FileProblem[] = [];
  for (const ref of files.refs) {
    if (!audited.has(ref.role) || !extractor.wants(ref.path)) continue;
    const source = files.read(ref);
    if (!('text' in source)) {
      problems.push({ path: source.path, message: source.message });
      continue;
    }
    const extracted = await extractor.extract(source);
    if (extracted.facts.length > 0 || extracted.problems.length > 0) sources.set(ref.path, source);
    facts.set(ref.path, extracted.facts);
    const sight = sightOf(sources);
    for (const { start, message } of extracted.problems.slice(0, 1)) {
      problems.push({ path: ref.path, line: sight.place({ file: ref.path, start, end: start }).line, message });
    }
  }
  return { refs: files.refs, sources, facts, problems };
}

function resolveAll(
  read: ReadFiles,
  technologies: readonly Technology[],
  options: { profile: Profile; envFile?: string },
): readonly App[] {
  const shipped = read.refs.filter((ref) => audited.has(ref.role));
  const roots = findApps(shipped, (path) => read.sources.get(path)?.text);
  return roots.map((root) => {
    const files = shipped.map((ref) => ref.path).filter((path) => appsOf(path, roots).includes(root));
    const facts = files.flatMap((path) => read.facts.get(path) ?? []);
    return resolveApp({ root: root.path, files, facts, siblings: roots.length > 1 }, technologies, options);
  });
}

interface Judged {
  readonly read: ReadFiles;
  readonly apps: readonly App[];
  readonly verdicts: readonly (Verdict & { readonly app: string })[];
  readonly rules: readonly LoadedRule[];
}

function reportOf(
  { read, apps, verdicts, rules }: Judged,
  run: { root: string; skipped: Discovered['skipped'] },
): Report {
  const sight = sightOf(read.sources);
  const findings = triage(verdicts, sight);
  const complete = read.problems.length === 0;
  return {
    schemaVersion: 1,
    tool: { name: 'ha-ready', version },
    root: run.root,
    apps: apps.map((app): AppReport => {
      const own = verdicts.filter((verdict) => verdict.app === app.path);
      return {
        path: app.path,
        stack: app.stack.map(({ name, title, version: found }) => ({
          name,
          title,
          ...(found ? { version: found } : {}),
        })),
        score: scoreOf(
          findings.filter((finding) => finding.app === app.path),
          { complete, unclear: 0 },
        ).value,
        topics: topicVerdicts(own, sight),
        state: stateMap(app, sight),
      };
    }),
    findings,
    rules: rules
      .filter(({ id }) => findings.some(({ ruleId }) => ruleId === id))
      .map(({ id, topic, severity, title, why, remedy }) => ({ id, topic, severity, title, why, remedy })),
    skipped: countByReason(run.skipped),
    errors: read.problems,
    files: { found: read.refs.length, read: read.facts.size },
    score: scoreOf(findings, { complete, unclear: verdicts.filter(({ outcome }) => outcome.is === 'unclear').length }),
  };
}

function countByReason(skipped: Discovered['skipped']): readonly SkippedFiles[] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))].sort(compare);
  return reasons.map((reason) => {
    const own = skipped.filter((one) => one.reason === reason);
    return {
      reason,
      count: own.reduce((sum, { count }) => sum + (count ?? 1), 0),
      examples: own.slice(0, 5).map(({ path }) => path),
    };
  });
}
