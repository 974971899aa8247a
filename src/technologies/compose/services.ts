import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Located } from '../../facts/span.js';
import { copiedToEnv } from '../../resolve/copied-env.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { EnvironmentEntry, Probe, Process, Service } from '../../resolve/parts/topology.js';
import { keptAt } from '../docker/data-folder.js';
import { holdingOf } from '../docker/holding.js';
import { environmentOfImage, type Image, placesOf, startedIn } from '../docker/image.js';
import { imageName, type KnownImage, knownImage } from '../docker/known-images.js';
import { askedOf } from '../docker/parts.js';
import { folderOf } from '../docker/paths.js';
import { jobTimes, roleOf, workersIn } from '../docker/roles.js';
import { onlyWatches, ownWords, startsServer } from '../docker/server-of.js';
import { type StartWords, startedBy } from '../docker/started.js';
import type { Start, Started } from '../shell/start.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';
import { builtFrom, builtImage, contextOf } from './images.js';
import { mountsOf } from './mounts.js';
import { pinnedBy, usersPorts } from './pins.js';
import { portsOf } from './ports.js';
import { repairsOf, volumeRepair } from './repairs.js';
import { type ComposeService, joined, type Stack } from './stacks.js';
import { asMap, seconds } from './values.js';

/** A service of a stack, with the image that it is built from and what it starts. */
export interface Container {
  readonly facts: Facts;
  readonly service: ComposeService;
  readonly stack: Stack;
  readonly image?: Image;
  readonly kind?: KnownImage;
  readonly environment: readonly EnvironmentEntry[];
  readonly start?: Start;
  readonly started?: Started;
}

export function containerOf(service: ComposeService, stack: Stack, facts: Facts): Container {
  const { body } = service;
  const image = builtImage(service, stack, facts);
  const reference = roughText(within(body, 'image'));
  const entrypoint = wordsOf(within(body, 'entrypoint'));
  const command = wordsOf(within(body, 'command'));
  const kind = isFront(service, stack)
    ? knownImage('caddy')
    : kindOf(service, { image, reference, starts: entrypoint?.words.length ? entrypoint : command });
  const { entries, complete } = environmentOf(service, stack, facts);
  const environment = [...imageEnvironment(image, entries), ...entries];
  const variable = (name: string): string | undefined => {
    const found = environment.findLast((entry) => entry.name === name);
    return found ? shippedText(found.value) : complete ? '' : undefined;
  };
  const followed = kind ? undefined : startedBy(
    {
      ...(image ? { image } : {}),
      ...(entrypoint ? { entrypoint } : {}),
      ...(command ? { command } : {}),
      folders: [contextOf(service, stack) ?? stack.folder, stack.folder],
      variable,
      at: service.at,
    },
    facts,
  ); // biome-ignore format: one call
  return {
    service,
    stack,
    facts,
    environment,
    ...(image ? { image } : {}),
    ...(kind ? { kind } : {}),
    ...(followed ?? {}),
  };
}

/**
 * It alone takes both ports of the web on the host, beside a service that opens its port to the stack only and is checked there: it stands in
 * front of that one, whatever its image is called.
 */
function isFront({ name, body }: ComposeService, { services }: Stack): boolean {
  const taken = portsOf(body).map(({ host }) => host);
  if (within(body, 'build') || !taken.includes(80) || !taken.includes(443)) return false;
  return services.some(
    (other) =>
      other.name !== name &&
      !knownImage(roughText(within(other.body, 'image'))) &&
      within(other.body, 'healthcheck') !== undefined &&
      items(within(other.body, 'expose')).length > 0 &&
      portsOf(other.body).length === 0,
  );
}

/** What the image is for, where the container starts what the image is named for. */
function kindOf(
  service: ComposeService,
  given: { image: Image | undefined; reference: string; starts: StartWords | undefined },
): KnownImage | undefined {
  const { image, reference, starts } = given;
  const kind = (within(service.body, 'build') ? undefined : knownImage(reference)) ?? kindByBase(service, image);
  return kind && startsServer(kind, starts?.words ?? (image && ownWords(image))) ? kind : undefined;
}

/** An image of one's own over a database or a proxy is still that; a proxy's base is also used to serve a built frontend. */
function kindByBase({ name, body }: ComposeService, image: Image | undefined): KnownImage | undefined {
  const kind = knownImage(image?.from);
  if (kind && (kind.role !== 'other' || kind.engine === 'mail-catcher')) return kind;
  const folder = items(within(body, 'volumes')).map((item) => (item.is === 'map' ? roughText(within(item, 'target')) : (roughText(item).split(':')[1] ?? ''))); // biome-ignore format: one list
  const store = dataFolders.find(([pattern]) => folder.some((path) => pattern.test(path)))?.[1];
  if (store && !image) return knownImage(store);
  // What its Dockerfile starts is known: the name of the service was free to choose.
  if (image?.command ?? image?.entrypoint) return undefined;
  return namedKinds.find(([pattern]) => pattern.test(name))?.[1](name.toLowerCase());
}

/** Where the servers keep their data in every image of them. */
const dataFolders: readonly (readonly [RegExp, string])[] = [
  [/^\/(var\/lib\/postgresql|bitnami\/postgresql)(\/|$)/, 'postgres'],
  [/^\/(var\/lib\/mysql|bitnami\/(mysql|mariadb))(\/|$)/, 'mysql'],
  [/^\/(data\/db|bitnami\/mongodb)\/?$/, 'mongo'],
  [/^\/(var\/lib\/rabbitmq|bitnami\/rabbitmq)(\/|$)/, 'rabbitmq'],
]; // biome-ignore format: a table

/** Names of services whose images tell nothing. */
const namedKinds: readonly (readonly [RegExp, (name: string) => KnownImage | undefined])[] = [
  [/^(postgres|postgresql|mysql|mariadb|redis|valkey|mongo|mongodb|rabbitmq|memcached|elasticsearch|minio)$/i, (name) => knownImage(name.replace('postgresql', 'postgres'))],
  [/^(mailhog|mailpit|maildev|mailcatcher|mailserver)$/i, () => knownImage('mailhog')],
  [/^(adminer|phpmyadmin|pgadmin|flower|docs|storybook)$/i, () => knownImage('adminer')],
  [/^(nginx|proxy|reverse-proxy|traefik|haproxy|lb|loadbalancer|load-balancer|caddy|gateway|ingress|varnish)$/i, () => knownImage('nginx')],
]; // biome-ignore format: a table

function imageEnvironment(image: Image | undefined, over: readonly EnvironmentEntry[]): readonly EnvironmentEntry[] {
  const set = new Set(over.map(({ name }) => name));
  return environmentOfImage(image).filter(({ name }) => !set.has(name));
}

function environmentOf(
  service: ComposeService,
  stack: Stack,
  facts: Facts,
): { entries: readonly EnvironmentEntry[]; complete: boolean } {
  const own = asMap(within(service.body, 'environment')).filter(
    ({ value }) => !(value.is === 'literal' && value.value === null),
  );
  const names = new Set(own.map(({ key }) => key));
  const files = envFiles(service, stack);
  const fromFiles: EnvironmentEntry[] = [];
  let complete = true;
  for (const path of files) {
    const made = path.endsWith('.env')
      ? [...copiedToEnv(facts)].map((name) => path.replace(/(?<![^/])[^/]*$/, name))
      : [];
    const found = [path, ...made, `${path}.example`, `${path}.dist`, `${path}.sample`]
      .map((one) => facts.of('env-entry').filter(({ at }) => at.file === one))
      .find((list) => list.length > 0);
    if (!found) complete = false;
    for (const { name, value, at } of found ?? [])
      if (!names.has(name)) fromFiles.push({ name, value: { is: 'literal', value, at } });
  }
  return { entries: [...fromFiles, ...own.map(({ key, value }) => ({ name: key, value }))], complete };
}

function envFiles(service: ComposeService, stack: Stack): readonly string[] {
  const given = within(service.body, 'env_file');
  const list = given?.is === 'list' ? given.items : given ? [given] : [];
  return list.flatMap((item) => {
    const path = shippedText(item) ?? shippedText(within(item, 'path'));
    return path && !path.startsWith('/') ? [joined(stack.folder, path)] : [];
  });
}

function wordsOf(expr: Expr | undefined): StartWords | undefined {
  if (!expr || (expr.is === 'literal' && expr.value === null)) return undefined;
  if (expr.is === 'list') {
    const words: Located<string>[] = expr.items.map((item) => ({ value: roughText(item), at: item.at }));
    return { words, shell: false, at: expr.at };
  }
  // Compose splits a text into words itself, no shell is involved.
  const text = roughText(expr);
  const exact = expr.at.end - expr.at.start === text.length;
  const words = [...text.matchAll(/"[^"]*"|'[^']*'|\S+/g)].map(({ 0: word, index }): Located<string> => {
    const quoted = /^["'].*["']$/s.test(word) ? 1 : 0;
    const start = expr.at.start + index + quoted;
    const end = start + word.length - 2 * quoted;
    return { value: quoted ? word.slice(1, -1) : word, at: exact ? { file: expr.at.file, start, end } : expr.at };
  });
  return { words, shell: false, at: expr.at };
}

/** What the container is in the topology: a process of the app, or a service that it uses. */
export function processOf(container: Container): Process | undefined {
  const { service, stack, facts, image, kind, start, started } = container;
  if (kind || onlyWatches(started?.main?.text)) return undefined;
  const { body, name, at } = service;
  const ports = portsOf(body);
  const reached = usersPorts(service, stack).length > 0;
  const policy = policyOf(body);
  const command = started?.main?.text;
  const context = contextOf(service, stack);
  // a tag that nobody sets does not hide whose image it is
  const reference = shippedText(within(body, 'image')) ?? image?.file ?? imageName(roughText(within(body, 'image')));
  const holds =
    image && !within(body, 'command') && !within(body, 'entrypoint') ? holdingOf(image, context) : undefined;
  const isJob = /-job$/.test(shippedText(within(body, 'deploy', 'mode')) ?? '');
  const role = isJob
    ? 'job'
    : roleOf({
        name,
        published: reached,
        serves: items(within(body, 'expose')).length > 0,
        // what ends with success stays down (docker compose, restart)
        restarts: policy !== undefined && !/^(no|none|on-failure)\b/.test(policy),
        ...(command ? { command } : {}),
      });
  const grace = seconds(shippedText(within(body, 'stop_grace_period')));
  const stopSignal = shippedText(within(body, 'stop_signal'));
  const health = within(body, 'healthcheck');
  const process: Process = {
    name,
    technology: 'compose',
    role,
    ...(image || context
      ? {
          folders: [...(image ? placesOf(image, context) : builtAt(body, context)), ...(context ? [context] : [])],
          ...(image
            ? {
                starts: startedIn(
                  image,
                  context,
                  start?.words.map(({ value }) => value),
                  started?.main?.command.at,
                ),
              }
            : {}),
        }
      : {}),
    ...(reference ? { image: reference } : {}),
    ...builtFrom(image),
    ...(holds ? { holds } : {}),
    ...(command ? { command } : {}),
    replicas: replicasOf(body, at),
    ...workersOf(command, started?.main?.command.at ?? at),
    pinned: pinnedBy(body, usersPorts(service, stack)),
    environment: container.environment,
    volumes: mountsOf(body, { folder: stack.folder, volumes: stack.volumes, ...(context ? { context } : {}) }),
    ports,
    restarts: restartsOf(body, at),
    // A published image of somebody else has paths of its own.
    ...(image || context ? { probePaths: probesOf(health, image) } : {}),
    health: known(healthOf(health, image), [said(health?.at ?? image?.healthcheck?.at ?? at, 'has a health check')]),
    ...jobTimes(role === 'worker' ? command : undefined, {
      at: within(body, 'command')?.at ?? at,
      stops:
        grace === undefined
          ? undefined
          : known(grace, [said(within(body, 'stop_grace_period')?.at ?? at, `stops within ${grace} s`)]),
      usual: { seconds: 10, builtin: 'docker compose, stop_grace_period' },
      facts,
    }),
    ...(stopSignal ? { stopSignal } : {}),
    balanced: reached || items(within(body, 'expose')).length > 0 || labelled(body),
    reachOfFile:
      (within(body, 'deploy', 'placement') ?? within(body, 'deploy', 'update_config')) ? 'many-hosts' : 'one-host',
    at,
  };
  return { ...process, repairs: repairsOf(container, process) };
}

function labelled(body: Expr): boolean {
  return asMap(within(body, 'labels')).some(({ key }) => /^(traefik\.http|caddy|VIRTUAL_HOST)/.test(key));
}

function healthOf(health: Expr | undefined, image: Image | undefined): boolean {
  if (!health) return image?.healthcheck !== undefined;
  return shippedText(within(health, 'disable')) !== 'true' && !/^NONE$/.test(roughText(within(health, 'test')));
}

/** What the check of the service, else that of its image, asks over HTTP. */
function probesOf(health: Expr | undefined, image: Image | undefined): readonly Probe[] {
  if (!healthOf(health, image)) return [];
  const test = within(health, 'test');
  if (!test) return image?.healthcheck ? askedOf(image.healthcheck.value, image.healthcheck.at) : [];
  return askedOf((test.is === 'list' ? test.items : [test]).map(roughText).join(' '), test.at);
}

function workersOf(command: string | undefined, at: Process['at']): Pick<Process, 'workers'> {
  const count = workersIn(command);
  return count === undefined ? {} : { workers: known(count, [said(at, `starts ${count} server processes`)]) };
}

function replicasOf(body: Expr, at: Process['at']): Resolved<number> {
  const given = within(body, 'deploy', 'replicas') ?? within(body, 'scale');
  const count = Number(shippedText(given));
  if (given && !Number.isNaN(count)) return known(count, [said(given.at, `asks for ${count} copies`)]);
  return known(1, [said(at, 'runs as one container')]);
}

function policyOf(body: Expr): string | undefined {
  return shippedText(within(body, 'restart')) ?? shippedText(within(body, 'deploy', 'restart_policy', 'condition'));
}

function restartsOf(body: Expr, at: Process['at']): Resolved<boolean> {
  const policy = policyOf(body);
  const place = within(body, 'restart')?.at ?? within(body, 'deploy', 'restart_policy')?.at ?? at;
  if (policy === undefined)
    return known(within(body, 'deploy', 'replicas') !== undefined, [said(place, 'has no restart policy')]);
  const restarts = policy !== 'no' && policy !== 'none' && policy !== 'false';
  return known(restarts, [said(place, restarts ? `is restarted (${policy})` : 'is not restarted')]);
}

function commandOf(command: Expr | undefined): Pick<Service, 'command'> {
  const words = command?.is === 'list' ? command.items : command ? [command] : [];
  return words.length > 0 ? { command: words.map(roughText).join(' ') } : {};
}

/** `postgres -c max_connections=200` */
function limitOf(command: Expr | undefined): Pick<Service, 'maxConnections'> {
  const words = command?.is === 'list' ? command.items : command ? [command] : [];
  const word = words.find((one) => /max[_-]connections/.test(roughText(one)));
  const count = Number(/max[_-]connections[= ]+(\d+)/.exec(roughText(word))?.[1]);
  return word && !Number.isNaN(count)
    ? { maxConnections: known(count, [said(word.at, `accepts ${count} connections`)]) }
    : {};
}

export function serviceOf(container: Container): Service | undefined {
  const { service, kind, stack, image } = container;
  if (!kind) return undefined;
  const { body, name, at } = service;
  // a container that only holds volumes for others (`volumes_from`) serves nothing
  if (/^(\/bin\/)?true$/.test(roughText(within(body, 'command')))) return undefined;
  const volumes = mountsOf(body, { folder: stack.folder, volumes: stack.volumes });
  const command = within(body, 'command');
  const told = [command, within(body, 'entrypoint')].map((one) =>
    (one?.is === 'list' ? one.items : one ? [one] : []).map(roughText).join(' '),
  );
  const place = {
    kind,
    reference: roughText(within(body, 'image')),
    told: [...told, ...container.environment.map((one) => one.name)].join(' '),
    paths: volumes.map(({ path }) => path),
  };
  const kept = within(body, 'volumes_from') !== undefined || keptAt(place).length > 0;
  const beside = volumes.find(({ path }) => kind.data.test(path));
  return {
    name,
    technology: 'compose',
    engine: kind.engine === 'updater' && onlyTells(container) ? 'tool' : kind.engine,
    role: kind.role,
    ...builtFrom(image),
    nodes: known(1, [said(at, 'runs as one container')]),
    failover: known(false, [said(at, 'is a single container')]),
    ...memberOf(container),
    persistent:
      kind.role === 'proxy' || kind.role === 'other'
        ? unknown('it keeps nothing that the app needs', [])
        : known(kept, [
            said(
              kept ? at : (beside?.at ?? at),
              kept
                ? 'keeps its data in a volume'
                : beside
                  ? `is mounted at ${beside.path}, where the image keeps no data`
                  : 'mounts no volume for its data',
            ),
          ]),
    restarts: restartsOf(body, at),
    ports: portsOf(body),
    dataPorts: kind.ports,
    ...limitOf(within(body, 'command')),
    ...commandOf(within(body, 'command')),
    repairs: { persistent: volumeRepair(service) },
    volumes,
    at,
  };
}

/** An updater that says what is new, and changes nothing (containrrr/watchtower, docs/arguments.md). */
function onlyTells({ service: { body }, environment }: Container): boolean {
  return / (--monitor-only|-m)( |$)/.test(` ${commandOf(within(body, 'command')).command ?? ''}`) || environment.some(({ name, value }) => name === 'WATCHTOWER_MONITOR_ONLY' && /^(true|1)$/.test(shippedText(value) ?? ''));
} // biome-ignore format: one condition

/** A container that its command or environment makes one of several nodes, on the host of the stack unless the stack says where each goes. */
function memberOf({ service, environment }: Container): Pick<Service, 'apart'> {
  const { body, at } = service;
  const command = within(body, 'command');
  const words = (command?.is === 'list' ? command.items : command ? [command] : []).map(roughText).join(' ');
  const told = environment.find(({ name, value }) => inSet.test(`${name}=${roughText(value)}`));
  if (!inSet.test(words) && !told) return {};
  const placed = within(body, 'deploy', 'placement');
  return { apart: known(placed !== undefined, [said(placed?.at ?? at, placed ? 'is placed on a machine' : 'is a node of a set, on the host of the stack')]) };
} // biome-ignore format: one record

/** Switches of the servers and of their usual images that make a node one of several. */
const inSet =
  /--replSet\b|--cluster-enabled yes|--wsrep[-_]|redis-sentinel|--replicaof\b|^(MONGODB_REPLICA_SET_(MODE|NAME)|POSTGRESQL_REPLICATION_MODE|MYSQL_REPLICATION_MODE|REDIS_REPLICATION_MODE|MARIADB_REPLICATION_MODE|MARIADB_GALERA_CLUSTER_\w+|PATRONI_\w+|REDIS_NODES)=/;

/** The folder of the file that it is built by: it may lie in another app, whose files are not looked at here. */
function builtAt(body: Expr, context: string | undefined): readonly string[] {
  const file = shippedText(within(body, 'build', 'dockerfile'));
  return file && context ? [folderOf(joined(context, file))] : [];
}
