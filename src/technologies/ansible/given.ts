import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { folderOf } from '../docker/paths.js';
import { entries, within } from '../yaml/values.js';
import { resolved } from './files.js';
import { computed, printed, templateText, type Value, valueIn } from './jinja.js';
import { type Program, runText, type TaskRun } from './plays.js';
import { moduleOf, optionText } from './tasks.js';

/** A variable that a play writes into an env file of the app, on each of its hosts. */
export interface Given {
  readonly name: string;
  /** What it comes to, with the place that decided it. */
  readonly value: Value;
  /** As the template has it. */
  readonly written: string;
  readonly at: Span;
  readonly run: TaskRun;
}

/** Variables of all env files that plays make from templates, or write line by line. */
export function givenBy(program: Program, facts: Facts): readonly Given[] {
  const byFile = new Map<string, Fact<'env-entry'>[]>();
  for (const entry of facts.of('env-entry')) byFile.set(entry.at.file, [...(byFile.get(entry.at.file) ?? []), entry]);
  const prints = facts.of('use').filter(({ technology, what }) => technology === 'ansible' && what === 'prints');
  const known = new Set([...byFile.keys(), ...prints.map(({ at }) => at.file)]);
  return program.runs.flatMap((run): readonly Given[] => {
    const module = moduleOf(run.body);
    if (module?.name === 'template') {
      const file = sourceFile(run, optionText(run, module, 'src') ?? '', known);
      if (!file) return [];
      return [
        ...(byFile.get(file) ?? []).map(({ name, value, at }): Given => ({ name, written: value, at, run, value: printed(value, { at, scope: run.scope, depth: 0 }) })),
        ...prints.filter(({ at }) => at.file === file).flatMap((fact) => printedMap(fact, run)),
      ]; // biome-ignore format: two lists
    }
    return module && /^(lineinfile|blockinfile|copy)$/.test(module.name) ? writtenLines(run, module.value) : [];
  });
}

/** Where the source of a template or copy lies: in the role, beside the playbook. */
export function sourceFile(run: TaskRun, src: string, known: ReadonlySet<string>): string | undefined {
  const { folder } = run;
  const play = folderOf(run.play.file);
  const places = [...(folder ? [`${folder}/templates`, `${folder}/files`, folder, `${folder}/tasks`] : []), `${play === '.' ? '' : `${play}/`}templates`, play, '.']; // biome-ignore format: one list
  return places.map((place) => resolved(place, src)).find((path) => known.has(path));
}

/** `{{ site_env | to_env }}`: filters of the repository's own are taken to print the map that they are given. */
function printedMap({ name = '', at }: Fact<'use'>, run: TaskRun): readonly Given[] {
  let code = name.replace(/^\s*\{\{-?|-?\}\}\s*$/g, '');
  for (let cut = 0; cut < 3; cut++) {
    const value = computed(code, { at, scope: run.scope, depth: 0 });
    if (value?.is === 'map')
      return value.entries.map(({ key, value: own }) => ({ name: key.toUpperCase(), value: valueIn(own, run.scope), written: name, at: own.at, run })); // biome-ignore format: one record
    const shorter = code.replace(/\|[^|]*$/, '');
    if (shorter === code) return [];
    code = shorter;
  }
  return [];
}

/** Lines that a task puts into an env file. */
function writtenLines(run: TaskRun, module: Expr): readonly Given[] {
  const path = runText(run, within(module, 'path') ?? within(module, 'dest') ?? within(module, 'name'));
  if (!/(^|\/)(\.env[^/]*|[^/]*\.env|environment)$|^\/etc\/default\//.test(path)) return [];
  const own = entries(module).find(({ key }) => /^(line|block|content)$/.test(key))?.value;
  const text = templateText(own);
  if (!own || text === undefined) return [];
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', written = '']) => ({
    name,
    written,
    at: own.at,
    run,
    value: printed(written.replace(/^(["'])(.*)\1$/, '$2'), { at: own.at, scope: run.scope, depth: 0 }),
  }));
}
