import type { Expr } from '../code/model.js';
import type { ConnectionRow } from '../program/catalogue.js';
import { firstOf } from '../program/first-of.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func, Klass, Value } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import type { Broadcaster } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, stepsOf } from './asked.js';
import { broadcasterBy, hearsOthers } from './connections.js';
import type { State } from './memo.js';
import { connectionOf, type Wrapping } from './records.js';
import { statesOf } from './states.js';

/**
 * Rooms: a table of objects that live as long as the process, each of which gathers open connections. Those who are in one room on two servers
 * are in two rooms, and what the object holds beside them is changed by each server for itself.
 */
export function roomsAsked(asked: Asked): AppParts {
  const gathered = gatheringsOf(asked.program);
  if (gathered.size === 0) return {};
  return { broadcasters: statesOf(asked).flatMap((state) => roomsIn(state, gathered, asked)) };
}

/** Where a connection is put into something that an object holds. */
interface Gathering {
  readonly site: Site;
  readonly row: ConnectionRow;
}

function roomsIn(state: State, gathered: ReadonlyMap<unknown, Gathering>, asked: Asked): readonly Broadcaster[] {
  const { linker, graph, reach } = asked.program;
  if (state.shape !== 'table') return [];
  const found = firstOf(state.uses, (use) => {
    const { how, value, key, func } = use;
    if (how !== 'put' || !value || !key || key.is === 'literal') return undefined;
    const values = linker.evaluate(value, func).flatMap(graph.concrete);
    const gathering = firstOf(values, (one) => gathered.get(keyOf(one)));
    return gathering && { use, gathering };
  });
  const way = found && reach.wayTo(found.gathering.site, ['socket', 'request', 'unknown']);
  if (!found || !way || !asked.runs(found.use.func.module.path)) return [];
  const { use, gathering } = found;
  if (hearsOthers(gathering.site.func, asked.program) || hearsOthers(use.func, asked.program)) return [];
  return [
    broadcasterBy(gathering.row, asked, {
      label: `messages to those in one of '${state.name}'`,
      way,
      path: state.at.func.module.path,
      because: [
        ...stepsOf(way).slice(0, 2),
        {
          at: placeOfExpr(gathering.site.call, gathering.site.func),
          says: 'gathers the open connections of this process',
        },
        { at: placeOfExpr(use.expr, use.func), says: `is kept in '${state.name}' for those who come later` },
        { at: placeOfExpr(state.at.expr, state.at.func), says: 'is a table in the memory of the process' },
      ],
    }),
  ];
}

/** Objects of a class are one kind; an object that is written out is known by where it is written. */
function keyOf(value: Value): Klass | Expr | undefined {
  if (value.is === 'instance') return value.klass;
  return value.is === 'structure' && value.expr.is === 'map' ? value.expr : undefined;
}

const puts = /^(add|push|set|append|unshift)$/;

/** The classes and written-out objects whose own tables and lists are given open connections. */
function gatheringsOf(program: Program): ReadonlyMap<unknown, Gathering> {
  const { graph, linker } = program;
  const found = new Map<unknown, Gathering>();
  const wrapping = wrappersOf(program);
  for (const site of graph.sites) {
    const { callee, args } = site.call;
    if (callee.is !== 'member' || callee.of.is !== 'member' || !puts.test(callee.name)) continue;
    const row = firstOf(args, ({ value }) => connectionOf(value, site.func, program, wrapping));
    if (!row) continue;
    for (const holder of linker.evaluate(callee.of.of, site.func).flatMap(graph.concrete)) {
      const key = keyOf(holder);
      if (key && !found.has(key)) found.set(key, { site, row });
    }
  }
  return found;
}

/** `new Player(socket)`, or what a function makes that is given a connection: `new Player(new Transport())`. */
function wrappersOf(program: Program): Wrapping {
  const found = new Map<Klass, ConnectionRow>();
  const none = new Map<Klass, ConnectionRow>();
  const given = new Map<Func, ConnectionRow | undefined>();
  const givenTo = (func: Func) => {
    if (!given.has(func)) {
      const { params } = func.fn;
      given.set(
        func,
        firstOf(params, ({ name, at }) => connectionOf({ is: 'name', name, ...at }, func, program, none)),
      );
    }
    return given.get(func);
  };
  for (const { call, callees, func } of program.graph.sites) {
    for (const value of callees) {
      if (value.is !== 'class' || found.has(value.klass)) continue;
      const row = firstOf(call.args, (arg) => connectionOf(arg.value, func, program, none)) ?? givenTo(func);
      if (row) found.set(value.klass, row);
    }
  }
  return found;
}
