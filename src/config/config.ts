import type { Policy } from '../judge/policy.js';
import type { Profile } from '../resolve/profile.js';
import type { Severity } from '../rule/rule.js';

/** What a team writes into `ha-ready.json`: data only. The schema beside this file is what is checked. */
export interface Config {
  readonly extends?: string | readonly string[];
  readonly profile?: Partial<Profile>;
  readonly apps?: readonly string[];
  readonly envFile?: string;
  readonly deployment?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly overrides?: Policy['severities'];
  readonly ignore?: Policy['ignores'];
  readonly failOn?: Severity | 'never';
  readonly minScore?: number;
  readonly maxFindings?: number;
  readonly baseline?: string;
}

/** A configuration with the folder that its paths are relative to. */
export interface LoadedConfig {
  readonly config: Config;
  /** The file, as it is named in messages. */
  readonly file: string;
  /** The audited folder below the folder of the file; empty when it is the same. */
  readonly below: string;
}

/** Lays one configuration over another: tables are joined, lists appended, single values replaced. */
export function layConfig(under: Config, over: Config): Config {
  return {
    ...under,
    ...over,
    ...joined('profile', { ...under.profile, ...over.profile }),
    ...joined('rules', { ...under.rules, ...over.rules }),
    ...joined('overrides', [...(under.overrides ?? []), ...(over.overrides ?? [])]),
    ...joined('ignore', [...(under.ignore ?? []), ...(over.ignore ?? [])]),
    ...joined('exclude', [...(under.exclude ?? []), ...(over.exclude ?? [])]),
  };
}

function joined(key: keyof Config, value: object): Config {
  return Object.keys(value).length > 0 ? { [key]: value } : {};
}

/** The configuration as the audit of a folder below it sees it: paths relative to that folder, those that lie elsewhere left out. */
export function seenFrom({ config, below }: LoadedConfig): Config {
  if (below === '') return config;
  const { apps, envFile, deployment, include, exclude, overrides, ignore, baseline, ...rest } = config;
  return {
    ...rest,
    ...(apps ? { apps: apps.flatMap((app) => (app === below ? ['.'] : patternBelow(app, below))) } : {}),
    ...(envFile ? single('envFile', patternBelow(envFile, below)) : {}),
    ...(deployment ? single('deployment', deployment === below ? ['.'] : patternBelow(deployment, below)) : {}),
    ...(include ? { include: include.flatMap((glob) => globBelow(glob, below)) } : {}),
    ...(exclude ? { exclude: exclude.flatMap((glob) => globBelow(glob, below)) } : {}),
    ...(overrides ? { overrides: overrides.map(({ files, rules }) => ({ rules, files: (files ?? []).flatMap((file) => patternBelow(file, below)) })) } : {}),
    ...(ignore ? { ignore: ignore.flatMap((one) => (one.path ? patternBelow(one.path, below).map((path) => ({ ...one, path })) : [one])) } : {}),
    ...(baseline ? { baseline: `${below.replace(/[^/]+/g, '..')}/${baseline}` } : {}),
  };
} // biome-ignore format: one key per line

function single(key: 'envFile' | 'deployment', [value]: readonly string[]): Config {
  return value === undefined ? {} : { [key]: value };
}

/** A pattern with a slash is relative to the configuration's folder; one without matches at any depth. */
function patternBelow(pattern: string, below: string): readonly string[] {
  const bare = pattern.replace(/^\.?\//, '');
  if (bare.startsWith('**/') || !bare.slice(0, -1).includes('/')) return bare === below ? ['**'] : [pattern];
  if (bare === below || `${below}/`.startsWith(bare.replace(/\*\*$/, ''))) return ['**'];
  return bare.startsWith(`${below}/`) ? [bare.slice(below.length + 1)] : [];
}

function globBelow(glob: string, below: string): readonly string[] {
  if (glob.startsWith('**/')) return [glob];
  if (glob === below || `${below}/`.startsWith(glob.replace(/\*\*$/, ''))) return ['**'];
  return glob.startsWith(`${below}/`) ? [glob.slice(below.length + 1)] : [];
}
