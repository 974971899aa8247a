import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, said, unknown } from '../../resolve/evidence.js';
import type { Database, KeyValueConnection } from '../../resolve/parts/data.js';
import { type Given, givenBy } from './given.js';
import { templateText } from './jinja.js';
import { keysOf } from './keys.js';
import type { Program, TaskRun } from './plays.js';
import { type Installed, installedBy } from './services.js';
import { sharedFolders } from './shared-folders.js';
import { chosenHost, commandOf, moduleOf, option, optionText } from './tasks.js';
import { phpSessionsOf, proxyTrustsOf, webServerLogs } from './web-server.js';

/** What the hosts of the app have each for themselves. */
export function hostParts(program: Program, facts: Facts): AppParts {
  const groups = appGroups(program.runs);
  if (groups.size === 0) return {};
  const onApp = (group: string) => groups.has(group) || group === 'all' || groups.has('all');
  const runs = program.runs.filter(({ play }) => onApp(play.group));
  const given = givenBy({ ...program, runs }, facts);
  const installed = installedBy(program).filter(({ group }) => groups.has(group) || group === 'all');
  return {
    ...storesOf(installed, [...given.flatMap(addressOf), ...runs.flatMap(madeIn)]),
    secrets: keysOf({ ...program, runs }, given),
    fileStores: sharedFolders(runs),
    logSinks: webServerLogs(runs, given, facts),
    proxyTrusts: proxyTrustsOf(runs, facts),
    sessionStores: phpSessionsOf(runs, facts),
  };
}

const webServer = /^(nginx([-_]?(full|extras|light|core))?|apache2?|httpd|caddy|php[\d.]*-?fpm|openresty|lighttpd)$/;
const installs =
  /\b(composer|bundle|npm|yarn|pnpm|pip3?|poetry|uv)\b.*\b(install|ci|sync)\b|\bassets:precompile\b|\bmanage\.py\b|\bartisan\b/;

/** Groups whose hosts serve the app: its code or a web server is put there. */
function appGroups(runs: readonly TaskRun[]): ReadonlySet<string> {
  return new Set(runs.filter((run) => !chosenHost(run) && servesApp(run)).map(({ play }) => play.group));
}

function servesApp(run: TaskRun): boolean {
  const module = moduleOf(run.body);
  if (!module) return false;
  if (/^(git|deploy_helper|subversion|composer|npm|yarn|bundler|django_manage|pm2|gem)$/.test(module.name)) return true;
  const command = commandOf(run)?.text;
  if (command !== undefined) return installs.test(command);
  const names = /^(apt|package|yum|dnf|service|systemd|systemd_service)$/.test(module.name) ? (optionText(run, module, 'name', 'pkg') ?? '') : ''; // biome-ignore format: one choice
  if (webServer.test(names.trim())) return true;
  const dest = module.name === 'template' || module.name === 'copy' ? (optionText(run, module, 'dest') ?? '') : '';
  return /^\/etc\/(nginx|apache2|httpd|caddy|php)\//.test(dest);
}

/** Where the app looks for a store, as a play tells it. */
interface Address {
  readonly kind: 'database' | 'redis' | 'memcached' | 'rabbitmq';
  readonly name: string;
  /** Undefined: not known. */
  readonly here?: boolean;
  readonly engine?: string;
  readonly text: string;
  readonly because: readonly Evidence[];
}

const kinds: readonly (readonly [RegExp, Address['kind']])[] = [
  [
    /(^|_)(DB|DATABASE|MYSQL|MARIADB|POSTGRES(QL)?|PG|PGSQL|MONGO(DB)?)_?(HOST(NAME)?|SERVER|ADDRESS|URL|URI|DSN)$/,
    'database',
  ],
  [/(^|_)(REDIS|VALKEY)_?(HOST(NAME)?|SERVER|URL|URI|DSN)$/, 'redis'],
  [/(^|_)MEMCACHED?_?(HOST|SERVERS?|URL)$/, 'memcached'],
  [/(^|_)(RABBITMQ|AMQP)_?(HOST|URL|URI|DSN)$/, 'rabbitmq'],
];

function addressOf({ name, value, written, at }: Given): readonly Address[] {
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
  if (!kind) return [];
  return [{ kind, name, ...placeOfAddress(value, written), because: [...(sameSpan(value, at) ? [] : [said(at, `sets ${name}`)]), said(value?.at ?? at, `is the address that ${name} has`)] }]; // biome-ignore format: one record
}

function sameSpan(value: Expr | undefined, at: Expr['at']): boolean {
  return value?.at.file === at.file && value.at.start === at.start;
}

/** `localhost`, a socket, or a URL of such a host; the facts of the host that is set up are its own address. */
function placeOfAddress(value: Expr | undefined, written: string): Pick<Address, 'here' | 'engine' | 'text'> {
  if (/^\s*\{\{\s*(inventory_hostname|ansible_(default_ipv4|hostname|fqdn|nodename|host)\b[^}[]*)\}\}\s*$/.test(written)) return { here: true, text: '127.0.0.1' }; // biome-ignore format: one condition
  if (value?.is !== 'literal' || value.value === null || String(value.value).trim() === '') return { text: '' };
  const text = String(value.value).trim();
  const url = /^(\w+)(?:\+\w+)?:\/\/(?:[^@/]*@)?([^:/?]*)/.exec(text);
  const host = url?.[2] ?? text.replace(/:\d+$/, '');
  const engine = url?.[1] ? /postgres/.test(url[1]) ? 'postgresql' : /mysql|mariadb/.test(url[1]) ? 'mysql' : /mongo/.test(url[1]) ? 'mongodb' : undefined : /postgres/.test(text) ? 'postgresql' : /mysql/.test(text) ? 'mysql' : undefined; // biome-ignore format: one choice
  if (/sqlite/.test(url?.[1] ?? '') || /\{\{/.test(host)) return { text };
  const here = host === '' ? undefined : /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|unix:.*|\/.*)$/.test(host);
  return { ...(here === undefined ? {} : { here }), ...(engine ? { engine } : {}), text: host };
}

/** A database that a task makes in the server of its own host: `mysql_db` without another `login_host`. */
function madeIn(run: TaskRun): readonly Address[] {
  const module = moduleOf(run.body);
  const engine = module?.name === 'mysql_db' ? 'mysql' : module?.name === 'postgresql_db' ? 'postgresql' : undefined;
  if (!module || !engine || chosenHost(run) || optionText(run, module, 'state') === 'absent') return [];
  const host = option(run, module, 'login_host', 'host');
  if (host?.is !== 'literal') return [];
  const place = placeOfAddress(host, templateText(host) ?? '');
  return [{ kind: 'database', name: 'login_host', ...place, engine, because: [said(run.body.at, 'makes the database of the app there'), said(host.at, 'is the server that it is made in')] }]; // biome-ignore format: one record
}

const dataEngines = /^(mysql|mariadb|postgresql|mongodb)$/;

/** Databases and other stores of the app, by the addresses that it is given, and those that are put beside it without any. */
function storesOf(installed: readonly Installed[], addresses: readonly Address[]): Pick<AppParts, 'databases' | 'keyValueConnections'> {
  const beside = (kind: Address['kind']) => installed.find(({ engine }) => (kind === 'database' ? dataEngines.test(engine) : engine === kind));
  const databases = new Map<string, Database>();
  const others = new Map<string, KeyValueConnection>();
  for (const { kind, name, here, engine, text, because } of addresses) {
    const place = because.at(-1)?.at;
    if (here === undefined || !place || !('file' in place)) continue;
    const key = `${kind} ${place.file}:${place.start}`;
    const own = beside(kind);
    const server = own?.engine ?? engine ?? addresses.find((one) => one.kind === kind && one.engine)?.engine;
    const steps = here ? [...(own?.because ?? []), ...because] : because;
    if (kind === 'database') databases.set(key, databaseOf(`the database of ${name}`, { engine: server ?? 'an SQL server', here }, steps));
    else others.set(key, connectionOf(kind, here ? text : text || 'remote', steps));
  }
  for (const { engine, because, perhaps } of installed) {
    const kind = dataEngines.test(engine) ? 'database' : (engine as Address['kind']);
    // an address elsewhere, or one that is not known, tells of another use
    if (addresses.some((address) => address.kind === kind && address.here !== true)) continue;
    // a condition that is not followed is borne out by an address that is this machine
    if (perhaps && !addresses.some((address) => address.kind === kind)) continue;
    const key = `${kind} ${engine}`;
    if (kind === 'database') databases.set(key, databaseOf(`the ${engine} that plays put on each host`, { engine, here: true }, because));
    else if (!addresses.some((address) => address.kind === kind)) others.set(key, connectionOf(kind, '127.0.0.1', because));
  }
  return { databases: [...databases.values()], keyValueConnections: [...others.values()] };
} // biome-ignore format: tables

function databaseOf(label: string, { engine, here }: { engine: string; here: boolean }, because: readonly Evidence[]): Database {
  return {
    label,
    technology: 'ansible',
    engine: known(engine, because),
    backend: known({ technology: engine, reach: here ? 'server' : 'shared' }, because),
    placeholder: false,
  };
} // biome-ignore format: one signature

function connectionOf(engine: 'redis' | 'memcached' | 'rabbitmq', host: string, because: readonly Evidence[]): KeyValueConnection {
  return {
    label: engine === 'redis' ? 'Redis' : engine === 'memcached' ? 'Memcached' : 'RabbitMQ',
    technology: 'ansible',
    engine,
    host: known(host, because),
    database: unknown('plays do not say', []),
    placeholder: false,
    purposes: [],
    failover: unknown('the app is elsewhere', []),
    because,
  };
} // biome-ignore format: one signature
