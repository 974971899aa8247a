import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { ConnectionRow } from '../program/catalogue.js';
import { firstOf } from '../program/first-of.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { Broadcaster } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { heldIn } from './held.js';
import type { State, Use } from './memo.js';
import { connectionOf, recordsOf } from './records.js';
import { statesOf } from './states.js';
import { membersBy } from './uses.js';

/**
 * Tables of open connections that live as long as the process, and a function that sends to those in them: its messages reach the clients of
 * this process. Not where the function that sends, or one that calls it, hears the messages of the other servers.
 */
export function connectionsAsked(asked: Asked): AppParts {
  const found = [...statesOf(asked).flatMap((state) => broadcasterOf(state, asked)), ...openOf(asked)];
  const byHolder = new Map(found.map((one) => [one.label, one]));
  return { broadcasters: [...byHolder.values()] };
}

function broadcasterOf(state: State, asked: Asked): readonly Broadcaster[] {
  const { program } = asked;
  if (state.shape !== 'table') return [];
  const put = firstOf(state.uses, (use) => {
    const row = use.how === 'put' ? connectionIn(use, program) : undefined;
    return row && { use, row };
  });
  const way = put && program.reach.wayTo(put.use.func, ['request', 'socket', 'unknown']);
  if (!put || !way) return [];
  const sent = firstOf(state.uses, (use) =>
    use.how === 'take'
      ? undefined
      : (sendingIn(use, put.row, program) ??
        firstOf(handedOn(use, program), (given) => sendingIn(given, put.row, program))),
  );
  if (!sent || hearsOthers(sent.func, program)) return [];
  return [
    broadcasterBy(put.row, asked, {
      label: `messages to the connections in '${state.name}'`,
      way,
      path: state.at.func.module.path,
      because: [
        ...stepsOf(way).slice(0, 2),
        { at: placeOfExpr(put.use.expr, put.use.func), says: `keeps the open connection in '${state.name}'` },
        { at: placeOfExpr(sent.expr, sent.func), says: 'sends to the clients of this process' },
      ],
    }),
  ];
}

/** What a library says are all that are open in the process, and a function that sends to them. */
function openOf(asked: Asked): readonly Broadcaster[] {
  const { library, linker, reach } = asked.program;
  const members = membersBy(asked.program);
  const rowOf = (expr: Expr, func: Func) =>
    expr.is === 'member' && library.openNames.has(expr.name)
      ? firstOf(linker.evaluate(expr, func), (one) =>
          one.is === 'external' ? library.openConnections.find(one.name)[0]?.value : undefined,
        )
      : undefined;
  const funcs = new Set([...library.openNames].flatMap((name) => members.get(name) ?? []));
  return [...funcs].flatMap((func): readonly Broadcaster[] => {
    if (!asked.runs(func.module.path)) return [];
    return valuesIn(func).flatMap((expr): readonly Broadcaster[] => {
      const row = rowOf(expr, func);
      const sent = row && sendingIn({ func, how: 'read', expr }, row, asked.program);
      const way = sent && reach.wayTo(func, ['request', 'socket', 'task', 'boot', 'unknown']);
      if (!row || !way || hearsOthers(func, asked.program)) return [];
      return [
        broadcasterBy(row, asked, {
          label: `messages to all clients of ${row.on.split(/[.(]/)[0]}`,
          way,
          path: func.module.path,
          because: [...stepsOf(way), { at: placeOfExpr(expr, func), says: 'sends to the clients of this process' }],
        }),
      ];
    });
  });
}

interface Sent {
  readonly label: string;
  readonly way: Way;
  /** The file of what holds the connections. */
  readonly path: string;
  readonly because: readonly Evidence[];
}

export function broadcasterBy(row: ConnectionRow, asked: Asked, { label, way, path, because }: Sent): Broadcaster {
  return {
    label,
    technology: asked.technologyOf(path),
    backend: known({ technology: 'memory', reach: 'process' }, because),
    uses: [],
    sockets: row.sockets ?? true,
    confidence: proofOf(way, false),
  };
}

/** What a table is given is an open connection, or a record with one. */
export function connectionIn(
  { value, func }: Pick<Use, 'value' | 'func'>,
  program: Program,
): ConnectionRow | undefined {
  const exprs = value?.is === 'map' ? value.entries.map((entry) => entry.value) : value ? [value] : [];
  return firstOf(exprs, (expr) => connectionOf(expr, func, program, recordsOf(program)));
}

/** Where a function that gives back what it found in the table is called: `for (const one of connectionsOf(room)) one.send(text)`. */
function handedOn(use: Use, { graph }: Program): readonly Use[] {
  const { func } = use;
  const { isIn, names } = heldIn(func, (expr) => expr === use.expr);
  // `found.append(one)`
  for (const one of valuesIn(func))
    if (
      one.is === 'call' &&
      one.callee.is === 'member' &&
      one.callee.of.is === 'name' &&
      /^(append|push|add)$/.test(one.callee.name) &&
      one.args.some(({ value }) => isIn(value))
    )
      names.add(one.callee.of.name);
  if (!func.fn.events.some((event) => event.is === 'return' && event.value && isIn(event.value))) return [];
  return graph
    .callersOf(func)
    .flatMap(({ func: caller, call, targets }) =>
      targets.includes(func) ? [{ func: caller, how: 'read', expr: call }] : [],
    );
}

/** A call by which a function sends to an item of the table: one of a loop over it, of a function that is handed to its items, or under a key. */
function sendingIn(
  use: Use,
  row: ConnectionRow,
  program: Program,
): { readonly expr: Expr; readonly func: Func } | undefined {
  const funcs = [use.func, ...program.funcsIn(use.func.module.path).filter(({ outer }) => outer === use.func)];
  const { names, isIn } = heldIn(use.func, (expr) => expr === use.expr);
  const isHandedOn = valuesIn(use.func).some(
    (one) =>
      one.is === 'call' &&
      one.callee.is === 'member' &&
      isIn(one.callee.of) &&
      one.args.some(({ value }) => value.is === 'function'),
  );
  if (isHandedOn) for (const func of funcs.slice(1)) for (const { name } of func.fn.params) names.add(name);
  const isSending = (one: Expr) =>
    one.is === 'call'
      ? one.callee.is === 'member' && row.sends.includes(one.callee.name) && isIn(one.callee.of)
      : one.is === 'operation' && one.left !== undefined && row.sends.includes(one.sign) && isIn(one.left);
  return firstOf(funcs, (func) => {
    const expr = valuesIn(func).find(isSending);
    return expr && { expr, func };
  });
}

/** What a function computes, each value with all that stands in it. */
function valuesIn({ fn }: Func): readonly Expr[] {
  return fn.events.flatMap(({ value }) => (value ? [...within(value)] : []));
}

const hearing = /^(p?subscribe|pSubscribe|sSubscribe|consume|get_message)$/;

/** Waits for what a broker sends: `pubsub.listen()`, `sql.listen('rooms', ...)`; a server that listens is given its port. */
function isHearing({ callee, args }: Call): boolean {
  if (callee.is !== 'member') return false;
  if (hearing.test(callee.name)) return true;
  const [first] = args;
  return (
    callee.name === 'listen' &&
    (!first || (first.value.is === 'literal' && /^[a-z]\w*$/i.test(String(first.value.value))))
  );
}

/** Callers of callers that are looked at. */
const farthest = 6;

/** Whether a function is run by what comes from the other servers: as a job, or by a loop that listens to a broker. */
export function hearsOthers(func: Func, { graph, reach }: Program): boolean {
  if (reach.wayTo(func, ['job'])) return true;
  let around: readonly Func[] = [func];
  const seen = new Set(around);
  for (let depth = 0; depth < farthest && around.length > 0; depth++) {
    for (const one of around) for (const { call } of graph.sitesOf(one)) if (isHearing(call)) return true;
    around = around
      .flatMap((one) => [...graph.callersOf(one).map((site) => site.func), ...(one.outer ? [one.outer] : [])])
      .filter((one) => !seen.has(one) && seen.add(one));
  }
  return false;
}
