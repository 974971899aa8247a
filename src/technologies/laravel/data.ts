import { lookUp } from '../../resolve/environments.js';
import { chain, type Evidence, known, placeOf, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Database, KeyValueConnection, ReadSplit, SessionNeed } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
import type { Change, Repair } from '../../resolve/repair.js';
import type { Value } from '../../resolve/settings.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';
import { engineByUrl, engineOf } from './backends.js';
import { databaseRepair } from './repairs.js';
import { chosenBy, type LaravelConfig } from './settings.js';

const technology = 'laravel';
const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\]|0\.0\.0\.0|host\.docker\.internal|\/.*)$/i;
const names: Readonly<Record<string, string>> = table({ pgsql: 'postgresql', sqlsrv: 'sqlserver' });

/** The connection that the app uses unless it says otherwise. */
export function databases(app: Resolution, config: LaravelConfig): readonly Database[] {
  const name = config.text('database.default');
  if (name.state === 'known' && name.value === undefined) return [];
  const byUrl = name.state === 'known' ? engineByUrl(config, name.value ?? '') : undefined;
  const engine = besideLogin(
    config,
    byUrl ??
      chosenBy(name, (connection) =>
        chain(engineOf(config, connection ?? ''), (driver) => known(names[driver] ?? driver, [])),
      ),
  );
  const connection = name.state === 'known' ? (name.value ?? '') : '';
  const backend =
    engine.state === 'unknown'
      ? engine
      : engine.value === 'sqlite'
        ? known<Backend>({ technology: 'sqlite', reach: 'server' }, engine.because)
        : besideService(app, config, hostOf(config, `database.connections.${connection}`));
  const split = readSplit(config, `database.connections.${connection}`);
  return [
    {
      label: 'the database',
      technology,
      engine,
      backend,
      placeholder: isPlaceholder(config, backend.because),
      repair:
        engine.state === 'known' && engine.value === 'sqlite'
          ? databaseRepair(app, config)
          : addressRepair(config, backend.because),
      ...(split ? { split } : {}),
      sessionNeeds: sessionNeeds(config, connection),
    },
  ];
}

/** A file has no login: where nobody names the connection, and the environment gives one, the default of the framework is not what runs. */
function besideLogin(config: LaravelConfig, engine: Resolved<string>): Resolved<string> {
  if (engine.state === 'unknown' || engine.value !== 'sqlite') return engine;
  const given = (variable: string) => lookUp(config.scope.environment, variable);
  const login = given('DB_USERNAME') ?? given('DB_HOST');
  if (!login || given('DB_CONNECTION') || given('DB_URL')) return engine;
  return unknown('the default is a file, and the environment gives a login, which files have not', [
    ...engine.because,
    said(login.at, 'is for a server'),
  ]);
}

/** Statements are prepared on the server unless PDO emulates that (laravel/framework 11.9, Connectors/Connector.php, $options). */
function sessionNeeds(config: LaravelConfig, connection: string): readonly SessionNeed[] {
  const key = `database.connections.${connection}`;
  const options = config.expr(`${key}.options`);
  const name = config.text('database.default');
  const steps = [options, config.expr(`${key}.driver`), placeOf(name.because)].flatMap((one) =>
    one ? ('at' in one ? one.at : one) : [],
  );
  const at = steps.find(({ file }) => file !== '');
  if (!at) return [];
  const emulate = config.get(`${key}.options.PDO::ATTR_EMULATE_PREPARES`);
  const emulated =
    emulate.state === 'known' ? emulate.value === true : JSON.stringify(options ?? '').includes('EMULATE_PREPARES');
  const says = emulated ? 'lets PDO emulate prepared statements' : 'prepares statements on the server';
  return [{ feature: 'prepared statements', uses: known(!emulated, [said(at, says)]), at }];
}

/** Only the operator knows the address. */
function addressRepair(config: LaravelConfig, because: readonly Evidence[]): Repair {
  const file = placeOf(because)?.file;
  const written = config.scope.environment.layers.some(({ at }) => at.file === file);
  const where = written ? `In ${file}` : 'In the environment of every server';
  const needs = [`${where}: DB_HOST=<the address of a database that every server reaches>`];
  return { title: 'Set DB_HOST to a database that every server reaches', safety: 'manual', changes: [], needs };
}

/** `sticky` keeps reads on the primary once a request has written (laravel/framework 11.9, Connection.php, getReadPdo). */
function readSplit(config: LaravelConfig, key: string): ReadSplit | undefined {
  if (!config.has(`${key}.read`)) return undefined;
  const hosts = config.expr(`${key}.read.host`) ?? config.expr(`${key}.read`);
  const because = hosts ? [said(hosts.at, 'sends reads to servers of their own')] : [];
  const afterWrite = chain(config.get(`${key}.sticky`), (sticky) =>
    known<'primary' | 'replica'>(isTrue(sticky) ? 'primary' : 'replica', because),
  );
  return { afterWrite, repair: stickyRepair(config, key) };
}

function stickyRepair(config: LaravelConfig, key: string): Repair | undefined {
  const set = config.expr(`${key}.sticky`);
  const driver = config.expr(`${key}.driver`);
  const change: Change | undefined =
    set?.is === 'literal'
      ? { is: 'replace', at: set.at, text: 'true' }
      : !set && driver
        ? { is: 'lines', at: driver.at, text: ["'sticky' => true,"] }
        : undefined;
  return change && { title: `Set 'sticky' to true in ${key}`, safety: 'safe', changes: [change], needs: [] };
}

function isTrue(value: Value): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** An example that says localhost says little where the deployment starts a database of its own. */
function besideService(app: Resolution, config: LaravelConfig, host: Resolved<string>): Resolved<Backend> {
  return chain(host, (name): Resolved<Backend> => {
    const backend = onHost(name);
    const service = app.services.find(({ role }) => role === 'database');
    if (backend.reach === 'shared' || !service || !isPlaceholder(config, host.because)) return known(backend, []);
    return unknown(`the example names ${name}, and the deployment starts ${service.name}`, [
      said(service.at, `starts ${service.engine} as ${service.name}`),
    ]);
  });
}

function onHost(host: string): Backend {
  return { technology: host, reach: thisMachine.test(host) ? 'server' : 'shared' };
}

/** The address of a connection: its URL, its socket, its read and write hosts, its host. */
function hostOf(config: LaravelConfig, key: string): Resolved<string> {
  const url = config.text(`${key}.url`);
  if (url.state === 'known' && url.value) {
    const host = /^[\w+]+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^/:?#]*)/.exec(url.value)?.[1];
    if (host) return known(host, url.because);
  }
  const socket = config.text(`${key}.unix_socket`);
  if (socket.state === 'known' && socket.value) return socket as Resolved<string>;
  for (const each of ['host', 'write.host', 'write.0.host', 'dsn']) {
    if (!config.has(`${key}.${each}`) && each !== 'host') continue;
    const hosts = config.list(`${key}.${each}`);
    if (hosts.state === 'unknown') return hosts;
    const [first] = hosts.value;
    if (first) return known(hosts.value.find((host) => !thisMachine.test(host)) ?? first, hosts.because);
  }
  return unknown('no config file says its host', []);
}

/** True when the value comes from an example or from a config file's own default: everybody has to replace it. */
export function isPlaceholder(config: LaravelConfig, because: readonly Evidence[]): boolean {
  const place = placeOf(because);
  if (!place) return true;
  const layer = config.scope.environment.layers.find(({ at, kind }) => at.file === place.file && kind !== 'deployment');
  if (layer) return layer.kind === 'example';
  return place.file.endsWith('.php');
}

interface Purpose {
  readonly purpose: KeyValueConnection['purposes'][number];
  readonly connection: Resolved<string | undefined>;
}

/** The Redis connections that a driver in force uses. */
export function keyValueConnections(app: Resolution, config: LaravelConfig): readonly KeyValueConnection[] {
  const byName = new Map<string, Purpose[]>();
  for (const found of purposesOf(config)) {
    if (found.connection.state === 'unknown') continue;
    const name = found.connection.value ?? 'default';
    byName.set(name, [...(byName.get(name) ?? []), found]);
  }
  return [...byName].map(([name, purposes]): KeyValueConnection => {
    const key = `database.redis.${name}`;
    const host = hostOf(config, key);
    const database = chain(databaseOf(config, key), (number) => known(number, []));
    const because = [...purposes.flatMap(({ connection }) => connection.because), ...host.because];
    const deciding = purposes.find(({ purpose }) => purpose === 'cache')?.connection.because ?? [];
    return {
      label: `the Redis connection '${name}'`,
      technology,
      engine: 'redis',
      host,
      database,
      placeholder: isPlaceholder(config, host.because) && !inCompose(app, host),
      purposes: purposes.map(({ purpose }) => purpose),
      failover: known(isClustered(config, key), []),
      because: [...because.filter((step) => !deciding.includes(step)), ...deciding],
    };
  });
}

function inCompose(app: Resolution, host: Resolved<string>): boolean {
  return host.state === 'known' && app.services.some(({ name }) => name === host.value);
}

function databaseOf(config: LaravelConfig, key: string): Resolved<string> {
  const url = config.text(`${key}.url`);
  const inUrl = url.state === 'known' ? /^\w+:\/\/[^/]*\/(\d+)/.exec(url.value ?? '')?.[1] : undefined;
  if (inUrl) return known(inUrl, url.because);
  return chain(config.text(`${key}.database`), (number) => known(number ?? '0', []));
}

function isClustered(config: LaravelConfig, key: string): boolean {
  return (
    config.has(`${key}.options.replication`) ||
    config.has('database.redis.options.replication') ||
    config.has('database.redis.clusters')
  );
}

function* purposesOf(config: LaravelConfig): Iterable<Purpose> {
  const cache = config.text('cache.default');
  if (cache.state === 'known' && cache.value && is(config, `cache.stores.${cache.value}.driver`, 'redis'))
    yield { purpose: 'cache', connection: config.text(`cache.stores.${cache.value}.connection`) };
  const session = config.text('session.driver');
  if (session.state === 'known' && session.value === 'redis')
    yield { purpose: 'sessions', connection: chosenBy(session, () => config.text('session.connection')) };
  const queue = config.text('queue.default');
  if (queue.state === 'known' && queue.value && is(config, `queue.connections.${queue.value}.driver`, 'redis'))
    yield { purpose: 'queue', connection: config.text(`queue.connections.${queue.value}.connection`) };
  const broadcast = config.text('broadcasting.default');
  if (broadcast.state === 'known' && broadcast.value === 'redis')
    yield { purpose: 'broadcast', connection: config.text('broadcasting.connections.redis.connection') };
}

function is(config: LaravelConfig, key: string, driver: string): boolean {
  const value = config.text(key);
  return value.state === 'known' && value.value === driver;
}
