import { appendFileSync } from 'node:fs';
import type { Command } from 'commander';
import { audit, auditFiles } from '../../audit.js';
import { discover } from '../../discover/discover.js';
import type { Extractor } from '../../extract/extract.js';
import { baselineOf, baselineText } from '../../judge/baseline.js';
import { type Gate, gate } from '../../report/gate.js';
import { type ReportOptions, reporter } from '../../report/index.js';
import { document } from '../../report/json.js';
import type { Finding, Report } from '../../report/report.js';
import { visible } from '../../report/visible.js';
import { count } from '../../report/words.js';
import { changeSince, stagedChange } from '../change.js';
import { type AuditFlags, addFlags } from '../flags.js';
import { foldersOf } from '../folders.js';
import { outputsOf, writeWhole } from '../output.js';
import { type Repository, repositoryOf } from '../repository.js';
import { type Settings, settingsAt } from '../settings.js';
import { type Terminal, terminal } from '../terminal.js';
import { withThreads } from '../threads.js';
import { UserError } from '../user-error.js';
import { type Done, openWorkshop } from './fix.js';
import { summaryOf } from './summary.js';

/** `audit [path]`: the default command. */
export function addAudit(program: Command): void {
  const command = program
    .command('audit', { isDefault: true })
    .description('audit a repository (the default command)')
    .argument('[paths...]', 'folders to audit as one run (default: this one)');
  addFlags(command).action(async (paths: readonly string[], flags: AuditFlags) => run(paths, flags, program));
}

interface Run {
  readonly root: string;
  /** The folder as it was given. */
  readonly path: string;
  readonly repository: Repository;
  readonly flags: AuditFlags;
  readonly settings: Settings;
  readonly shown: Terminal;
}

async function run(paths: readonly string[], given: AuditFlags, program: Command): Promise<void> {
  // commander says `--no-color` as color: false
  const flags = { ...given, color: (given.color as unknown) === false ? 'never' : (given.color ?? 'auto') } as const;
  refuseContradictions(flags);
  const shown = terminal(flags.color);
  const { root, path, include } = foldersOf(paths, shown.folder, program);
  // threads begin while the settings and rules are read
  if (flags.printConfig || flags.showFiles) return runIn({ root, path, include, flags, shown });
  await withThreads((extractor) => runIn({ root, path, include, flags, shown }, extractor));
}

type Begun = Pick<Run, 'root' | 'path' | 'flags' | 'shown'> & { readonly include?: readonly string[] | undefined };

async function runIn({ root, path, include, flags, shown }: Begun, extractor?: Extractor): Promise<void> {
  const repository = repositoryOf(root);
  const found = await settingsAt(root, flags);
  const settings = include ? { ...found, audit: { ...found.audit, include } } : found;
  const outputs = outputsOf(flags.format ?? [], flags.output);
  const whole: Run = { root, path, repository, flags, settings, shown };
  if (flags.printConfig) return printConfig(whole);
  if (flags.showFiles || !extractor) return showFiles(whole);
  const done = flags.fix || flags.diff ? await repairs(whole, extractor) : undefined;
  if (flags.diff) return;
  const report = worthReporting(done?.repaired.after ?? (await audited(whole, extractor)), whole);
  if (writeBaseline(whole, report)) return;
  const verdict = gate(report, settings.gate);
  for (const { format, file } of outputs) {
    const text = await printed(format, report, { run: whole, verdict });
    if (file === undefined) shown.print(text);
    else writeWhole(shown.folder, file, text);
  }
  if (outputs.some(({ format }) => format === 'github')) await appendSummary(whole, report, verdict);
  const incomplete = flags.strict && (report.errors.length > 0 || report.hints.length > 0 || (report.baseline?.stale.length ?? 0) > 0); // biome-ignore format: one line
  if (incomplete)
    shown.warn(
      'ha-ready: --strict: files could not be read whole, or suppressions or the baseline hold what is not found',
    );
  const unwritten = done?.files.filter(({ refused }) => refused !== undefined) ?? [];
  if (unwritten.length > 0) shown.warn(`ha-ready: ${count(unwritten.length, 'file')} could not be written`);
  shown.exitWith(incomplete || unwritten.length > 0 ? 2 : verdict.failed && !flags.exitZero ? 1 : 0);
}

function refuseContradictions(flags: AuditFlags): void {
  const pairs: readonly (readonly [unknown, unknown, string])[] = [
    [flags.quiet, flags.verbose, '--quiet and --verbose'],
    [flags.fix, flags.diff, '--fix and --diff'],
    [flags.since, flags.staged, '--since and --staged'],
    [flags.since ?? flags.staged, flags.fix ?? flags.diff, 'repairing and --since or --staged'],
    [
      flags.since ?? flags.staged,
      flags.generateBaseline ?? flags.updateBaseline,
      'writing a baseline and --since or --staged',
    ],
    [flags.unsafeFixes && !flags.diff, !flags.fix, '--unsafe-fixes without --fix or --diff'],
    [flags.fix ?? flags.diff, flags.generateBaseline ?? flags.updateBaseline, 'repairing and writing a baseline'],
    [flags.generateBaseline, flags.updateBaseline, '--generate-baseline and --update-baseline'],
    [flags.generateBaseline, flags.only ?? flags.skip, '--generate-baseline and --only or --skip'],
    [flags.updateBaseline, flags.only ?? flags.skip, '--update-baseline and --only or --skip'],
    [flags.updateBaseline, flags.baseline === false, '--update-baseline and --no-baseline'],
  ];
  for (const [one, other, names] of pairs) if (one && other) throw new UserError(`${names} make no sense together`);
}

async function audited({ root, repository, flags, settings, shown }: Run, extractor: Extractor): Promise<Report> {
  const shownNow = throttled(shown);
  const asked = { root, repository, options: { ...settings.audit, extractor } };
  const change = flags.since !== undefined ? await changeSince(flags.since, asked) : flags.staged ? await stagedChange(asked) : undefined; // biome-ignore format: one line
  const options = {
    ...settings.audit,
    extractor,
    ...(change ? { before: change.before } : {}),
    onProgress: (done: number, of: number) => shownNow(`reading ${done} of ${of} files`),
  };
  const found = change?.files ? await auditFiles(change.files, { ...options, root }) : await audit(root, options);
  shown.progress('');
  return found;
}

/** A line of progress, no more than ten times a second. */
function throttled(shown: Terminal): (text: string) => void {
  let last = 0;
  return (text) => {
    const now = Date.now();
    if (now - last < 100) return;
    last = now;
    shown.progress(text);
  };
}

/** Repairs in memory; `--diff` prints the patch, `--fix` writes it. What was done, what was left and why goes to stderr. */
async function repairs({ root, flags, settings, shown }: Run, extractor: Extractor): Promise<Done> {
  const shownNow = throttled(shown);
  const onProgress = (done: number, of: number, round: number) =>
    shownNow(round === 1 ? `reading ${done} of ${of} files` : `trying repairs: audit ${round}, ${done} of ${of} files`);
  const workshop = await openWorkshop(root, { ...settings.audit, extractor, onProgress });
  const planned = await workshop.repair(flags.unsafeFixes ? 'unsafe' : 'safe');
  shown.progress('');
  const done = flags.diff ? { repaired: planned, files: [] } : await workshop.write(planned);
  if (flags.diff) shown.print(workshop.patch(planned));
  for (const { path, refused } of done.files)
    shown.warn(visible(refused === undefined ? `changed ${path}` : `left ${path}: ${refused}`));
  shown.warn(summaryOf(done.repaired, shown.width).trimEnd());
  return done;
}

function worthReporting(found: Report, { path, flags }: Run): Report {
  const report = { ...found, root: path };
  if (report.apps.every((app) => app.stack.length === 0) && report.findings.length === 0 && !flags.allowEmpty) {
    throw new UserError(
      `nothing to audit in ${path}: no application, deployment or configuration file was recognised`,
      'Use --allow-empty where that is expected.',
      3,
    );
  }
  return report;
}

interface Printing {
  readonly run: Run;
  readonly verdict: ReturnType<typeof gate>;
}

async function printed(format: string, report: Report, { run, verdict }: Printing): Promise<string> {
  const { flags, shown, repository } = run;
  const print = await reporter(format);
  if (!print) throw new UserError(`there is no format ${format}`);
  const options: ReportOptions = {
    width: shown.width,
    color: shown.color,
    verbose: flags.verbose ?? false,
    quiet: flags.quiet ?? false,
    showAccepted: flags.showAccepted ?? false,
    failOn: run.settings.gate.failOn,
    hidden: hiddenBy(report, flags),
    ...(shown.links ? { linkFrom: run.root } : {}),
    ...(repository.below ? { repository: repository.below } : {}),
    ...(verdict.failed ? { gate: verdict.says } : {}),
  };
  return print(filtered(report, flags), options);
}

const severityRank = { note: 1, warning: 2, error: 3 };
const confidenceRank = { low: 1, medium: 2, high: 3 };

/** How many open findings are not shown. */
function hiddenBy(report: Report, flags: AuditFlags): number {
  const open = ({ findings }: Report) => findings.filter(({ status }) => status === 'open').length;
  return open(report) - open(filtered(report, flags));
}

/** What is shown; the score and the gate have been decided before. */
function filtered(report: Report, { minSeverity = 'note', minConfidence = 'low' }: AuditFlags): Report {
  const findings = report.findings.filter(
    ({ severity, confidence }: Finding) =>
      severityRank[severity] >= severityRank[minSeverity] &&
      confidenceRank[confidence] >= confidenceRank[minConfidence],
  );
  return findings.length === report.findings.length ? report : { ...report, findings };
}

const longestSummary = 900_000;

/** The page that a GitHub job shows, when the runner offers one. */
async function appendSummary(run: Run, report: Report, verdict: ReturnType<typeof gate>): Promise<void> {
  const file = run.shown.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  const text = await printed('markdown', report, { run, verdict });
  const kept = text.length > longestSummary ? `${text.slice(0, longestSummary)}\n\n(cut)\n` : text;
  try {
    appendFileSync(file, kept);
  } catch {
    run.shown.warn('ha-ready: the summary of the job cannot be written');
  }
}

function writeBaseline({ root, flags, settings, shown }: Run, report: Report): boolean {
  if (!flags.generateBaseline && !flags.updateBaseline) return false;
  if (shown.env.CI === 'true' && !flags.force)
    throw new UserError('a pipeline does not write baselines', 'Run it locally and commit the file, or add --force.');
  const next = flags.generateBaseline
    ? baselineOf(report.findings)
    : { version: 1 as const, findings: report.baseline?.kept ?? [] };
  writeWhole(root, settings.baselineFile, baselineText(next));
  const kept = next.findings.reduce((sum, one) => sum + one.count, 0);
  shown.print(
    `${settings.baselineFile}: ${count(kept, 'finding')} accepted. They stay in the score and out of the gate.\n`,
  );
  return true;
}

function printConfig({ settings, shown }: Run): void {
  const { rules, baseline, today, ...options } = settings.audit;
  const effective = { file: settings.file ?? null, ...options, gate: settings.gate satisfies Gate, baseline: baseline ? settings.baselineFile : null }; // biome-ignore format: one line
  shown.print(document(effective));
}

async function showFiles({ root, settings, shown }: Run): Promise<void> {
  const found = await discover(root, settings.audit);
  for (const { path, role } of found.files) shown.print(`${role.padEnd(10)} ${visible(path)}\n`);
  for (const { path, reason, count: files } of found.skipped)
    shown.print(`${'left out'.padEnd(10)} ${visible(path)}${files ? ` (${files} files)` : ''}: ${reason}\n`);
} // biome-ignore format: short lines
