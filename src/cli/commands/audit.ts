import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { audit } from '../../audit.js';
import type { Repaired } from '../../fix/verify.js';
import { formatNames, reporter } from '../../report/index.js';
import type { Report } from '../../report/report.js';
import { gate } from '../gate.js';
import { terminal } from '../terminal.js';
import { UserError } from '../user-error.js';
import { openWorkshop, summaryOf } from './fix.js';

interface AuditFlags {
  readonly format: string;
  readonly failOn: 'error' | 'warning' | 'note' | 'never';
  readonly minScore?: number;
  readonly envFile?: string;
  readonly servers?: number;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly allowEmpty?: boolean;
  readonly diff?: boolean;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly color?: 'auto' | 'always' | 'never';
}

/** `audit [path]`: the default command. */
export function addAudit(program: Command): void {
  program
    .command('audit', { isDefault: true })
    .description('audit a repository (the default command)')
    .argument('[path]', 'folder to audit', '.')
    .addOption(new Option('-f, --format <name>', 'how to print the report').choices(formatNames).default('text'))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 when an open finding is that bad')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .option('--min-score <0-100>', 'exit 1 when the score is lower', wholeNumber(0, 100))
    .option('--env-file <file>', 'the env file in force, relative to the folder')
    .option('--servers <n>', 'how many servers will run the app', wholeNumber(1, 10_000))
    .option('--diff', 'print the repairs as a patch, change nothing')
    .option('--fix', 'repair what can be repaired safely')
    .option('--unsafe-fixes', 'with --fix or --diff: also what needs a service, a package or a decision')
    .option('--allow-empty', 'exit 0 when there is nothing to audit')
    .option('-v, --verbose', 'show every place and the whole chain of reasons')
    .option('-q, --quiet', 'findings and the summary only')
    .addOption(new Option('--color <when>', 'colour the text').choices(['auto', 'always', 'never']))
    .action(async (path: string, flags: AuditFlags) => run(path, flags));
}

async function run(path: string, flags: AuditFlags): Promise<void> {
  const shown = terminal(flags.color);
  const root = resolve(shown.folder, path);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(`${path} is not a folder`, 'Give the folder of the repository to audit.');
  }
  const repaired = flags.fix || flags.diff ? await repairs(root, flags) : undefined;
  if (flags.diff) return;
  const report = { ...(repaired?.after ?? (await audit(root, optionsOf(flags)))), root: path };
  if (nothingToAudit(report) && !flags.allowEmpty) {
    throw new UserError(
      `nothing to audit in ${path}: no application, deployment or configuration file was recognised`,
      'Use --allow-empty where that is expected.',
      3,
    );
  }
  const verdict = gate(report, flags);
  const print = await reporter(flags.format);
  if (!print) throw new UserError(`there is no format ${flags.format}`, `Formats: ${formatNames.join(', ')}.`);
  const options = {
    width: shown.width,
    color: shown.color,
    verbose: flags.verbose ?? false,
    quiet: flags.quiet ?? false,
  };
  shown.print(print(report, { ...options, ...(verdict.failed ? { gate: verdict.says } : {}) }));
  shown.exitWith(verdict.failed ? 1 : 0);
}

/** Repairs in memory; `--diff` prints the patch, `--fix` writes it. What was done, what was left and why goes to stderr. */
async function repairs(root: string, flags: AuditFlags): Promise<Repaired> {
  const shown = terminal(flags.color);
  const workshop = await openWorkshop(root, optionsOf(flags));
  const repaired = await workshop.repair(flags.unsafeFixes ? 'unsafe' : 'safe');
  if (flags.diff) shown.print(workshop.patch(repaired));
  else for (const line of workshop.write(repaired)) shown.warn(line);
  shown.warn(summaryOf(repaired).trimEnd());
  return repaired;
}

function optionsOf(flags: AuditFlags) {
  return {
    ...(flags.envFile ? { envFile: flags.envFile } : {}),
    ...(flags.servers ? { profile: { servers: flags.servers } } : {}),
  };
}

function nothingToAudit(report: Report): boolean {
  return report.apps.every((app) => app.stack.length === 0) && report.findings.length === 0;
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}
