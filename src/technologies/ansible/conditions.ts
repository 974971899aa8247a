import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { append, grouped } from '../../grouped.js';
import { sourceFile } from './given.js';
import { holds } from './jinja.js';
import { programOf, type TaskRun } from './plays.js';
import { moduleOf, optionText } from './tasks.js';

interface Open {
  /** Conditions of the branches before this one: none of them holds in it. */
  readonly before: readonly string[];
  readonly condition: string;
  readonly start: number;
}

/** Branches of the conditions of a template, each with what has to hold for it to be printed. */
export function* branchesIn(text: string, file: string): Iterable<Fact> {
  const open: (Open | undefined)[] = [];
  const branch = ({ before, condition, start }: Open, end: number): Fact => ({
    kind: 'use',
    technology: 'ansible',
    what: 'branch',
    name: [...before.map((one) => `not (${one})`), ...(condition === '' ? [] : [`(${condition})`])].join(' and '),
    at: { file, start, end },
  });
  for (const { 1: word = '', 2: rest = '', index, 0: tag } of text.matchAll(/\{%[-+]?\s*(if|elif|else|endif|for|endfor)\b([^%]{0,500})%\}/g)) {
    const condition = rest.trim().replace(/[-+]$/, '').trim();
    const start = index + tag.length;
    if (word === 'if') open.push({ before: [], condition, start });
    // `else` of a loop is no branch of the condition around it
    else if (word === 'for') open.push(undefined);
    else if (word === 'endfor') open.pop();
    else {
      const last = open.pop();
      if (last) yield branch(last, index);
      if (word === 'endif') continue;
      const isLong = (last?.before.length ?? 0) >= mostBranches;
      open.push(last && !isLong ? { before: [...last.before, last.condition], condition: word === 'elif' ? condition : '', start } : undefined);
    }
    if (open.length > deepest) return;
  }
} // biome-ignore format: one table

const deepest = 50;
const mostBranches = 20;

/** Parts of templates that no play prints: what a condition leaves out wherever the file is put. */
export function leftOut(facts: Facts): (at: Span) => boolean {
  const branches = facts.of('use').filter(({ technology, what }) => technology === 'ansible' && what === 'branch');
  if (branches.length === 0) return () => false;
  const known = new Set(branches.map(({ at }) => at.file));
  const puts = new Map<string, TaskRun[]>();
  for (const run of programOf(facts).runs) {
    const module = moduleOf(run.body);
    const file = module?.name === 'template' ? sourceFile(run, optionText(run, module, 'src') ?? '', known) : undefined;
    if (file) append(puts, file, run);
  }
  const closed = branches.filter(({ name = '', at }) => {
    const runs = puts.get(at.file) ?? [];
    return runs.length > 0 && runs.every(({ scope }) => holds(name, { at, scope, depth: 0 }).holds === false);
  });
  const ranges = grouped(closed.toSorted((a, b) => a.at.start - b.at.start), ({ at }) => [at.file]);
  const outer = new Map([...ranges].map(([file, own]) => [file, outermost(own.map(({ at }) => at))]));
  return ({ file, start, end }) => {
    const around = lastBefore(outer.get(file) ?? [], start);
    return around !== undefined && end <= around.end;
  };
} // biome-ignore format: one list

/** Those of sorted places that stand in no other one. */
function outermost(places: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const place of places) if (place.start >= (kept.at(-1)?.end ?? 0)) kept.push(place);
  return kept;
}

function lastBefore(places: readonly Span[], start: number): Span | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}
