import { posix } from 'node:path';
import { type Expr, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { givenBy, type ImageBuild, imageCommand, outputOf, pulledAs, sameImage } from '../docker/build-command.js';
import { commandsIn } from '../shell/command-line.js';
import { entries, items, within } from '../yaml/values.js';

/** The images that a workflow publishes, by docker/build-push-action or by commands. What only the running workflow knows stays open. */
export function publishedBy(workflow: Expr): readonly Fact<'published-image'>[] {
  return entries(within(workflow, 'jobs')).flatMap(({ value: job }) => publishedIn(workflow, job));
}

interface Job {
  readonly builds: (ImageBuild & { readonly at: Span })[];
  readonly tags: { readonly from: string; readonly to: string }[];
  readonly pushed: string[];
}

function publishedIn(workflow: Expr, job: Expr): readonly Fact<'published-image'>[] {
  return matrixOf(job).flatMap((chosen) => publishedWith(chosen, workflow, job));
}

const mostRuns = 24;

/** What each run of a job is told by `matrix.NAME`: its `include`, else every choice of its lists (GitHub Actions, workflow syntax, jobs.<job_id>.strategy.matrix). */
function matrixOf(job: Expr): readonly ReadonlyMap<string, string>[] {
  const matrix = within(job, 'strategy', 'matrix');
  const lists = entries(matrix).filter(({ key }) => key !== 'include' && key !== 'exclude');
  let runs: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const { key, value } of lists) {
    const all = items(value);
    runs = runs.flatMap((run) => (all.length === 0 ? [run] : all.map((one) => new Map([...run, ...told(key, one)]))));
    if (runs.length > mostRuns) return [new Map()];
  }
  const more = items(within(matrix, 'include')).map((one) => told('', one));
  // one that says more of a choice is told with it, one beside them is a run of its own
  const isOf = (run: ReadonlyMap<string, string>, one: ReadonlyMap<string, string>) => lists.length > 0 && [...run].every(([name, value]) => (one.get(name) ?? value) === value);
  const joined = runs.map((run) => new Map([...run, ...more.filter((one) => isOf(run, one)).flatMap((one) => [...one])]));
  const own = more.filter((one) => !runs.some((run) => isOf(run, one)));
  return lists.length === 0 && own.length > 0 ? own : [...joined, ...own];
} // biome-ignore format: conditions

/** `matrix.image.name` of a choice that is a map, `matrix.image` of one that is a text. */
function told(key: string, value: Expr): ReadonlyMap<string, string> {
  const at = key === '' ? 'matrix' : `matrix.${key}`;
  if (value.is !== 'map') return new Map([[key === '' ? '' : at, textOf(value)]]);
  return new Map(value.entries.map((entry) => [`${at}.${entry.key}`, textOf(entry.value)]));
}

function publishedWith(
  chosen: ReadonlyMap<string, string>,
  workflow: Expr,
  job: Expr,
): readonly Fact<'published-image'>[] {
  const told: Job = { builds: [], tags: [], pushed: [] };
  const outputs = new Map<string, string>(chosen);
  for (const step of items(within(job, 'steps'))) {
    const around = [workflow, job, step];
    const variables = new Map([...variablesOf(around), ...outputs]);
    const names = namedByAction(step, variables);
    if (names) outputs.set(...names);
    const build = builtByAction(step, variables);
    if (build) told.builds.push(build);
    const run = within(step, 'run');
    if (run) runBy(run, { variables, folder: folderOf(around, variables), told });
  }
  return told.builds.flatMap((build) => factsOf(build, told));
}

function factsOf({ file, target, given: built, names: given, pushes, at }: Job['builds'][number], job: Job): readonly Fact<'published-image'>[] {
  if (file.includes('?') || target?.includes('?')) return [];
  const names = new Set(given);
  for (const { from, to } of job.tags) if ([...names].some((name) => sameImage(name, from))) names.add(to);
  const published = [...names].filter((name) => (pushes && given.includes(name)) || job.pushed.some((one) => sameImage(one, name)));
  const shown = (pushes && given.length === 0 ? [''] : published).map((name) => ({ reference: pulledAs(name), shortName: shortNameIn(name) }));
  const distinct = new Map(shown.map((one) => [`${one.reference ?? ''} ${one.shortName ?? ''}`, one]));
  return [...distinct.values()].map(({ reference, shortName }) => ({
    kind: 'published-image' as const,
    ...(reference === undefined ? {} : { reference }),
    ...(shortName === undefined ? {} : { shortName }),
    file: posix.normalize(file),
    ...(target === undefined ? {} : { target }),
    ...(built === undefined ? {} : { given: built }),
    at,
  }));
} // biome-ignore format: one list

/** `shop` of `?/shop:?`. */
function shortNameIn(name: string): string | undefined {
  return /\/([\w.-]+)(?::[^:/]*)?$/.exec(name.trim().toLowerCase())?.[1];
}

/**
 * docker/build-push-action, v3 to v6, README: `file` is a path of the repository and falls back to `{context}/Dockerfile`; `tags` is a list by lines or
 * commas; nothing is pushed but by `push` or `outputs`.
 */
function builtByAction(step: Expr, variables: ReadonlyMap<string, string>): Job['builds'][number] | undefined {
  if (!/^docker\/build-push-action@/.test(textOf(within(step, 'uses')))) return undefined;
  const given = (key: string) => evaluated(textOf(within(step, 'with', key)), variables);
  const target = given('target');
  const outputs = given('outputs').split('\n').map((one) => outputOf(one.trim()));
  const tags = given('tags').split(/[\n,]/).map((one) => one.trim()).filter((one) => one !== '');
  return {
    file: given('file') || posix.join(given('context') || '.', 'Dockerfile'),
    ...(target === '' ? {} : { target }),
    ...givenBy(given('build-args').split('\n')),
    names: [...(tags.length > 0 && tags.every((one) => one === '?') ? namesIn(variables) : tags), ...outputs.flatMap(({ names }) => names)],
    pushes: !/^(false)?$/.test(given('push')) || outputs.some(({ pushes }) => pushes),
    at: (within(step, 'with', 'tags') ?? step).at,
  };
} // biome-ignore format: lists by lines

/** Where a step before works the tags out: the images that are named where the run of the job is chosen. */
function namesIn(variables: ReadonlyMap<string, string>): readonly string[] {
  const chosen = [...variables].flatMap(([name, value]) => (name.startsWith('matrix.') ? [value] : []));
  const names = chosen.flatMap((value) => evaluated(value, variables).split(/[\s,]+/)).filter((one) => /^[\w.-]+(:\d+)?(\/[\w.-]+)+:[\w.?-]+$/.test(one));
  return names.length > 0 ? names : ['?'];
} // biome-ignore format: lists

/**
 * docker/metadata-action, v3 to v5, README: every image of the list under every tag, as the output `tags` of the step. A tag of the type `raw` is its value,
 * all others are made while the workflow runs; `flavor` puts words around them.
 */
function namedByAction(step: Expr, variables: ReadonlyMap<string, string>): readonly [output: string, names: string] | undefined {
  const id = textOf(within(step, 'id'));
  if (id === '' || !/^docker\/metadata-action@/.test(textOf(within(step, 'uses')))) return undefined;
  const lines = (key: string) => evaluated(textOf(within(step, 'with', key)), variables).split('\n').map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('#'));
  const images = lines('images').flatMap((line) => {
    const fields = line.split(',');
    if (fields.some((field) => /^enable=false$/.test(field))) return [];
    return fields.some((field) => /^(name|enable)=/.test(field)) ? fields.flatMap((field) => /^name=(.+)/.exec(field)?.[1] ?? []) : fields;
  });
  const isPlain = lines('flavor').every((line) => /^latest=/.test(line));
  const tags = lines('tags').map((line) => {
    const raw = /^(?:type=raw,(?:.{0,200},)?value=)?([\w.-]+)(?=,|$)/.exec(line)?.[1];
    return raw !== undefined && isPlain && !/(^|,)(enable|prefix|suffix)=/.test(line) ? raw : '?';
  });
  const names = images.flatMap((image) => [...new Set([...tags, '?'])].map((tag) => `${image.trim()}:${tag}`));
  return [`steps.${id}.outputs.tags`, names.join('\n')];
} // biome-ignore format: lists by lines

/** What the commands of a step do with images; they may set variables and go to other folders. */
function runBy(
  run: Expr,
  given: { readonly variables: ReadonlyMap<string, string>; readonly folder: string; readonly told: Job },
): void {
  const variables = new Map(given.variables);
  let { folder } = given;
  const text = evaluated(textOf(run), variables).replaceAll(/\\\r?\n/g, ' ');
  for (const { words: written, conditions } of commandsIn(text, run.at)) {
    const words = written.map(({ value }) => substituted(value, variables));
    for (const word of words) {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(word) ?? [];
      if (name === undefined || value === undefined) break;
      variables.set(name, conditions.length > 0 ? '?' : value);
    }
    if (words[0] === 'cd') folder = posix.join(folder, words[1] ?? '?');
    const command = imageCommand(words);
    if (command?.does === 'tag') given.told.tags.push(command);
    if (command?.does === 'push') given.told.pushed.push(command.name);
    if (command?.does === 'build')
      given.told.builds.push({ ...command.build, file: posix.join(folder, command.build.file), at: run.at });
  }
}

/** What `env` sets for a step, the nearest last; `?` where a value is not known. */
function variablesOf(around: readonly Expr[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const one of around)
    for (const { key, value } of entries(within(one, 'env'))) known.set(key, evaluated(textOf(value), known));
  return known;
}

/** Where the commands of a step run, from the root of the repository. */
function folderOf(around: readonly Expr[], variables: ReadonlyMap<string, string>): string {
  const set = around.flatMap((one) => within(one, 'working-directory') ?? within(one, 'defaults', 'run', 'working-directory') ?? []); // biome-ignore format: one list
  return evaluated(textOf(set.at(-1)), variables) || '.';
}

/** The text of a value; one with expressions as it is written, without what tells that it is a block. */
function textOf(expr: Expr | undefined): string {
  if (expr?.is !== 'opaque') return literalText(expr) ?? '';
  return expr.source.replace(/^[|>][-+\d]{0,3}[ \t]*\r?\n/, '').replace(/^(["'])(.*)\1$/s, '$2');
}

/** A text with the values of `${{ env.NAME }}` and of the outputs that are known, and `?` for every other expression. */
function evaluated(text: string, variables: ReadonlyMap<string, string>): string {
  return text
    .split('${{')
    .map((piece, index) => {
      const end = piece.indexOf('}}');
      if (index === 0 || end < 0) return piece;
      const [, own, output] =
        /^\s*(?:env\.(\w+)|(steps\.[\w-]+\.outputs\.\w+|matrix(?:\.[\w-]+)+))\s*$/.exec(piece.slice(0, end)) ?? [];
      const name = own ?? output;
      return `${(name && variables.get(name)) || '?'}${piece.slice(end + 2)}`;
    })
    .join('');
}

/** A word of a command with the values of its variables, and `?` for what the shell alone knows. */
function substituted(word: string, variables: ReadonlyMap<string, string>): string {
  return word
    .replace(/\$\([^)]{0,1000}\)|`[^`]{0,1000}`|\$\{\w+[^\w}][^}]{0,1000}\}/g, '?')
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, bare) => variables.get(braced ?? bare) ?? '?');
}
