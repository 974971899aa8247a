import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readControl } from '../read/guarded.js';
import type { LoadedRule } from '../rule/load.js';
import { checkConfig, holdsConfig } from './check.js';
import { type Config, type LoadedConfig, layConfig } from './config.js';

/** The configuration in force, nothing, or what is wrong with it. */
export type Found = LoadedConfig | undefined | { readonly problems: readonly string[] };

const names = ['ha-ready.json', 'ha-ready.jsonc', '.github/ha-ready.json', '.github/ha-ready.jsonc', 'package.json'];

/** Finds the configuration nearest to a folder: in it, or in a folder above it up to `top`. */
export function findConfig(folder: string, top: string, rules: readonly LoadedRule[]): Found {
  for (let at = folder; ; at = dirname(at)) {
    for (const name of names) {
      const file = join(at, name);
      const text = readControl(file, { within: top });
      // a package.json is no configuration of ours until it says so
      if (text === undefined || (name === 'package.json' && (typeof text !== 'string' || !holdsConfig(text)))) continue;
      return loadConfig(file, folder, { base: at, rules, within: top });
    }
    if (at === top || at === dirname(at)) return undefined;
  }
}

/**
 * Loads one configuration with all that it extends. `base` is what its paths are relative to: its own folder when absent. A file that
 * was found, not named by the user, may not lead out of `within`: its author may be a stranger.
 */
export function loadConfig(
  file: string,
  folder: string,
  {
    base = dirname(file),
    rules,
    within,
  }: { readonly base?: string; readonly within?: string; readonly rules: readonly LoadedRule[] },
): Found {
  const loaded = loadWithBases(file, { rules, within, chain: [] });
  if ('problems' in loaded) return loaded;
  const below = relative(real(base), real(folder)).split(sep).join('/');
  return { config: loaded.config, file: shownName(file, folder), below: below.startsWith('..') ? '' : below };
}

interface Loading {
  readonly rules: readonly LoadedRule[];
  readonly within: string | undefined;
  readonly chain: readonly string[];
}

function loadWithBases(
  file: string,
  { rules, within, chain }: Loading,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  const name = file.split(sep).at(-1) ?? file;
  if (chain.includes(file)) return { problems: [`${name} extends itself`] };
  if (within && relative(real(within), real(file)).split(sep)[0] === '..') return { problems: [`${name} leads out of the repository`] }; // biome-ignore format: one line
  const text = readControl(file, within === undefined ? {} : { within });
  if (text === undefined) return { problems: [`${name} cannot be read`] };
  if (typeof text !== 'string') return { problems: [`${name}: ${text.why}`] };
  const checked = checkConfig({ name, text, within: name === 'package.json' ? ['ha-ready'] : [] }, rules);
  if ('problems' in checked) return checked;
  let under: Config = {};
  const { extends: extended, ...own } = checked.config;
  for (const path of typeof extended === 'string' ? [extended] : (extended ?? [])) {
    if (isAbsolute(path)) return { problems: [`${name} extends the absolute path ${path}: give one relative to it`] };
    const base = loadWithBases(resolve(dirname(file), path), { rules, within, chain: [...chain, file] });
    if ('problems' in base) return base;
    under = layConfig(under, base.config);
  }
  return { config: layConfig(under, own) };
}

function shownName(file: string, folder: string): string {
  return relative(folder, file).split(sep).join('/');
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
