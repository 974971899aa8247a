import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bracketsTooDeep, indentsTooDeep } from '../parse/depth.js';
import { readControl } from '../read/guarded.js';
import { type DeclarativeRule, declared } from '../rule/declarative.js';
import validate from '../rule/declarative.validate.js';
import type { LoadedRule } from '../rule/load.js';
import { nearest } from '../rule/nearest.js';
import { type Topic, topics } from '../rule/rule.js';

/** The rules of a folder, and what is wrong with its files: one sentence each. */
export interface UserRules {
  readonly rules: readonly LoadedRule[];
  readonly problems: readonly string[];
}

const longest = 256 * 1024;
const mostRules = 500;

/** Reads `<topic>/<hazard>.yaml` (or json) below a folder. They are data: nothing of theirs is run. */
export function userRules(folder: string): UserRules {
  const files = listing(folder);
  if (files.length === 0) return { rules: [], problems: [] };
  if (files.length > mostRules)
    return { rules: [], problems: [`there are ${files.length} rules, more than ${mostRules}`] };
  const rules: LoadedRule[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const [topic = '', name = '', ...deeper] = file.split('/');
    const id = `${topic}/${name.replace(/\.(ya?ml|json)$/, '')}`;
    if (deeper.length > 0 || !isTopic(topic)) {
      const close = nearest(topic, topics);
      problems.push(`${file}: a rule stands in the folder of its topic${close && !isTopic(topic) ? `: did you mean ${close}/?` : `: ${topics.join(', ')}`}`); // biome-ignore format: one line
      continue;
    }
    const value = readValue(join(folder, file), folder);
    if (typeof value === 'string') problems.push(`${file}: ${value}`);
    else if (!validate(value))
      problems.push(...(validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf').map((error) => `${file}: ${problemOf(error)}`)); // biome-ignore format: one line
    else rules.push({ ...declared(value as DeclarativeRule), id, topic });
  }
  return { rules, problems };
}

function isTopic(name: string): name is Topic {
  return (topics as readonly string[]).includes(name);
}

function readValue(file: string, within: string): object | string {
  const text = readControl(file, { within, limit: longest });
  if (typeof text !== 'string')
    return text?.tooLarge ? 'it is too long for a rule' : (text?.why ?? 'it cannot be read');
  if (bracketsTooDeep(text) || indentsTooDeep(text)) return 'it is nested too deeply to be read';
  try {
    const value: unknown = parse(text, { maxAliasCount: 20 });
    return typeof value === 'object' && value !== null ? value : 'it holds no rule';
  } catch (error) {
    return `it cannot be read: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown error'}`;
  }
}

function problemOf(error: { readonly instancePath: string; readonly keyword: string; readonly message?: string; readonly params: object }): string {
  const where = error.instancePath.slice(1).replaceAll('/', '.') || 'the rule';
  if (error.keyword === 'oneOf') return 'it needs either require or forbid';
  if (error.keyword === 'contains') return 'it needs an example that is flagged (bad) and one that is not (good)';
  if (error.keyword === 'additionalProperties') return `${where} has the unknown key ${(error.params as { additionalProperty: string }).additionalProperty}`;
  if (error.keyword === 'enum') return `${where} is none of ${(error.params as { allowedValues: readonly string[] }).allowedValues.join(', ')}`;
  return `${where} ${error.message}`;
} // biome-ignore format: one line each

function listing(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.(ya?ml|json)$/.test(file) && !file.startsWith('bases/'))
      .sort();
  } catch {
    return [];
  }
}
