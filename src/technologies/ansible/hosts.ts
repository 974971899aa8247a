import type { Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, unknown } from '../../resolve/evidence.js';
import type { Database, KeyValueConnection } from '../../resolve/parts/data.js';
import { type Address, addressOf, madeIn, toldIn } from './addresses.js';
import type { AnsibleFiles } from './files.js';
import { givenBy } from './given.js';
import { keysOf } from './keys.js';
import type { Program, TaskRun } from './plays.js';
import { askedBy } from './role-vars.js';
import { type Installed, installedBy, namesIn } from './services.js';
import { sharedFolders } from './shared-folders.js';
import { chosenHost, commandOf, moduleOf, optionText } from './tasks.js';
import { phpSessionsOf, proxyTrustsOf, webServerLogs } from './web-server.js';

/** What the hosts of the app have each for themselves. */
export function hostParts(program: Program, files: AnsibleFiles, facts: Facts): AppParts {
  const groups = appGroups(program);
  if (groups.size === 0) return {};
  const onApp = (group: string) => groups.has(group) || group === 'all' || groups.has('all');
  const runs = program.runs.filter(({ play }) => onApp(play.group));
  const given = givenBy({ ...program, runs }, facts);
  const installed = onSomeGroups(
    installedBy(program).filter(({ group }) => groups.has(group) || group === 'all'),
    groups,
  );
  const own = { ...program, runs, foreign: program.foreign.filter(({ run }) => onApp(run.play.group)) };
  const told = given.flatMap(addressOf);
  const others = [...toldIn(runs, facts), ...runs.flatMap(madeIn), ...askedBy(own, files)];
  return {
    ...storesOf(installed, [...told, ...onceByAsker(others, told)]),
    secrets: keysOf({ ...program, runs }, given),
    fileStores: sharedFolders(runs),
    logSinks: webServerLogs(own, given, facts),
    proxyTrusts: proxyTrustsOf(runs, facts),
    sessionStores: phpSessionsOf(runs, facts),
  };
}

/** Where only one of several groups that serve something has a store, it may be there for the others: what looks for it on its own machine tells. */
function onSomeGroups(installed: readonly Installed[], groups: ReadonlySet<string>): readonly Installed[] {
  const isOn = (engine: string, group: string) => installed.some((one) => one.engine === engine && (one.group === group || one.group === 'all'));
  return installed.map((one) => ([...groups].every((group) => isOn(one.engine, group)) ? one : { ...one, perhaps: true as const }));
} // biome-ignore format: conditions

const webServer = /^(nginx([-_]?(full|extras|light|core))?|apache2?|httpd|caddy|php[\d.]*-?fpm|openresty|lighttpd)$/;
const installs =
  /\b(composer|bundle|npm|yarn|pnpm|pip3?|poetry|uv)\b.{0,300}\b(install|ci|sync)\b|\bassets:precompile\b|\bmanage\.py\b|\bartisan\b/;

/** A role is one app: it has said once where its database is. What is not known, or elsewhere, is kept beside it. */
function onceByAsker(all: readonly Address[], before: readonly Address[]): readonly Address[] {
  const isHere = ({ here }: Address) => here === true;
  const seen = new Set(before.filter(isHere).map(({ asker, kind }) => `${asker} ${kind}`));
  return all.filter((one) => {
    const key = `${one.asker} ${one.kind}`;
    if (one.engine === 'sqlite' || !isHere(one)) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Roles from elsewhere that bring a web server, or the language that the app is written in. */
const bringsServer =
  /(^|[._-])(nginx|apache2?|httpd|caddy|php(-fpm|-versions)?|composer|drupal|wordpress|passenger|nodejs|pm2|gunicorn|uwsgi|puma)$/;

/** Groups whose hosts serve the app: its code or a web server is put there. */
function appGroups({ runs, foreign }: Program): ReadonlySet<string> {
  const own = runs.filter((run) => !chosenHost(run) && servesApp(run)).map(({ play }) => play.group);
  const others = foreign.filter(({ name, run }) => bringsServer.test(name) && !chosenHost(run)).map(({ run }) => run.play.group);
  return new Set([...own, ...others]);
} // biome-ignore format: lists

function servesApp(run: TaskRun): boolean {
  const module = moduleOf(run.body);
  if (!module) return false;
  if (/^(git|deploy_helper|subversion|composer|npm|yarn|bundler|django_manage|pm2|gem)$/.test(module.name)) return true;
  const command = commandOf(run)?.text;
  if (command !== undefined) return installs.test(command);
  if (
    /^(apt|package|yum|dnf)$/.test(module.name) &&
    namesIn(run, module).some(({ text }) => webServer.test(text.trim()))
  )
    return true;
  if (/^(service|systemd|systemd_service)$/.test(module.name) && webServer.test(optionText(run, module, 'name') ?? ''))
    return true;
  const dest = module.name === 'template' || module.name === 'copy' ? (optionText(run, module, 'dest') ?? '') : '';
  return /^\/etc\/(nginx|apache2|httpd|caddy|php)\//.test(dest);
}

const dataEngines = /^(mysql|mariadb|postgresql|mongodb)$/;

/** Databases and other stores of the app, by the addresses that it is given, and those that are put beside it without any. */
function storesOf(installed: readonly Installed[], addresses: readonly Address[]): Pick<AppParts, 'databases' | 'keyValueConnections'> {
  const beside = (kind: Address['kind']) => installed.find(({ engine }) => (kind === 'database' ? dataEngines.test(engine) : engine === kind));
  const databases = new Map<string, Database>();
  const others = new Map<string, KeyValueConnection>();
  for (const { kind, label, here, engine, text, because } of addresses) {
    const place = because.at(-1)?.at;
    if (here === undefined || !place || !('file' in place)) continue;
    const key = `${kind} ${place.file}:${place.start}`;
    const own = beside(kind);
    const server = engine === 'sqlite' ? engine : own?.engine ?? engine ?? addresses.find((one) => one.kind === kind && one.engine)?.engine;
    const steps = here && engine !== 'sqlite' ? [...(own?.because ?? []), ...because] : because;
    if (kind === 'database') databases.set(key, databaseOf(label, { engine: server ?? 'an SQL server', here }, steps));
    else others.set(key, connectionOf(kind, here ? text : text || 'remote', steps));
  }
  for (const { engine, because, perhaps } of installed) {
    const kind = dataEngines.test(engine) ? 'database' : (engine as Address['kind']);
    // an address elsewhere, or one that is not known, tells of another use
    if (addresses.some((address) => address.kind === kind && address.here !== true)) continue;
    // a role for many things brings what others have said already; one that is for the store is where somebody changes it
    if (addresses.some((address) => address.kind === kind) && !isOwnRole(because)) continue;
    // a condition that is not followed is borne out by an address that is this machine
    if (perhaps && !addresses.some((address) => address.kind === kind)) continue;
    const key = `${kind} ${engine}`;
    if (kind === 'database') databases.set(key, databaseOf(`the ${engine} that plays put on each host`, { engine, here: true }, because));
    else if (!addresses.some((address) => address.kind === kind)) others.set(key, connectionOf(kind, '127.0.0.1', because));
  }
  return { databases: [...databases.values()], keyValueConnections: [...others.values()] };
} // biome-ignore format: tables

/** The role that a play asks for is named after the store. */
function isOwnRole(because: readonly Evidence[]): boolean {
  const [task, role] = because.map(({ at }) => at);
  if (!task || !('file' in task)) return true;
  const name = /(^|\/)roles\/([^/]+)\//.exec(task.file)?.[2] ?? '';
  if (!role && name === '') return true;
  return /(mysql|mariadb|percona|postgres(ql)?|pgsql|mongo(db)?|redis|valkey|memcached|rabbitmq|database|db)$/i.test(
    name,
  );
}

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
