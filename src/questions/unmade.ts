import { within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Graph, Site } from '../program/graph.js';
import type { Klass } from '../program/values.js';
import { type Evidence, said } from '../resolve/evidence.js';
import { type Asked, placeOfExpr } from './asked.js';
import { type Wanted, wantedBy } from './asked-setting.js';
import { type Condition, decisionsAround } from './decisions.js';

/**
 * A class that stands in for another one where a variable says so (a store in memory, a disk), and as things are set it does not: wherever an object of
 * it is made, that is on a way which is not taken.
 */
export function isNeverMade(klass: Klass, asked: Asked): boolean {
  const made = constructionsOf(klass, asked);
  return made.length > 0 && made.every((one) => decisionsOn(one, asked).some(({ holds }) => holds === false));
}

/** What makes objects of a class, and not of another one in its place: a variable, as it is set or where it is not. */
export interface Choice {
  readonly wanted: Wanted;
  /** The file that chooses. */
  readonly file: string;
  readonly because: readonly Evidence[];
}

/** The choice by which an object of a class is made, as things are set. */
export function choiceOf(klass: Klass, asked: Asked): Choice | undefined {
  for (const one of constructionsOf(klass, asked)) {
    const decisions = decisionsOn(one, asked);
    const [first] = decisions;
    if (first?.wanted && first.because && decisions.every(({ holds }) => holds))
      return { wanted: first.wanted, because: first.because, file: one.func.module.path };
  }
  return undefined;
}

/** Calls that make an object of a class, whatever it is called there. */
const constructionsIn = onceFor((graph: Graph): ReadonlyMap<Klass, readonly Site[]> => {
  const found = new Map<Klass, Site[]>();
  for (const site of graph.sites)
    for (const callee of site.callees) if (callee.is === 'class') append(found, callee.klass, site);
  return found;
});

const constructors = ['constructor', '__init__', '__construct', 'initialize'];

function constructionsOf(klass: Klass, { program }: Asked): readonly Site[] {
  const { linker, graph, classes } = program;
  const named = constructionsIn(graph).get(klass) ?? [];
  if (named.length > 0) return named;
  return constructors.flatMap((name) => {
    const func = classes.methodOf(klass, name, linker.evaluate)?.func;
    return func && func.owner === klass ? graph.callsTo(func) : [];
  });
}

interface Decided {
  /** Whether the way is taken as things are set; undefined where nobody can tell. */
  readonly holds?: boolean;
  readonly wanted?: Wanted;
  readonly because?: readonly Evidence[];
}

/** The decisions on the way to a call. */
function decisionsOn({ call, func }: Site, asked: Asked): readonly Decided[] {
  const event = func.fn.events.find(({ value }) => value !== undefined && [...within(value)].includes(call));
  if (!event?.value) return [];
  const { guard, value: whole } = event;
  const decisions = decisionsAround({ expr: call, func, whole, ...(guard === undefined ? {} : { guard }) });
  return decisions.map(({ own }) => (own ? decidedBy(own, asked) : {}));
}

function decidedBy(condition: Condition, asked: Asked): Decided {
  const wanted = wantedBy(condition, asked.program);
  if (wanted?.setting.is !== 'variable') return {};
  const { setting, usual } = wanted;
  const set = asked.variable(setting.name);
  if (!set && !usual) return {};
  const value = set ? set.value : usual?.text;
  const holds = isWanted(value, wanted) === wanted.holds;
  const because = set ? set.because : usual && [said(placeOfExpr(usual.at.expr, usual.at.func), `'${usual.text}' where ${setting.name} is not set`)]; // biome-ignore format: one choice
  return { holds, wanted, ...(because ? { because } : {}) };
}

/** What is asked for as such is there where it is not empty. */
function isWanted(value: string | undefined, { value: asked, begins }: Wanted): boolean {
  if (asked === undefined) return value !== undefined && value !== '';
  return begins ? value?.startsWith(asked) === true : value === asked;
}
