import type { DefinedError } from 'ajv';
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { patternProblem } from '../discover/patterns.js';
import { isDay, unknownRule } from '../judge/suppress.js';
import { bracketsTooDeep } from '../parse/depth.js';
import { lineIndex, placeAt } from '../read/source.js';
import type { LoadedRule } from '../rule/load.js';
import { nearest } from '../rule/nearest.js';
import { topics } from '../rule/rule.js';
import type { Config } from './config.js';
import validate from './config.validate.js';

/** A configuration, or what is wrong with it: one sentence each, with its line. */
export type Checked = { readonly config: Config } | { readonly problems: readonly string[] };

interface File {
  readonly name: string;
  readonly text: string;
  /** The keys that lead to the configuration: none, or `ha-ready` in a package.json. */
  readonly within: readonly string[];
}

/** Reads a configuration and refuses what it does not know: keys, values, rules. */
export function checkConfig(file: File, rules: readonly LoadedRule[]): Checked {
  if (bracketsTooDeep(file.text)) return { problems: [`${file.name} is nested too deeply to be read`] };
  const errors: ParseError[] = [];
  const tree = parseTree(file.text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first || !tree) return { problems: [`${placeOf(file, first?.offset ?? 0)} ${syntaxError(first)}`] };
  const root = findNodeAtLocation(tree, [...file.within]);
  if (!root) return { problems: [`${file.name} has no key ${file.within.join('.')}`] };
  const value: unknown = getNodeValue(root);
  const problems = schemaProblems(value, root, file);
  if (problems.length > 0) return { problems };
  const config = value as Config;
  const unknown = [
    ...ruleProblems(config, root, { file, rules }),
    ...dayProblems(config, root, file),
    ...patternProblems(config, root, file),
  ];
  return unknown.length > 0 ? { problems: unknown } : { config };
}

/** Whether a package.json has a configuration in it. */
export function holdsConfig(text: string): boolean {
  if (!text.includes('"ha-ready"') || bracketsTooDeep(text)) return false;
  const tree = parseTree(text);
  return tree !== undefined && findNodeAtLocation(tree, ['ha-ready']) !== undefined;
}

function syntaxError(error: ParseError | undefined): string {
  if (!error) return 'the file is empty';
  const words = printParseErrorCode(error.error).replace(/([A-Z])/g, ' $1').toLowerCase().trim(); // biome-ignore format: one line
  return `the file is not valid JSON: ${words}`;
}

function schemaProblems(value: unknown, root: Node, file: File): readonly string[] {
  if (validate(value)) return [];
  const problems = (validate.errors as DefinedError[]).filter(({ keyword }) => keyword !== 'anyOf').map((error) => schemaProblem(error, root, file)); // biome-ignore format: one line
  return [...new Set(problems)];
}

function schemaProblem(error: DefinedError, root: Node, file: File): string {
  const keys = error.instancePath.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')); // biome-ignore format: one line
  const name = keys.join('.') || 'the configuration';
  if (error.keyword === 'additionalProperties') {
    const key = error.params.additionalProperty;
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    const close = nearest(key, known);
    return `${placeOf(file, keyOffset(root, keys, key))} there is no key ${key}${keys.length > 0 ? ` in ${name}` : ''}${close ? `: did you mean ${close}?` : `; keys: ${known.join(', ')}`}`;
  }
  const place = placeOf(file, nodeAt(root, keys)?.offset ?? root.offset);
  if (error.keyword === 'enum') {
    const allowed = error.params.allowedValues.map(String);
    const close = nearest(String(error.data), allowed);
    return `${place} ${name} is none of ${allowed.join(', ')}${close ? `: did you mean ${close}?` : ''}`;
  }
  if (error.keyword === 'required') return `${place} ${name} has no ${error.params.missingProperty}`;
  if (error.keyword === 'pattern' && name.endsWith('until')) return `${place} ${name} is no day such as 2027-06-30`;
  if (error.keyword === 'pattern' && /^(baseline|envFile|deployment)$/.test(name))
    return `${place} ${name} leads out of the repository`;
  if (error.keyword === 'pattern') return `${place} ${name} is empty`;
  return `${place} ${name} ${error.message}`;
}

function ruleProblems(
  config: Config,
  root: Node,
  { file, rules }: { readonly file: File; readonly rules: readonly LoadedRule[] },
): readonly string[] {
  const known = new Set<string>([...topics, ...rules.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])])]);
  const problems: string[] = [];
  const hold = (id: string, offset: number): void => {
    if (!known.has(id)) problems.push(`${placeOf(file, offset)} ${unknownRule(id, rules)}`);
  };
  for (const id of Object.keys(config.rules ?? {})) hold(id, keyOffset(root, ['rules'], id));
  for (const [index, { rules: table }] of (config.overrides ?? []).entries())
    for (const id of Object.keys(table)) hold(id, keyOffset(root, ['overrides', String(index), 'rules'], id));
  for (const [index, { rule }] of (config.ignore ?? []).entries())
    hold(rule, nodeAt(root, ['ignore', String(index), 'rule'])?.offset ?? root.offset);
  return problems;
}

function dayProblems(config: Config, root: Node, file: File): readonly string[] {
  return (config.ignore ?? []).flatMap(({ until }, index) => {
    if (until === undefined || isDay(until)) return [];
    const offset = nodeAt(root, ['ignore', String(index), 'until'])?.offset ?? root.offset;
    return [`${placeOf(file, offset)} ignore.${index}.until is no day of the calendar`];
  });
}

/** Patterns come from the repository, and are matched against every path of it. */
function patternProblems({ include = [], exclude = [], overrides = [], ignore = [] }: Config, root: Node, file: File): readonly string[] {
  const all: (readonly [keys: readonly string[], pattern: string])[] = [
    ...include.map((pattern, index) => [['include', String(index)], pattern] as const),
    ...exclude.map((pattern, index) => [['exclude', String(index)], pattern] as const),
    ...overrides.flatMap(({ files = [] }, index) => files.map((pattern, nth) => [['overrides', String(index), 'files', String(nth)], pattern] as const)),
    ...ignore.flatMap(({ path }, index) => (path === undefined ? [] : [[['ignore', String(index), 'path'], path] as const])),
  ];
  return all.flatMap(([keys, pattern]) => {
    const problem = patternProblem(pattern);
    return problem === undefined ? [] : [`${placeOf(file, nodeAt(root, keys)?.offset ?? root.offset)} ${keys.join('.')} ${problem}`];
  });
} // biome-ignore format: one kind a line

function nodeAt(root: Node, keys: readonly string[]): Node | undefined {
  return findNodeAtLocation(root, keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key))); // biome-ignore format: one line
}

function keyOffset(root: Node, keys: readonly string[], key: string): number {
  const object = nodeAt(root, keys) ?? root;
  return object.children?.find((property) => property.children?.[0]?.value === key)?.offset ?? object.offset;
}

function placeOf({ name, text }: File, offset: number): string {
  const { line, column } = placeAt(lineIndex(text), offset);
  return `${name}:${line}:${column}`;
}
