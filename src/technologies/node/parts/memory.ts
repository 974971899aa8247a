import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { LostUpdate } from '../../../resolve/parts/lost-update.js';
import type { MemoryState } from '../../../resolve/parts/store.js';
import { isFalse, type JsApp } from '../resolve-js.js';
import { bridgeOf } from './realtime.js';

/** Names of things that belong to a user, a connection or a piece of work, so that another server needs them too. */
const shared =
  /session|token|otp|realtime|collab|nonce|socket|client|online|presence|room|lobby|game|lock|counter|count|attempt|limit|quota|queue|pending|job|task|cart|basket|challenge|verif|subscri|connection|player|user|member|visitor|poll|vote|progress|upload|monitor|running|active|blocked|banned|throttle|idempot|captcha|inflight|order|todo|item|message|chat|image/i;
/** Names of things that every server builds alike, or that concern this process alone. */
const own =
  /cache|memo|limiters|registr|schema|handler|listener|middleware|route|plugin|module|template|compiled|loader|type|model|provider|driver|strateg|translation|locale|language|config|option|setting|validator|formatter|instance|singleton|promise|timer|interval|timeout|hook|command|migration|metric|pool|initiali|ready|loaded|transport|logger|adapter|service|emitter|callback|namespace|constant|meta|script|helper|prisma|mongo|redis|knex|knownH|mime/i;

/** What is kept in memory between requests although the other server would need it. */
export function memoryParts(js: JsApp): AppParts {
  const states = js.app.facts.of('js-state').filter((state) => js.loaded(state.at.file));
  return {
    memoryStates: [...states.flatMap((state) => memoryState(js, state)), ...buses(js)],
    lostUpdates: lostUpdates(js),
  };
}

function lostUpdates(js: JsApp): readonly LostUpdate[] {
  const found = js.app.facts
    .of('use')
    .filter(({ technology, what, at }) => technology === 'node' && what === 'lost-update' && js.loaded(at.file));
  return found.map(({ name = 'a value', options, at }) => ({
    label: `the value at ${name}`,
    technology: 'node',
    at,
    because: [...(options?.read ? [said(options.read.at, 'reads it')] : []), said(at, 'writes it back')],
  }));
}

/** What modules publish to each other; the first emitter that is in force where one of several is chosen. */
function buses(js: JsApp): readonly MemoryState[] {
  const found = js.app.facts.of('use').filter(({ technology, what, at, options }) => {
    if (technology !== 'node' || what !== 'event-bus' || !js.loaded(at.file)) return false;
    const when = options?.when?.is === 'list' ? options.when.items : [];
    return when.every((one) => !isFalse(js.value(one)));
  });
  return found.slice(0, 1).map(({ at }) => {
    const because = [said(at, 'publishes within this process')];
    const backend = known({ technology: 'memory', reach: 'process' as const }, because);
    return { label: 'what is published between the modules of the app', technology: 'node', backend, uses: [] };
  });
}

function memoryState(js: JsApp, state: Fact<'js-state'>): readonly MemoryState[] {
  // What joins the servers keeps account of what this one is asked for.
  if (/redis|pubsub/i.test(`${state.owner ?? ''} ${state.at.file.slice(state.at.file.lastIndexOf('/'))}`)) return [];
  if (state.shape === 'value' || isRegistryOfJobs(js, state) || isBridged(js, state)) return [];
  // A table of clients of other services, not of users.
  if (
    /^(api|db|http)?clients$/i.test(state.name) &&
    state.shape === 'map' &&
    state.changes.every(({ serves }) => serves !== 'socket')
  )
    return [];
  if (!shared.test(state.name) || own.test(state.name)) return [];
  const changes = changesOf(js, state);
  const witness =
    changes.find(({ serves }) => serves === 'request' || serves === 'socket') ??
    changes.find(({ how }) => how === 'put' || how === 'count');
  const put = changes.some(({ how }) => how === 'put' || how === 'count');
  if (!witness || !put || isBoundToConnection(state, changes)) return [];
  const served = changes.some(({ serves }) => serves !== 'function');
  // A table that is only ever filled by functions is as likely a registry; one that things also leave belongs to what comes and goes.
  if (!served && !changes.some(({ how }) => how === 'remove')) return [];
  const because = [
    said(
      witness.at,
      witness.serves === 'function'
        ? 'is changed while the app runs'
        : `is changed while a ${witness.serves === 'socket' ? 'socket' : 'request'} is served`,
    ),
    said(state.at, `keeps '${state.name}' in the memory of the process`),
  ];
  return [
    {
      label: `'${state.name}'`,
      technology: 'node',
      backend: known({ technology: 'memory', reach: 'process' }, because),
      uses: [because[0] as never],
    },
  ];
}

/** The timers of this process: every process has its own. */
function isRegistryOfJobs(js: JsApp, state: Fact<'js-state'>): boolean {
  return (
    /job|cron|timer|schedule/i.test(state.name) &&
    js.app.facts.of('schedule').some((one) => one.at.file === state.at.file)
  );
}

/** The sockets of this server, which hear from a channel what happens on the other ones. */
function isBridged(js: JsApp, state: Fact<'js-state'>): boolean {
  const sends = js.app.facts.of('use').some(({ what, name, at }) => {
    return (
      /^all-(sockets|streams)$/.test(what) && at.file === state.at.file && name?.replace(/^this\./, '') === state.name
    );
  });
  return sends && bridgeOf(js) !== undefined;
}

/** Kept for one connection and dropped with it: the connection lives on this server too. */
function isBoundToConnection(state: Fact<'js-state'>, changes: readonly ChangeAt[]): boolean {
  if (/room|online|users?$|presence|player|game|lobby|member/i.test(state.name)) return false;
  const puts = changes.filter(({ how }) => how !== 'remove' && how !== 'clear');
  return puts.every(({ serves }) => serves === 'socket') && changes.some(({ how }) => how === 'remove');
}

interface ChangeAt {
  readonly how: 'put' | 'remove' | 'clear' | 'assign' | 'count';
  readonly serves: 'request' | 'socket' | 'function';
  readonly at: Fact['at'];
}

/** Changes in the state's own file, and (for the fields of an object that the whole app holds) those from other files. */
function changesOf(js: JsApp, state: Fact<'js-state'>): readonly ChangeAt[] {
  const own = state.changes.map(({ how, serves, start, end }) => ({
    how,
    serves,
    at: { file: state.at.file, start, end },
  }));
  if (state.holder !== 'field') return own;
  if (!isSingleton(js, state)) return [];
  const others = js.app.facts
    .of('js-field-change')
    .filter((change) => change.name === state.name && change.at.file !== state.at.file && js.runs(change.at.file));
  return [...own, ...others.map(({ how, serves, at }) => ({ how, serves, at }))];
}

/** One object for the whole app: the class keeps or hands out its own instance, or the file exports one. */
function isSingleton(js: JsApp, state: Fact<'js-state'>): boolean {
  if (state.single) return true;
  const inFile = js.app.facts.of('js-state').filter((other) => other.at.file === state.at.file);
  if (inFile.some((other) => other.owner === state.owner && /^_?(instance|singleton)$/i.test(other.name))) return true;
  return /(service|gateway|manager|server|store|registry|hub|extension)$/i.test(state.owner ?? '');
}
