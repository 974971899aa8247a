import type { PoolMember } from '../facts/balancing.js';
import { literalText } from '../facts/expr.js';
import type { Fact, Facts } from '../facts/fact.js';
import type { Said } from '../facts/program.js';
import type { Span } from '../facts/span.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../resolve/evidence.js';
import type { HealthCheck } from '../resolve/parts/http.js';
import type { Balancer, Process } from '../resolve/parts/topology.js';
import {
  forwardRepair,
  freeChoice,
  keptAsSent,
  lookedUpAgain,
  memberRepair,
  passRepairs,
  probesOf,
  roleRepair,
  secondServer,
  suitedMethod,
} from './balancer-repairs.js';
import { isOfAnotherImage } from './docker/variants.js';
import type { Resolution } from './technology.js';
import { roughText } from './yaml/values.js';

type PoolFact = Fact<'pool'>;
type ProxiedFact = Fact<'proxied'>;

/** What a proxy of one technology balances: its pools, and single hosts that it sends requests to directly. */
export function balancerParts(
  app: Resolution,
  technology: string,
  completed: (proxied: ProxiedFact) => ProxiedFact = (one) => one,
  isLeftOut: (at: Span) => boolean = () => false,
): AppParts {
  const isOther = isOfAnotherImage(app);
  const isIn = (one: { readonly technology: string; readonly at: Span }) =>
    one.technology === technology && !isLeftOut(one.at) && !isOther(one.at);
  const pools = app.facts.of('pool').filter(isIn);
  const proxied = app.facts.of('proxied').filter(isIn).map(completed);
  const balancers: Balancer[] = [];
  for (const pool of pools) {
    const users = proxied.filter(({ target }) => target === pool.name);
    if (technology === 'nginx' && proxied.length > 0 && users.length === 0) continue;
    const balancer = ofPool(pool, users, app);
    if (balancer) balancers.push(balancer);
  }
  const names = new Set(pools.map(({ name }) => name));
  const direct = new Set(proxied.map(({ target }) => target).filter((target) => !names.has(target)));
  for (const target of direct) {
    const balancer = ofHost(
      proxied.filter((one) => one.target === target),
      app,
    );
    if (balancer) balancers.push(balancer);
  }
  return { balancers };
}

/** Paths that speak of health and that the proxy answers by itself: they tell of the proxy, not of the app. */
export function answeredByProxy(facts: Facts, technology: string): readonly HealthCheck[] {
  return facts
    .of('answered')
    .filter((one) => one.technology === technology && /health|live|ready|ping|status|\bup\b/i.test(one.path))
    .map(({ path, at }) => ({
      label: path,
      technology,
      via: 'proxy',
      path,
      checks: [],
      obstacles: [said(at, 'is answered before the app is asked')],
      at,
    }));
}

/** Whether an address is of the machine itself. */
export function isHere(address: string): boolean {
  return here.test(address);
}

const here = /^(localhost|127(\.\d+){3}|\[::1\]|::1|host\.docker\.internal|unix:.*|\/.*|:\d+)(:\d+)?$/;

/** Pools of replicas, and of nodes that all take writes. */
const anyMember = /replica|standby|slave|secondar|read|(^|[_-])ro($|[_-])|galera|pxc|multi/i;

/** A pool whose members are all this machine, or one FastCGI server, is how an app server is reached by its own web server. */
function ofPool(pool: PoolFact, users: readonly ProxiedFact[], app: Resolution): Balancer | undefined {
  const { members } = pool;
  const spares = members.filter(({ spare }) => spare).length;
  const remote = members.filter(({ address }) => !here.test(address));
  if (remote.length === 0 && !pool.open) return undefined;
  if (remote.length < 2 && users.length > 0 && users.every(({ via }) => via !== 'proxy' && via !== 'grpc'))
    return undefined;
  const { sticky, checks, checkPath, portOnly } = pool;
  return {
    name: pool.name,
    technology: pool.technology,
    serves: servedBy(pool),
    backends: countOf(pool, members, app.processes),
    checks: known(checks.value, [because(checks)]),
    unchecked: members.flatMap((member) =>
      member.unchecked ? [{ ...because(member.unchecked), repair: memberRepair(pool.technology, member) }] : [],
    ),
    ...(portOnly ? { portOnly: true } : {}),
    ...(spares > 0 ? { spares } : {}),
    ...(anyMember.test(pool.name) ? { readOnly: true } : {}),
    ...(checkPath ? { checkPath: checkPath.value, checkAt: checkPath.at } : {}),
    sticky: sticky ? known(true, [because(sticky)]) : known(false, [said(pool.at, 'keeps no client on one server')]),
    ...(sticky ? { stickyBy: sticky.value } : {}),
    namedIn: namedIn(members, app),
    ...sizesOf(members, app.processes),
    ...(pool.method ? { method: known(pool.method.value, [because(pool.method)]) } : {}),
    fixedNames: members.filter(({ once }) => once).map(({ address, at }) => ({ value: address, at })),
    ...passedOn(users, pool),
    repairs: {
      ...(pool.forwards ? { forwardedHeaders: forwardRepair(pool) } : {}),
      ...repairsOf(users),
      sticky: freeChoice(pool),
      method: suitedMethod(pool),
      backends: secondServer(pool),
      fixedNames: lookedUpAgain(pool),
      role: roleRepair(pool, patroniPort(app)),
    },
    probes: probesOf(pool),
    at: pool.at,
  };
}

function ofHost(users: readonly ProxiedFact[], app: Resolution): Balancer | undefined {
  const first = users.find(({ static: files }) => !files) ?? users[0];
  if (!first || here.test(first.target) || first.via !== 'proxy') return undefined;
  const member: PoolMember = { address: first.target, spare: false, at: first.at };
  const host = hostOf(first.target);
  const process = processNamed(host, app.processes);
  // A name with dots that no process bears is somebody else's service, and a variable may be anything.
  if (/\$|\{/.test(host) || (!process && /[a-z]\S{0,300}\./i.test(host))) return undefined;
  if (process && process.role !== 'web' && process.role !== 'websocket' && process.role !== 'unknown') return undefined;
  return {
    name: first.target,
    technology: first.technology,
    serves: 'app',
    backends: hostCount(member, app.processes),
    checks: known('none', [said(first.at, 'sends everything to one address')]),
    sticky: known(false, [said(first.at, 'keeps no client on one server')]),
    fixedNames: first.technology === 'nginx' ? [{ value: first.target, at: first.at }] : [],
    ...passedOn(users),
    repairs: repairsOf(users),
    at: first.at,
  };
}

/** The port on which Patroni answers, where its files stand beside the proxy's. */
function patroniPort(app: Resolution): string | undefined {
  const rest = app.facts
    .of('setting')
    .find(({ technology, key }) => technology === 'patroni' && key === 'restapi.connect_address');
  return rest && /:(\d+)$/.exec(literalText(rest.value) ?? '')?.[1];
}

function passedOn(
  users: readonly ProxiedFact[],
  pool?: PoolFact,
): Pick<Balancer, 'upgrades' | 'idleSeconds' | 'forwardedHeaders' | 'overwrites'> {
  const upgrade =
    users.find(({ upgrades }) => upgrades.value === true) ?? users.find(({ upgrades }) => upgrades.value === undefined);
  const main = mainOf(users);
  const upgrades = upgrade?.upgrades ?? main?.upgrades ?? pool?.upgrades;
  const forwards = main?.forwards ?? pool?.forwards;
  const over = main?.overwrites;
  const idle = upgrade?.idle ?? pool?.idle;
  return {
    ...(idle ? { idleSeconds: known(idle.value, [because(idle)]) } : {}),
    ...(over ? { overwrites: { ...because(over), repair: keptAsSent(over.value) } } : {}),
    ...(upgrades ? { upgrades: resolved(upgrades) } : {}),
    ...(forwards ? { forwardedHeaders: resolved(forwards) } : {}),
  };
}

/** The location that matters most: that of the whole site, else the first that does not deliver files alone. */
function mainOf(users: readonly ProxiedFact[]): ProxiedFact | undefined {
  const dynamic = users.filter(({ static: files }) => !files);
  return dynamic.find(({ path }) => path === '/') ?? dynamic[0];
}

function repairsOf(users: readonly ProxiedFact[]): NonNullable<Balancer['repairs']> {
  const main = mainOf(users);
  return main ? passRepairs(main) : {};
}

function resolved(told: Said<boolean | undefined>): Resolved<boolean> {
  return told.value === undefined ? unknown(told.says, [because(told)]) : known(told.value, [because(told)]);
}

/** Values of the environment in which the address of a member stands by itself or in a list. */
function namedIn(members: readonly PoolMember[], app: Resolution): readonly Evidence[] {
  // a name without dots that stands alone in a pool is the name of all copies
  const hosts = new Set(
    members
      .map(({ address }) => hostOf(address))
      .filter((host) => !here.test(host) && !/[${]/.test(host) && (host.includes('.') || members.length > 1)),
  );
  if (hosts.size === 0) return [];
  const given = [
    ...app.facts.of('env-entry').map(({ name, value, at }) => ({ name, value, at })),
    ...app.processes.flatMap(({ environment }) => environment.map(({ name, value }) => ({ name, value: roughText(value), at: value.at }))),
  ];
  const seen = new Set<string>();
  return given.flatMap(({ name, value, at }) => {
    const named = value.slice(0, 2000).split(/[\s,;|]+/).map((one) => hostOf(one.replace(/^[^/@]*@/, ''))).filter((host) => hosts.has(host));
    const key = `${at.file}:${at.start}`;
    if (named.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [said(at, `${name} names ${[...new Set(named)].join(' and ')}`)];
  });
} // biome-ignore format: one list

function sizesOf(members: readonly PoolMember[], processes: readonly Process[]): Pick<Balancer, 'sizes'> {
  if (members.some(({ weighted }) => weighted)) return {};
  const sizes = members.flatMap(({ address }) => processNamed(hostOf(address), processes)?.workers ?? []);
  return sizes.length === members.length ? { sizes } : {};
}

function countOf(pool: PoolFact, members: readonly PoolMember[], processes: readonly Process[]): Resolved<number> {
  const counts = members.map((member) => hostCount(member, processes));
  const least = counts.reduce((sum, one) => sum + (one.state === 'known' ? one.value : 1), 0);
  const steps = counts.flatMap((one) => one.because);
  if (pool.open) return unknown(`it ${pool.open.says}`, [because(pool.open)]);
  if (least >= 2) return known(least, steps);
  return (
    counts.find(({ state }) => state === 'unknown') ??
    known(least, steps.length > 0 ? steps : [said(pool.at, 'lists no server')])
  );
}

/** How many copies stand behind one address. A name without dots is a service of the deployment, which may have several. */
function hostCount({ address, at }: PoolMember, processes: readonly Process[]): Resolved<number> {
  const host = hostOf(address);
  const step = said(at, `sends to ${address}`);
  if (/\$|\{/.test(host)) return unknown('the address is computed', [step]);
  const process = processNamed(host, processes);
  if (process) {
    const { replicas } = process;
    if (replicas.state === 'unknown') return unknown(replicas.why, [...replicas.because, step]);
    return known(replicas.value, [...replicas.because, step]);
  }
  const oneMachine =
    /^\d+(\.\d+){3}$|^\[/.test(host) || (host.includes('.') && !/\.svc(\.|$)|amazonaws|azure|\.consul$/.test(host));
  return oneMachine ? known(1, [step]) : unknown(`the name ${host} may stand for several copies`, [step]);
}

function processNamed(host: string, processes: readonly Process[]): Process | undefined {
  const short = host.split('.')[0];
  return (
    processes.find(({ name }) => name === host) ??
    processes.find(({ name }) => name === short && /\.svc(\.|$)/.test(host))
  );
}

function hostOf(address: string): string {
  return address
    .replace(/^\w+:\/\//, '')
    .replace(/\/.*/s, '')
    .replace(/:\d+$/, '');
}

const ports: readonly (readonly [Balancer['serves'] & string, RegExp])[] = [
  ['database', /:(5432|5433|5434|6432|3306|33060|1433|27017)$/],
  ['cache', /:(6379|6380|11211|26379|5672)$/],
];

function servedBy({ members, protocol, name }: PoolFact): Balancer['serves'] & string {
  for (const [kind, pattern] of ports) if (members.some(({ address }) => pattern.test(address))) return kind;
  if (/postgres|pgsql|mysql|mariadb|galera|patroni|mongo/i.test(name)) return 'database';
  if (/redis|memcache|rabbit|amqp/i.test(name)) return 'cache';
  return protocol === 'http' ? 'app' : 'other';
}

function because({ at, says, builtin }: Said<unknown>): Evidence {
  return builtin ? { at: { builtin }, says } : said(at, says);
}
