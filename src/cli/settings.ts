import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { AuditOptions } from '../audit.js';
import { type Config, seenFrom } from '../config/config.js';
import { findConfig, loadConfig } from '../config/find.js';
import { userRules } from '../config/user-rules.js';
import { type Baseline, readBaseline } from '../judge/baseline.js';
import { means } from '../judge/policy.js';
import { unknownRule } from '../judge/suppress.js';
import { readControl } from '../read/guarded.js';
import type { Gate } from '../report/gate.js';
import { defaultProfile } from '../resolve/profile.js';
import { type LoadedRule, loadRules } from '../rule/load.js';
import type { AuditFlags } from './flags.js';
import { repositoryOf } from './repository.js';
import { UserError } from './user-error.js';

/** What a run does, from the flags, the configuration and the defaults, in this order. */
export interface Settings {
  readonly audit: AuditOptions;
  readonly gate: Gate;
  /** The file of the configuration, if there is one. */
  readonly file?: string;
  readonly config: Config;
  /** The file of the baseline below the audited folder, whether it exists or not. */
  readonly baselineFile: string;
}

/** A finding takes about 150 bytes. */
const longestBaseline = 16 * 1024 * 1024;

export const usualBaseline = '.ha-ready-baseline.json';

interface Where {
  /** The audited folder. */
  readonly root: string;
  /** The top of its repository. */
  readonly top: string;
  readonly rules: readonly LoadedRule[];
  readonly today: string;
}

/** The settings of a run in a folder, of today. */
export async function settingsAt(root: string, flags: AuditFlags): Promise<Settings> {
  const today = new Date().toISOString().slice(0, 10);
  return settingsOf(flags, { root, top: repositoryOf(root).top, rules: await allRules(root, flags), today });
}

/** What an audit of a folder does when no flag says otherwise: its configuration, its rules, its baseline. */
export async function usualOptions(root: string): Promise<AuditOptions> {
  return (await settingsAt(root, {})).audit;
}

const usualRules = '.ha-ready/rules';

/** The built-in rules and those of the team, which must have ids of their own. */
async function allRules(root: string, { rules: given }: AuditFlags): Promise<readonly LoadedRule[]> {
  const builtin = await loadRules();
  if (given === false) return builtin;
  const folder = given ? resolve(given) : resolve(root, usualRules);
  if (given && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UserError(`${given} is not a folder`); // biome-ignore format: one line
  if (!given && leadsOut(folder, root)) throw new UserError(`${usualRules} is a link that leads out of the repository`);
  const { rules, problems } = userRules(folder);
  if (problems.length > 0) throw new UserError(problems.join('\n  '), 'Test them with: npx ha-ready rules test FOLDER');
  const taken = rules.find(({ id }) => builtin.some((one) => one.id === id));
  if (taken) throw new UserError(`${taken.id} is the id of a built-in rule`, 'Give your rule another name.');
  return [...builtin, ...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function leadsOut(folder: string, root: string): boolean {
  return existsSync(folder) && relative(realpathSync(root), realpathSync(folder)).split(sep)[0] === '..';
}

function settingsOf(flags: AuditFlags, where: Where): Settings {
  for (const id of [...(flags.only ?? []), ...(flags.skip ?? [])]) {
    if (!where.rules.some((rule) => means(id, rule))) throw new UserError(unknownRule(id, where.rules), 'List them with: npx ha-ready rules'); // biome-ignore format: one line
  }
  const found = configOf(flags, where);
  const config = found ? seenFrom(found) : {};
  const baselineFile = typeof flags.baseline === 'string' ? flags.baseline : (config.baseline ?? usualBaseline);
  return {
    config,
    ...(found ? { file: found.file } : {}),
    baselineFile,
    audit: auditOptions(flags, config, { ...where, baselineFile }),
    gate: gateOf(flags, config),
  };
}

function configOf(flags: AuditFlags, { root, top, rules }: Where) {
  if (flags.config === false) return undefined;
  const found = flags.config ? loadConfig(resolve(flags.config), root, { base: root, rules }) : findConfig(root, top, rules);
  if (found && 'problems' in found)
    throw new UserError(found.problems.join('\n  '), 'Nothing was audited. The schema is ha-ready/schema.json.');
  return found;
} // biome-ignore format: one line each

function auditOptions(flags: AuditFlags, config: Config, where: Where & { readonly baselineFile: string }): AuditOptions {
  const baseline = flags.baseline === false || flags.generateBaseline ? undefined : baselineIn(flags, config, where);
  const envFile = flags.dotenv ?? flags.envFile ?? config.envFile;
  if (envFile && !existsSync(join(where.root, envFile))) throw new UserError(`there is no env file ${envFile} in the audited folder`); // biome-ignore format: one line
  const deployment = flags.deployment ?? config.deployment;
  if (deployment && !existsSync(join(where.root, deployment))) throw new UserError(`there is no file or folder ${deployment} in the audited folder`, 'Name what production is started from, relative to that folder.'); // biome-ignore format: one line
  const missing = config.apps?.find((app) => !existsSync(join(where.root, app)));
  if (missing !== undefined) throw new UserError(`the configuration names the app ${missing}, which is no folder here`);
  const exclude = [...(config.exclude ?? []), ...(flags.exclude ?? [])];
  return {
    profile: { ...defaultProfile, ...config.profile, ...(flags.servers ? { servers: flags.servers } : {}) },
    rules: where.rules,
    today: where.today,
    policy: {
      severities: [...(config.rules ? [{ rules: config.rules }] : []), ...(config.overrides ?? [])],
      ignores: config.ignore ?? [],
    },
    ...(config.apps ? { apps: config.apps } : {}),
    ...(config.include ? { include: config.include } : {}),
    ...(exclude.length > 0 ? { exclude } : {}),
    ...(envFile ? { envFile } : {}),
    ...(deployment ? { deployment } : {}),
    ...(flags.only ? { only: flags.only } : {}),
    ...(flags.skip ? { skip: flags.skip } : {}),
    ...(flags.gitignore === false ? { gitignore: false } : {}),
    ...(flags.suppressions === false ? { suppressions: false } : {}),
    ...(baseline ? { baseline } : {}),
  };
} // biome-ignore format: one key per line

/** The baseline in its file. One that was asked for must be there; the usual one may be missing. */
function baselineIn(
  flags: AuditFlags,
  config: Config,
  { root, baselineFile }: { readonly root: string; readonly baselineFile: string },
): Baseline | undefined {
  const file = join(root, baselineFile);
  if (!existsSync(file)) {
    if (typeof flags.baseline !== 'string' && !config.baseline && !flags.updateBaseline) return undefined;
    throw new UserError(`there is no baseline ${baselineFile}`, 'Write one with --generate-baseline.');
  }
  const text = readControl(file, {
    limit: longestBaseline,
    ...(typeof flags.baseline === 'string' ? {} : { within: repositoryOf(root).top }),
  });
  const read = typeof text === 'string' ? readBaseline(text) : (text?.why ?? 'it cannot be read');
  if (typeof read === 'string') throw new UserError(`the baseline ${baselineFile} cannot be used: ${read}`);
  return read;
}

function gateOf(flags: AuditFlags, config: Config): Gate {
  const minScore = flags.minScore ?? config.minScore;
  const maxFindings = flags.maxFindings ?? config.maxFindings;
  if (minScore !== undefined && (flags.only || flags.skip) && !flags.allowPartial)
    throw new UserError(
      '--min-score cannot hold a partial score (--only or --skip leave rules out)',
      'Add --allow-partial where that is meant.',
    );
  return {
    failOn: flags.failOn ?? config.failOn ?? 'error',
    ...(minScore === undefined ? {} : { minScore }),
    ...(maxFindings === undefined ? {} : { maxFindings }),
  };
}
