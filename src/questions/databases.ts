import { guardsAround } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Graph } from '../program/graph.js';
import type { PathOrigin } from '../program/paths.js';
import type { AppParts } from '../resolve/app.js';
import { known, unknown } from '../resolve/evidence.js';
import type { Database } from '../resolve/parts/data.js';
import { type Asked, placeOfExpr, stepsOf } from './asked.js';
import type { Wanted } from './asked-setting.js';
import { repairOf } from './switch-words.js';
import { type Choice, choiceOf as choiceOfClass, isNeverMade } from './unmade.js';

/**
 * A database in a file of one server that the app's code opens, by a client's own class or by an address (`sqlite:///shop.db`). Where other
 * code connects to a server too, or a condition decides whether it is opened, nobody sees here which of them is in force: nothing is said.
 */
export function databasesAsked(asked: Asked): AppParts {
  const opened = asked.program.effects.of('connect').filter(({ row }) => isDatabase.test(row.what ?? ''));
  const found = new Map<string, Database>();
  for (const effect of opened) {
    const origins = originsOf(effect, asked);
    const files = filesIn(effect, origins);
    if (!files) return {};
    const choice = files.flatMap((file) => choiceOf(file, asked) ?? [])[0];
    const isSure = files.length === origins.length || choice !== undefined;
    const database = fileOf(effect, { origins: files, isSure, choice }, asked);
    // where nobody sees which file it is, each module has one of its own
    const file = files.map((one) => nameOf(one) ?? effect.site.func.module.path).join('\0');
    if (database && !found.has(file)) found.set(file, database);
  }
  return { databases: [...found.values()] };
}

/** One file, as far as anybody can tell: what is not written out whole is one where the same code says it. */
function nameOf({ text, said }: PathOrigin): string | undefined {
  if (!text.includes('*')) return text;
  return said && `${said.func.module.path} ${said.expr.start}`;
}

/** What catalogues call it: a file that is given by its path, a server, or what an address says. */
const isDatabase = /^(sqlite|address|database|mongodb)$/;

const serving = ['request', 'socket', 'job', 'task', 'boot'] as const;

function originsOf({ site, row }: Effect, asked: Asked): readonly PathOrigin[] {
  const given = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  const all = given ? asked.program.paths.of(given, site.func) : [];
  // a variable that is set puts what stands in for it aside
  const inForce = all.filter(({ variable, unless }) =>
    variable ? asked.isGiven(variable) : !unless || !asked.isGiven(unless),
  );
  // each of several kinds of database has a class that knows its address
  return inForce.filter(({ said }) => !said?.func.owner || !isNeverMade(said.func.owner, asked));
}

/** The files among what is opened: none for a server, or an address of which nothing is known but that no file stands there for sure. */
function filesIn({ row }: Effect, origins: readonly PathOrigin[]): readonly PathOrigin[] | undefined {
  if (row.what === 'sqlite') return origins;
  const files = row.what === 'address' ? origins.filter(({ text }) => address.test(text)) : [];
  return files.length > 0 ? files : undefined;
}

/** An address of SQLite, and of DuckDB, which lies in a file too (sqlalchemy 2.0, dialects; duckdb_engine 0.17). */
const address = /^(sqlite|duckdb)(\+\w+)?:/;
/** A database that nobody but the process which opens it ever sees. */
export const inMemory =
  /^((sqlite|duckdb)(\+\w+)?:(\/\/)?\/?)?(:memory:)?$|^((sqlite|duckdb)(\+\w+)?:\/{0,3})?file:.*mode=memory/;

/** What is set makes the class that knows its address, and none of the others. */
function choiceOf({ said }: PathOrigin, asked: Asked): Choice | undefined {
  return said?.func.owner && choiceOfClass(said.func.owner, asked);
}

interface Opened {
  readonly origins: readonly PathOrigin[];
  /** No other address may stand in their place. */
  readonly isSure: boolean;
  readonly choice: Choice | undefined;
}

function fileOf({ site, row }: Effect, { origins, isSure, choice }: Opened, asked: Asked): Database | undefined {
  const { program } = asked;
  if (!asked.runs(site.func.module.path) || isChosen(site, program.graph)) return undefined;
  const way = program.reach.wayTo(site, serving);
  const isKept = origins.every(
    ({ root, text }) =>
      !/^(temporary|memory)$/.test(root) && !inMemory.test(text) && !asked.isMountShared(pathIn(text)),
  );
  if (!way || !isKept) return undefined;
  const [origin] = origins;
  const at = placeOfExpr(site.call, site.func);
  const said = origin?.said && origin.root !== 'unknown' ? placeOfExpr(origin.said.expr, origin.said.func) : undefined;
  const because = [
    ...(said && said.file !== at.file ? [{ at: said, says: 'the path begins here' }] : []),
    ...stepsOf(way),
    { at, says: `opens a database in a file of this server${isSure ? '' : ', or another one'}` },
    ...(choice?.because ?? []),
  ];
  const why = 'it is a file or another database, and nothing that is followed chooses';
  return {
    label: 'the database',
    technology: asked.technologyOf(site.func.module.path),
    engine: isSure ? known('sqlite', []) : unknown(why, because),
    backend: isSure ? known({ technology: 'sqlite', reach: 'server' }, because) : unknown(why, because),
    byAddress: row.what === 'address',
    placeholder: false,
    ...(choice ? { repair: repairOf({ ways: [otherWay(choice)], file: choice.file, reads: [] }, 'databases') } : {}),
  };
}

function otherWay({ wanted }: Choice): Wanted {
  return { ...wanted, holds: !wanted.holds };
}

/** `sqlite:////srv/shop.db` lies at /srv/shop.db. */
function pathIn(text: string): string {
  return text.replace(/^\w+(\+\w+)?:\/{0,3}/, '/');
}

/** It is opened where a condition holds, and something else is done where it does not; also where a function that only opens it is called so. */
function isChosen(site: Effect['site'], graph: Graph, left = 2): boolean {
  const { fn } = site.func;
  if ([...guardsAround(fn, site.guard)].some(({ guard }) => /^(if|else|case)$/.test(guard.is))) return true;
  const [event] = fn.events;
  const isPassedOn = fn.events.length === 1 && event?.is === 'return' && event.value === site.call;
  const callers = left > 0 && isPassedOn ? graph.callsTo(site.func) : [];
  return callers.length > 0 && callers.every((one) => isChosen(one, graph, left - 1));
}
