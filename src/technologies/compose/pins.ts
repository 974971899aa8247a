import type { Expr } from '../../facts/expr.js';
import { onceFor } from '../../once.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import type { Process, PublishedPort } from '../../resolve/parts/topology.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { knownImage } from '../docker/known-images.js';
import { httpPort, isHttpPort } from '../http-port.js';
import { entries, items, roughText, within } from '../yaml/values.js';
import { portsOf } from './ports.js';
import type { Container } from './services.js';
import type { ComposeService, Stack } from './stacks.js';

/**
 * The ports by which users come. Datagrams are no requests that anything could send to another copy; what only the machine itself may
 * open is for its operator, unless nothing else of the stack can be opened: then a proxy of the machine stands before it.
 */
export function usersPorts(service: ComposeService, stack: Stack): readonly PublishedPort[] {
  const connections = portsOf(service.body).filter(({ udp }) => !udp);
  const outside = connections.filter(isOutside);
  if (outside.length > 0) return outside;
  return aboutOf(stack).isOpen ? [] : connections;
}

/** What is asked of all services of a stack, for each of them: found once. */
interface About {
  /** Some port can be opened from outside of the machine. */
  readonly isOpen: boolean;
  readonly proxies: readonly string[];
  /** What its services are called by each other, with the service. */
  readonly names: ReadonlyMap<string, string>;
}

const aboutOf = onceFor(
  ({ services }: Stack): About => ({
    isOpen: services.some(({ body }) => portsOf(body).some((port) => !port.udp && isOutside(port))),
    proxies: services.flatMap(({ name, body }) =>
      knownImage(roughText(within(body, 'image')))?.role === 'proxy' ? [name] : [],
    ),
    names: new Map(
      services.flatMap(({ name, body }) =>
        [name, roughText(within(body, 'container_name')), roughText(within(body, 'hostname'))].map(
          (host) => [host, name] as const,
        ),
      ),
    ),
  }),
);

function isOutside({ address }: PublishedPort): boolean {
  return address === undefined || !/^(127\.|::1$|localhost$)/.test(address);
}

/** Why a second container of a service is refused. */
export function pinnedBy(body: Expr, ports: readonly PublishedPort[]): readonly Evidence[] {
  const name = within(body, 'container_name');
  const fixed = ports.filter(({ host }) => host !== undefined);
  return [
    ...(name ? [said(name.at, `has the fixed name ${roughText(name)}, which only one container can bear`)] : []),
    ...fixed.map(({ host, at }) =>
      said(at, `takes ${host ? `port ${host}` : 'a fixed port'} of the host, which only one container can have`),
    ),
    ...addressesOf(body).map((address) =>
      said(address.at, `has the fixed address ${roughText(address)}, which only one container can have`),
    ),
  ];
}

/** Addresses in the networks of the stack. */
function addressesOf(body: Expr): readonly Expr[] {
  return entries(within(body, 'networks')).flatMap(({ value }) =>
    ['ipv4_address', 'ipv6_address'].flatMap((key) => within(value, key) ?? []),
  );
}

/**
 * Without the fixed name and address; and without ports of the host where a proxy of the same stack can send requests to the copies. How a
 * product is doubled that nobody builds here, its makers know.
 */
export function unpinned({ service, stack, image, facts }: Container, process: Process): Repair {
  const { name } = process;
  const { body } = service;
  const named = entries(body).findLast(({ key }) => key === 'container_name');
  const fixed = named && roughText(named.value);
  // the name of the service stands for its containers as well (compose-spec, 06-networks.md)
  const frees = named && fixed !== undefined && fixed !== name ? { frees: { name: fixed, at: named.value.at } } : {};
  const open = usersPorts(service, stack).filter(({ host }) => host !== undefined);
  const title = `Let ${name} run in several copies`;
  const isBuilt = image !== undefined || within(body, 'build') !== undefined || facts.of('image').length > 0;
  const port = httpPort(open.map(({ container }) => container));
  const others = new Set(
    open
      .map(({ container }) => container)
      .filter((one) => one > 0 && one !== port && isHttpPort(one) && one % 1000 !== 443),
  );
  // which of two is asked for what, only the app knows
  const more =
    port === undefined || others.size === 0 ? '' : `, what comes to port ${[...others].join(', ')} today to that port`;
  const target = port === undefined ? name : `http://${name}:${port}${more}`;
  const proxy = aboutOf(stack).proxies.find((other) => other !== name);
  const hidden = open.length === 0 ? [] : proxy && exposed(service);
  const besides = [
    ...addressesIn(process, open, stack),
    ...datagrams(body),
    ...noRequests(open),
    ...ownEncryption(name, open),
  ];
  if (!isBuilt || !hidden || addressesOf(body).length > 0 || besides.length > 0)
    return { ...byHand(title, ...(isBuilt ? [] : asked(process)), ...steps({ service, named: named !== undefined, open, target, proxy }), ...besides), lastly: true }; // biome-ignore format: one list
  const changes: Change[] = named?.keyAt
    ? [{ is: 'without', file: named.keyAt.file, path: ['services', name, 'container_name'] }]
    : [];
  const need =
    open.length === 0
      ? `Scripts that call the container ${fixed} have to ask compose for it: docker compose exec ${name} ...`
      : `Look that ${proxy} sends requests to ${target}: nothing else reaches ${name} from then on`;
  return { title, safety: 'unsafe', lastly: true, changes: [...changes, ...hidden], ...frees, needs: [need] };
}

/** What only those who make a product can say. */
function asked({ image, volumes }: Process): readonly string[] {
  return [
    `Nothing here builds ${image ?? 'it'}: look up first how its makers run it in several copies (a mode for that, a store for all, one copy alone that fires schedules)`,
    ...(volumes.some(({ readOnly }) => !readOnly)
      ? ['A folder of data belongs to one copy: two on the same one damage it, unless its makers say otherwise']
      : []),
  ];
}

function steps(given: {
  readonly service: ComposeService;
  readonly named: boolean;
  readonly open: readonly PublishedPort[];
  readonly target: string;
  readonly proxy: string | undefined;
}): readonly string[] {
  const { service, named, open, target, proxy } = given;
  const out = [
    ...(open.length > 0
      ? [
          `replace ports of ${service.name}${open.every(({ container }) => isHttpPort(container)) ? '' : ' that take HTTP'} by expose`,
        ]
      : []),
    ...(named ? ['take container_name out'] : []),
    ...(addressesOf(service.body).length > 0 ? ['take its fixed address out, and let others use its name'] : []),
  ].join(', and ');
  if (open.length === 0) return [`Then ${out}`];
  return [
    proxy === undefined
      ? `Put a balancer into the stack that alone publishes ports, and sends requests to ${target}: that name stands for every copy`
      : `Look that ${proxy} sends requests to ${target}: that name stands for every copy`,
    `Then ${out}`,
  ];
}

/** Variables that tell users or other programs to come by a port that will be gone; an address of another service of the stack is that one's. */
function addressesIn({ environment, name }: Process, open: readonly PublishedPort[], stack: Stack): readonly string[] {
  const others = aboutOf(stack).names;
  return environment.flatMap(({ name: variable, value }) => {
    const [, host = '', port] = /^["']?\w+:\/\/(?:[^/\s@]*@)?([^/\s:]*):(\d+)\b/.exec(roughText(value)) ?? [];
    return port !== undefined && (others.get(host) ?? name) === name && open.some(({ host }) => host === Number(port))
      ? [`${variable} of ${name} names port ${port}, which is gone then: set it to the address of the balancer`]
      : [];
  });
}

/** Mail, shells and databases are no requests over HTTP (IANA, Service Name and Transport Protocol Port Number Registry). */
function noRequests(open: readonly PublishedPort[]): readonly string[] {
  const list = open.filter(({ container }) => !isHttpPort(container));
  return list.length === 0
    ? []
    : [
        `What comes to port ${list.map(({ container }) => container).join(', ')} is no HTTP: a balancer of requests hands none of it on, so leave the port to one copy, or let a balancer of connections bring it to the copies`,
      ];
}

/** Who serves 443 has a certificate, and sends plain requests there (Caddy 2, Automatic HTTPS). */
function ownEncryption(name: string, open: readonly PublishedPort[]): readonly string[] {
  const plain = open.some(({ container }) => container === 80);
  return plain && open.some(({ container }) => container === 443)
    ? [
        `${name} serves 443 itself, and may answer plain requests with a redirect to it: let it serve plain HTTP for every name behind a balancer that has the certificate, or let the balancer hand on what is encrypted`,
      ]
    : [];
}

/** No balancer of requests takes them. */
function datagrams(body: Expr): readonly string[] {
  const list = portsOf(body).filter(({ udp, host }) => udp && host !== undefined && host !== 443);
  return list.length === 0
    ? []
    : [
        `Datagrams to ${list.map(({ container }) => `${container || 'a port'}/udp`).join(', ')} have to reach the copy that they are meant for: give each copy a port or a machine of its own for them`,
      ];
}

/** `ports` made into `expose`; undefined where it is written in a way that does not allow it. */
function exposed({ body }: ComposeService): readonly Change[] | undefined {
  const ports = entries(body).findLast(({ key }) => key === 'ports');
  if (!ports?.keyAt || within(body, 'expose')) return undefined;
  const changes: Change[] = [{ is: 'replace', at: ports.keyAt, text: 'expose' }];
  for (const item of items(ports.value)) {
    const container = item.is === 'literal' ? /(?:^|:)(\d+)$/.exec(String(item.value))?.[1] : undefined;
    if (!container) return undefined;
    changes.push({ is: 'replace', at: item.at, text: `'${container}'` });
  }
  return changes;
}
