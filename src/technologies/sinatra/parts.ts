import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { dialectNeed } from '../../resolve/embedded.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { Database } from '../../resolve/parts/data.js';
import type { HealthCheck, HttpApp } from '../../resolve/parts/http.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import type { Queue, SessionStore } from '../../resolve/parts/store.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import type { Repair } from '../../resolve/repair.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { unlessGiven } from '../lacking.js';
import { databases as databasesOfFile } from '../rails/databases.js';
import { railsConfig } from '../rails/settings.js';
import { originOf } from '../ruby/secret.js';
import type { Resolution } from '../technology.js';

const technology = 'sinatra';

interface Sinatra {
  readonly app: Resolution;
  /** The setting of a name that is in force in production, the last one first. */
  setting(key: string): Fact<'setting'> | undefined;
  value(expr: Expr): Resolved<Value>;
  uses(...kinds: readonly string[]): readonly Fact<'use'>[];
}

/** What is in force in a Sinatra or Rack app in production. */
export function parts(app: Resolution): AppParts {
  const sinatra = sinatraOf(app);
  const entry = entryOf(sinatra);
  return {
    sessionStores: sessionStores(sinatra),
    secrets: secrets(sinatra),
    databases: databases(sinatra),
    queues: queues(sinatra),
    logSinks: logSinks(sinatra),
    httpApps: entry ? [entry] : [],
    healthChecks: healthChecks(app),
    proxyTrusts: [
      {
        technology,
        trusts: known('bounded', [
          { at: { builtin: 'rack 3, request.rb' }, says: 'private addresses are trusted as proxies by default' },
        ]),
        matters: [],
      },
    ],
  };
}

function sinatraOf(app: Resolution): Sinatra {
  const scope: Scope = { environment: app.environment('layered'), emptyIsUnset: true };
  const settings = app.facts
    .of('setting')
    .filter(({ technology: by, when }) => by === technology && (when === undefined || /production/.test(when)));
  const holds = ({ guard }: Fact<'setting'>) => {
    const value = guard ? evaluate(guard, scope) : known(true, []);
    return value.state === 'unknown' || Boolean(value.value);
  };
  return {
    app,
    setting: (key) => settings.findLast((fact) => fact.key === key && holds(fact)),
    value: (expr) => evaluate(expr, scope),
    uses: (...kinds) =>
      app.facts.of('use').filter(({ technology: by, what }) => by === technology && kinds.includes(what)),
  };
}

/** The app's own file, where a route would be added, before config.ru. */
function entryOf({ app, uses }: Sinatra): HttpApp | undefined {
  const [made] = uses('app');
  const file = app.files.find((path) => /(^|\/)config\.ru$/.test(path));
  const at = made?.at ?? (file ? { file, start: 0, end: 0 } : undefined);
  return at && { technology, at, ...(made ? { repair: healthRoute(made) } : {}) };
}

/** Behind the line that opens the class; in the classic style behind the one that requires Sinatra. */
function healthRoute({ name, at }: Fact<'use'>): Repair {
  const line = `${name === 'class' ? '  ' : ''}get("/up") { 200 }`;
  return {
    title: 'Add the health route /up',
    safety: 'safe',
    changes: [{ is: 'lines', at, text: [line, ''] }],
    needs: [],
  };
}

const healthPath = /^\/(up|health\w*|healthz|ping|ready|readyz|live|livez|status|_health\w*|heartbeat)\/?$/;

function healthChecks(app: Resolution): readonly HealthCheck[] {
  return app.facts
    .of('route')
    .filter((route) => route.technology === technology && route.methods.includes('GET') && healthPath.test(route.path))
    .map(({ path, touches, at }) => ({
      label: path,
      technology,
      via: 'route' as const,
      path,
      checks: touches?.includes('database') ? (['database'] as const) : [],
      obstacles: [],
      at,
    }));
}

/** Session middleware by its class; what is not here is somebody's own. */
const stores: readonly (readonly [RegExp, string, Reach])[] = [
  [/^Rack::Session::(Cookie|EncryptedCookie)$/, 'a signed cookie', 'client'],
  [/^Rack::Session::(Pool|Memory)$/, 'memory', 'process'],
  [/^Rack::Session::File$/, 'files', 'server'],
  [/^Rack::Session::(Memcache|Dalli|Redis|Mongo|DynamoDB|Sequel)$|^(Dalli|Redis)::/, 'a server of its own', 'shared'],
]; // biome-ignore format: a table

/** Cookies, unless another store is named (sinatra 4.2, base.rb: `set :session_store, Rack::Session::Cookie`). */
function sessionStores(sinatra: Sinatra): readonly SessionStore[] {
  const used = sinatra.uses('middleware').filter(({ name }) => /^(Rack::Session|Dalli::|Redis::)/.test(name ?? ''));
  const found = used.map(({ name = '', at }) => storeOf(sinatra, name, at));
  const sessions = sessionsOf(sinatra);
  if (!sessions) return found;
  const store = sinatra.setting('session_store');
  if (store?.value.is === 'opaque') return [...found, storeOf(sinatra, store.value.source, store.value.at)];
  return [...found, storeOf(sinatra, 'Rack::Session::Cookie', sessions.at)];
}

function storeOf({ app }: Sinatra, name: string, at: Span): SessionStore {
  const kind = stores.find(([pattern]) => pattern.test(name));
  const because = [said(at, `keeps sessions in ${name}`)];
  const backend: Resolved<Backend> = kind
    ? known({ technology: kind[1], reach: kind[2] }, because)
    : unknown(`the session store ${name} is one that we do not know`, because);
  const local = kind && (kind[2] === 'process' || kind[2] === 'server');
  return { label: 'sessions', technology, backend, uses: [], ...(local ? { repair: cookieRepair(app, at) } : {}) };
}

function cookieRepair(app: Resolution, at: Span): Repair {
  return {
    title: 'Keep sessions in a signed cookie',
    safety: 'unsafe',
    changes: [{ is: 'replace', at, text: 'Rack::Session::Cookie, secret: ENV.fetch("SESSION_SECRET")' }],
    needs: [
      'set SESSION_SECRET, 64 characters or more, to the same value on every server',
      'keep less than 4 KB in a session',
    ],
    ...unlessGiven(app.environment('layered'), ['SESSION_SECRET']),
  };
}

/** `enable :sessions`, `set :sessions, true`, `set :sessions, expire_after: 3600`. */
function sessionsOf({ setting, value }: Sinatra): Fact<'setting'> | undefined {
  const fact = setting('sessions');
  if (!fact) return undefined;
  const on = fact.value.is === 'literal' ? value(fact.value) : undefined;
  return on?.state === 'known' && !on.value ? undefined : fact;
}

/** Without a session secret Sinatra makes a random one in every process (sinatra 4.2, base.rb: `set :session_secret, SecureRandom.hex(64)`). */
function secrets(sinatra: Sinatra): readonly Secret[] {
  const label = 'the session secret';
  const found: Secret[] = [];
  const cookie = sinatra.setting('cookie_secret');
  if (cookie) found.push({ label, technology, origin: originOf(cookie.value, sinatra.value), at: cookie.value.at, ...secretRepair(sinatra, cookie.value) }); // biome-ignore format: one record
  const sessions = sessionsOf(sinatra);
  const store = sinatra.setting('session_store')?.value;
  if (!sessions || (store?.is === 'opaque' && !/Cookie/.test(store.source))) return found;
  const secret = sinatra.setting('session_secret');
  if (secret) {
    found.push({ label, technology, origin: originOf(secret.value, sinatra.value), at: secret.value.at, ...secretRepair(sinatra, secret.value) }); // biome-ignore format: one record
    return found;
  }
  const builtin = { at: { builtin: 'sinatra 4.2, base.rb' }, says: 'makes a random secret in every process' };
  const own: Repair = {
    title: 'Read the session secret from the environment',
    safety: 'unsafe',
    changes: [{ is: 'lines', at: sessions.at, text: ['set :session_secret, ENV.fetch("SESSION_SECRET")'] }],
    needs: ['set SESSION_SECRET, 64 characters or more, to the same value on every server'],
    ...unlessGiven(sinatra.app.environment('layered'), ['SESSION_SECRET']),
  };
  const origin = known('random-per-start' as const, [
    builtin,
    said(sessions.at, 'turns sessions on, no session_secret is set'),
  ]);
  return [...found, { label, technology, origin, at: sessions.at, repair: own }];
}

/** A random fallback behind a variable is dropped; a random value becomes a variable. */
function secretRepair({ app }: Sinatra, expr: Expr): { readonly repair?: Repair } {
  const name = expr.is === 'env' ? expr.name : 'SESSION_SECRET';
  if (expr.is === 'literal' || (expr.is === 'env' && !expr.fallback)) return {};
  return {
    repair: {
      title: `Read the session secret from ${name} only`,
      safety: 'unsafe',
      changes: [{ is: 'replace', at: expr.at, text: `ENV.fetch("${name}")` }],
      needs: [`set ${name}, 64 characters or more, to the same value on every server`],
      ...unlessGiven(app.environment('layered'), [name]),
    },
  };
}

/** config/database.yml of sinatra-activerecord, what code connects with, and files that are databases. */
function databases(sinatra: Sinatra): readonly Database[] {
  const inFile = databasesOfFile(sinatra.app, railsConfig(sinatra.app)).map((one) => ({ ...one, technology }));
  if (inFile.length > 0) return inFile;
  const [embedded] = sinatra.uses('embedded').filter(({ name }) => !/:memory:/.test(name ?? ''));
  const told = sinatra.setting('database');
  const url = told && (partOf(told, 'adapter') ?? partOf(told, 'url') ?? told);
  const label = 'the database';
  if (!url) {
    if (!embedded) return [];
    const name = (embedded.name ?? '').replace(/\.new\b.*/, '');
    const because = [said(embedded.at, `opens ${name}, a file on this server`)];
    return [{ label, technology, engine: known('sqlite', because), backend: known({ technology: 'sqlite', reach: 'server' }, because), placeholder: false }]; // biome-ignore format: one record
  }
  const because = [said(url.value.at, 'names the database')];
  const value = sinatra.value(url.value);
  const address = value.state === 'known' ? String(value.value ?? '') : undefined;
  if (!address) return [{ label, technology, engine: unknown('the address is made by code', because), backend: unknown('the address is made by code', because), placeholder: true }]; // biome-ignore format: one record
  const engine =
    /^(\w+)/
      .exec(address)?.[1]
      ?.replace(/^postgres$/, 'postgresql')
      .replace(/^sqlite3$/, 'sqlite') ?? 'unknown';
  const host = told && partOf(told, 'host');
  const named = host ? sinatra.value(host.value) : undefined;
  const at =
    named?.state === 'known' ? String(named.value ?? '') : (/^\w+:\/\/(?:[^@/]*@)?([^:/?]*)/.exec(address)?.[1] ?? '');
  const local = engine === 'sqlite' || /^(localhost|127\.|::1)/.test(at);
  const backend = known<Backend>({ technology: engine, reach: local ? 'server' : 'shared' }, because);
  const repair = engine === 'sqlite' ? urlRepair(sinatra, url.value) : undefined;
  return [
    {
      label,
      technology,
      engine: known(engine, because),
      backend,
      placeholder: engine !== 'sqlite',
      ...(repair ? { repair } : {}),
    },
  ];
}

/** One entry of a setting that is a table. */
function partOf({ value }: Fact<'setting'>, name: string): { readonly value: Expr } | undefined {
  return value.is === 'map' ? value.entries.find(({ key }) => key === name) : undefined;
}

/** The address of a server, from the environment only. */
function urlRepair({ app }: Sinatra, expr: Expr): Repair | undefined {
  if (expr.is === 'env' && !expr.fallback) return undefined;
  const name = expr.is === 'env' ? expr.name : 'DATABASE_URL';
  return {
    title: `Take the address of the database from ${name}`,
    safety: 'unsafe',
    changes: [{ is: 'replace', at: expr.at, text: `ENV.fetch("${name}")` }],
    needs: [
      'bundle add pg',
      `provision PostgreSQL and set ${name} on every server`,
      'copy the rows of the SQLite file (pgloader)',
      dialectNeed,
    ],
    ...unlessGiven(app.environment('layered'), [name]),
  };
}

/** Work that a request hands to a thread is lost with the process. */
function queues({ uses }: Sinatra): readonly Queue[] {
  return uses('thread').slice(0, 1).map(({ at }) => ({
    label: 'work in threads',
    technology,
    runs: 'in-process',
    backend: known<Backend>({ technology: 'a thread', reach: 'process' }, [said(at, 'starts a thread for work of a request')]),
    uses: [],
  })); // biome-ignore format: one record
}

function logSinks({ uses }: Sinatra): readonly LogSink[] {
  return uses('logger')
    .filter(({ name }) => /Logger\.new\(\s*["'][^"']*\.log["']|log\//.test(name ?? ''))
    .slice(0, 1)
    .map(({ at }) => ({
      label: "the application's logs",
      technology,
      destinations: known(['file' as const], [said(at, 'logs to a file')]),
      repair: stdout(at),
    }));
}

function stdout(at: Span): Repair {
  return {
    title: 'Log to STDOUT',
    safety: 'safe',
    changes: [{ is: 'replace', at, text: 'Logger.new($stdout)' }],
    needs: ['let the container runtime or systemd keep the log'],
  };
}
