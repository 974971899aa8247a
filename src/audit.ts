import { type AppRoot, appsOf, findApps } from './discover/apps.js';
import { copiesIn } from './discover/copied.js';
import { deploymentPath, tellsHowToStart, withDeployment } from './discover/deployment.js';
import { type Discovered, discover } from './discover/discover.js';
import type { Skipped } from './discover/file-ref.js';
import { unmatchedGlobs } from './discover/unmatched.js';
import { readAgain } from './extract/again.js';
import { type Extractor, extractorOf } from './extract/extract.js';
import { besideStarted } from './fix/beside.js';
import { fixOf } from './fix/edits.js';
import { mentionsIn } from './fix/mentions.js';
import { withWaiting } from './fix/waiting.js';
import { type Baseline, holdAgainst } from './judge/baseline.js';
import { deploymentOf } from './judge/deployment.js';
import { judgeApp } from './judge/judge.js';
import { listed } from './judge/listed.js';
import { withoutSecrets } from './judge/masking.js';
import { mergeFaults } from './judge/merge.js';
import { askedRules, means, noPolicy, overrule, type Policy, uselessPatterns } from './judge/policy.js';
import { sightOf } from './judge/sight.js';
import { stateMap } from './judge/state-map.js';
import { suppress } from './judge/suppress.js';
import { topicVerdicts } from './judge/topics.js';
import { topologyOf } from './judge/topology-map.js';
import { type AppVerdict, type Sight, triage } from './judge/triage.js';
import { unclearOf } from './judge/unclear.js';
import { moduleNamesOf, withPackageFolders } from './program/modules.js';
import { type Program, programOf } from './program/program.js';
import { askApp } from './questions/app.js';
import { withCallsThrough } from './questions/calls.js';
import { withSettingsThrough } from './questions/settings.js';
import { spokenJavascript } from './questions/spoken/javascript.js';
import { spokenPython } from './questions/spoken/python.js';
import { spokenRuby } from './questions/spoken/ruby.js';
import { spokenSockets } from './questions/spoken/sockets.js';
import { ownSwitches } from './questions/switch-repairs.js';
import { switchedOff } from './questions/switched-off.js';
import { withFunctionsUnfolded } from './questions/unfolded/unfolded.js';
import { readSource } from './read/read.js';
import type { Source } from './read/source.js';
import { audited, type Files, type ReadFiles, readAll } from './reading.js';
import type { AppReport, Finding, Hint, Report } from './report/report.js';
import type { App } from './resolve/app.js';
import { withInnerHealth } from './resolve/inner-health.js';
import { defaultProfile, type Profile } from './resolve/profile.js';
import { resolveApp } from './resolve/resolve.js';
import { withoutVolumesOfOthers } from './resolve/told-volumes.js';
import { type LoadedRule, loadRules } from './rule/load.js';
import { scoreOf } from './score/score.js';
import { type Clock, inStages, secondsFor } from './stage.js';
import { loadCatalogues, loadTechnologies } from './technologies/load.js';
import { isRecorded } from './technologies/node/packages.js';
import { isRecordedCall } from './technologies/python/calls.js';
import { rubyCalls } from './technologies/sinatra/calls.js';
import { isSocketClient } from './technologies/socketio/clients.js';
import type { Resolution, Technology } from './technologies/technology.js';
import { countByReason, unopened, unseenIn } from './unseen.js';
import { version } from './version.js';

export type { Files } from './reading.js';
export { type Gate, gate } from './report/gate.js';
export { formatNames, type Reporter, type ReportOptions, reporter } from './report/index.js';
export type { AppReport, Finding, FindingFix, Place, Report, Score, Step, Unclear } from './report/report.js';
export type { Confidence, Severity, Topic } from './rule/rule.js';

export interface AuditOptions {
  readonly profile?: Partial<Profile>;
  /** An env file to take as the one in force, relative to the root. */
  readonly envFile?: string;
  /** A file or folder that production is started from, relative to the root; the best one is chosen when absent. */
  readonly deployment?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore?: boolean;
  /** Folders of the apps; found when absent. */
  readonly apps?: readonly string[];
  /** Rules to ask; all built-in rules when absent. */
  readonly rules?: readonly LoadedRule[];
  /** Ids of rules or topics: only these are asked. */
  readonly only?: readonly string[];
  /** Ids of rules or topics that are not asked. */
  readonly skip?: readonly string[];
  readonly policy?: Policy;
  readonly baseline?: Baseline;
  /** What was found before a change: only what the change adds stays open. */
  readonly before?: Baseline;
  /** Comments and the configuration accept nothing when false. */
  readonly suppressions?: boolean;
  /** Today as `2026-11-21`, for acceptances that end on a day; without it none ends. */
  readonly today?: string;
}

/** Audits a folder: what breaks, is lost or runs twice when a second copy of the app is started? Throws only when the folder cannot be listed. */
export async function audit(
  root: string,
  options: AuditOptions & Pick<FilesOptions, 'onProgress' | 'extractor'> = {},
): Promise<Report> {
  const found = await discover(root, options);
  return auditFiles(
    { refs: found.files, read: (ref) => readSource(root, ref) },
    {
      ...options,
      root,
      skipped: found.skipped,
      problems: found.problems,
      unmatched: unmatchedGlobs(root, options.exclude ?? []),
    },
  );
}

/** What only the caller of `auditFiles` knows. */
export interface FilesOptions {
  readonly root?: string;
  readonly skipped?: Discovered['skipped'];
  readonly problems?: Discovered['problems'];
  readonly extractor?: Extractor;
  /** Globs of `exclude` that match nothing. */
  readonly unmatched?: readonly string[];
  /** Whether anything stands at a path, looked at or not: no repair makes a new file there. */
  readonly stands?: (path: string) => boolean;
  /** How long what sees the whole repository may take; by its size when absent. */
  readonly seconds?: number;
  /** Told now and then how many files have been looked at. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** The languages whose readers are told of calls that the program makes through its own functions. */
const languages = [
  spokenJavascript(isRecorded),
  spokenPython(isRecordedCall),
  spokenRuby(rubyCalls),
  spokenSockets(isSocketClient),
];

/** The pipeline behind `audit`, over files from anywhere (the examples of rules live in memory). */
export async function auditFiles(files: Files, options: AuditOptions & FilesOptions = {}): Promise<Report> {
  const technologies = await loadTechnologies();
  const rules = options.rules ?? (await loadRules());
  const asked = rulesToAsk(rules, options);
  const profile = { ...defaultProfile, ...options.profile };
  const named = options.deployment === undefined ? {} : { deployment: deploymentPath(options.deployment) };
  const refs = withDeployment(files.refs, named.deployment);
  const extractor = options.extractor ?? extractorOf(technologies);
  const read = await readAll({ ...files, refs, read: (ref) => files.read(ref) }, extractor, options.onProgress);
  const known = { ...options, ...named, technologies, extractor, profile, rules, asked };
  return inStages(options.seconds ?? secondsFor(refs.length), (clock) => judgedIn(clock, read, known));
}

interface Known extends AuditOptions, FilesOptions {
  readonly technologies: readonly Technology[];
  readonly extractor: Extractor;
  readonly profile: Profile;
  readonly rules: readonly LoadedRule[];
  readonly asked: readonly LoadedRule[];
}

/** What sees all files. */
async function judgedIn(clock: Clock, read: ReadFiles, options: Known): Promise<Report> {
  const { technologies, extractor, profile, rules, asked } = options;
  const catalogues = await loadCatalogues();
  const program = clock.run(
    { path: '.', what: 'the code could not be linked' },
    () => programOf([...read.code.values()], catalogues, moduleNamesOf(read.facts.values(), copiesIn(options.skipped))),
    () => programOf([], catalogues),
  );
  const again = readAgain('php', read.source, { technologies, extractor });
  const unfolded = await withFunctionsUnfolded(read.facts, program, again);
  const handed = { path: '.', what: 'what its own functions hand on could not be told' };
  const facts = clock.run(handed, () => withSettingsThrough(withCallsThrough(unfolded, program, languages), program), () => unfolded); // biome-ignore format: one call
  const { apps: roots, left } = dividedInto(read, options);
  const apps = resolveAll({ ...read, facts: withPackageFolders(facts) }, technologies, {
    ...options,
    roots,
    program,
    clock,
  });
  const judged = apps.flatMap((app) =>
    clock.run<readonly AppVerdict[]>(
      { path: app.path, what: 'the app could not be judged' },
      () => judgeApp(app, asked, profile).map((verdict) => ({ ...verdict, app: app.path })),
      () => [],
    ),
  );
  const sources = withNamed(read, judged);
  const sight = sightOf(sources);
  const policy = options.policy ?? noPolicy;
  const { verdicts, hints } = suppress(overrule(judged, policy), {
    ...options,
    policy: options.suppressions === false ? { ...policy, ignores: [] } : policy,
    sources: options.suppressions === false ? new Map() : sources,
    sight,
    rules,
    asked: new Set(asked.map(({ id }) => id)),
  });
  const useless = uselessPatterns(policy, options.unmatched ?? [], read.refs);
  return withoutSecrets(reportOf({ read, apps, verdicts: listed(verdicts), hints: [...hints, ...useless], rules, asked, sight, clock }, { ...options, skipped: [...(options.skipped ?? []), ...left] }), read.secrets); // biome-ignore format: one line
}

/** The sources that were kept, and those that only code was read from and that a verdict names: its places need their lines. */
function withNamed(read: ReadFiles, judged: readonly AppVerdict[]): ReadonlyMap<string, Source> {
  const sources = new Map(read.sources);
  for (const { outcome } of judged) {
    for (const { at } of outcome.evidence) {
      const source = 'file' in at && !sources.has(at.file) ? read.source(at.file) : undefined;
      if (source) sources.set(source.path, source);
    }
  }
  return sources;
}

/** All rules but those that the options leave out. */
function rulesToAsk(rules: readonly LoadedRule[], { only, skip, policy }: AuditOptions): readonly LoadedRule[] {
  return askedRules(rules, policy ?? noPolicy)
    .filter((rule) => !only || only.some((id) => means(id, rule)))
    .filter((rule) => !skip?.some((id) => means(id, rule)));
}

/** The apps that are audited, and the folders that look like some and are left out. */
function dividedInto(read: ReadFiles, { apps }: AuditOptions): { apps: readonly AppRoot[]; left: readonly Skipped[] } {
  if (apps) return { apps: apps.map((path) => ({ path, manifests: [] })), left: [] };
  const shipped = read.refs.filter((ref) => audited.has(ref.role));
  const { apps: found, left } = findApps(shipped, (path) => read.sources.get(path)?.text);
  return { apps: found, left: left.map((path) => ({ path, reason: 'not-shipped' })) };
}

function resolveAll(
  read: ReadFiles,
  technologies: readonly Technology[],
  options: Pick<Known, 'profile' | 'deployment'> & {
    readonly roots: readonly AppRoot[];
    readonly program: Program;
    readonly clock: Clock;
  },
): readonly App[] {
  const { roots } = options;
  const shipped = read.refs.filter((ref) => audited.has(ref.role));
  const told = read.refs.filter(tellsHowToStart).map(({ path }) => path);
  const ask = (app: Resolution, isIdle: (path: string) => boolean) => askApp(options.program, app, isIdle);
  const isClient = (path: string) => options.program.clients.has(path);
  const withSwitches = ownSwitches(options.program);
  const off = switchedOff(options.program);
  const apps = roots.map((root) => {
    const files = shipped.map((ref) => ref.path).filter((path) => appsOf(path, roots).includes(root));
    const facts = [...files, ...told].flatMap((path) => read.facts.get(path) ?? []);
    const others = roots.map(({ path }) => path).filter((path) => path !== root.path);
    const own = { root: root.path, files, facts, others };
    return options.clock.run(
      { path: root.path, what: 'the app could not be understood' },
      () => resolveApp(own, technologies, { ...options, ask, isClient, withSwitches, switchedOff: off }),
      () => resolveApp(own, technologies.map(recognising), { profile: options.profile }),
    );
  });
  return withoutVolumesOfOthers(withInnerHealth(apps));
}

/** A technology that is only looked for. */
function recognising({ name, title, detect }: Technology): Technology {
  return { name, title, readers: [], detect };
}

/** What is known of the rules that something was found by. */
function rulesOf(findings: readonly Finding[], rules: readonly LoadedRule[]): Report['rules'] {
  const found = new Set(findings.map(({ ruleId }) => ruleId));
  return rules.filter(({ id }) => found.has(id)).map(({ id, topic, severity, title, why, remedy, page }) => ({ id, topic, severity, title, why, remedy, ...(page ? { page } : {}) })); // biome-ignore format: one record
}

interface Judged {
  readonly read: ReadFiles;
  readonly apps: readonly App[];
  readonly verdicts: readonly AppVerdict[];
  readonly hints: readonly Hint[];
  readonly rules: readonly LoadedRule[];
  readonly asked: readonly LoadedRule[];
  readonly sight: Sight;
  readonly clock: Clock;
}

function reportOf(
  { read, apps, verdicts, hints, rules, asked, sight, clock }: Judged,
  options: AuditOptions & FilesOptions,
): Report {
  const paths = new Set(read.refs.map(({ path }) => path));
  const editable = {
    source: read.source,
    has: (path: string) => paths.has(path) || options.stands?.(path) === true,
    mention: mentionsIn(read.refs, read.source),
  };
  const all = clock.run(
    { path: '.', what: 'repairs could not be written' },
    () => triage(verdicts, sight, (repair) => fixOf(repair, editable, sight.place)),
    () => triage(verdicts, sight),
  );
  const held = options.baseline ? holdAgainst(all, options.baseline, { paths }) : undefined;
  const told = options.before
    ? holdAgainst(held?.findings ?? all, options.before, { paths, reason: 'not part of the change' }).findings
    : (held?.findings ?? all);
  const unclear = unclearOf(verdicts, sight);
  const findings = withWaiting(mergeFaults(told, rules), unclear, besideStarted(apps, { place: sight.place, paths }));
  // the score knows the baseline's findings, and leaves those out that were accepted with a reason
  const scored = findings.filter(({ status }) => status !== 'suppressed');
  const errors = [...clock.late, ...unopened(options), ...read.problems, ...unseenIn(apps, sight)];
  const complete = errors.length === 0;
  return {
    schemaVersion: 1,
    tool: { name: 'ha-ready', version },
    root: options.root ?? '.',
    apps: apps.map((app): AppReport => {
      const topology = topologyOf(app);
      const own = verdicts.filter((verdict) => verdict.app === app.path && verdict.accepted === undefined);
      return {
        path: app.path,
        stack: app.stack.map(({ name, title, version: found }) => ({
          name,
          title,
          ...(found ? { version: found } : {}),
        })),
        score: scoreOf(
          scored.filter((finding) => finding.app === app.path),
          { complete, unclear: 0 },
        ).value,
        topics: topicVerdicts(own, sight),
        state: stateMap(app, sight),
        ...deploymentOf(app),
        ...(topology ? { topology } : {}),
      };
    }),
    findings,
    unclear,
    rules: rulesOf(findings, rules),
    skipped: countByReason(options.skipped ?? []),
    errors,
    hints,
    ...(held ? { baseline: { kept: held.kept, stale: held.stale } } : {}),
    files: { found: read.refs.length, read: read.facts.size },
    score: scoreOf(scored, {
      complete,
      unclear: unclear.length,
      partial: asked.length < rules.length,
      accepted: findings.filter(({ status }) => status === 'suppressed'),
    }),
  };
}
