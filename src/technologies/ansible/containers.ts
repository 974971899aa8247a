import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { Process, Service } from '../../resolve/parts/topology.js';
import { type Container, containerOf, processOf, serviceOf } from '../compose/services.js';
import type { ComposeService, Stack } from '../compose/stacks.js';
import { standingsIn } from '../compose/standing.js';
import { containerParts } from '../docker/parts.js';
import { folderOf } from '../docker/paths.js';
import { within } from '../yaml/values.js';
import { templateText, valueIn } from './jinja.js';
import { type Program, runText, type TaskRun } from './plays.js';
import { sharedMounts } from './shared-folders.js';
import { chosenHost, type Module, moduleOf, optionText } from './tasks.js';

/** What plays start in containers on each of their hosts, read as the stack of one host that it is; by group. */
const containerStacks = onceFor(({ runs }: Program): ReadonlyMap<string, Stack> => {
  const groups = new Map<string, { readonly folder: string; readonly services: Map<string, ComposeService> }>();
  for (const run of runs) {
    const service = startedBy(run);
    if (!service) continue;
    const { group, file } = run.play;
    const own = groups.get(group) ?? { folder: folderOf(file), services: new Map<string, ComposeService>() };
    own.services.set(service.name, service);
    groups.set(group, own);
  }
  return new Map(
    [...groups].map(([group, { folder, services }]) => [
      group,
      { folder, files: [], services: [...services.values()], volumes: [], production: true, includes: [] },
    ]),
  );
});

/** Options of `community.docker.docker_container` and `containers.podman.podman_container` by the keys of compose that mean the same. */
const keys: readonly (readonly [string, string])[] = [
  ['image', 'image'],
  ['command', 'command'],
  ['cmd_args', 'command'],
  ['entrypoint', 'entrypoint'],
  ['env', 'environment'],
  ['volumes', 'volumes'],
  ['volume', 'volumes'],
  ['volumes_from', 'volumes_from'],
  ['ports', 'ports'],
  ['published_ports', 'ports'],
  ['publish', 'ports'],
  ['exposed_ports', 'expose'],
  ['expose', 'expose'],
  ['restart_policy', 'restart'],
  ['healthcheck', 'healthcheck'],
  ['labels', 'labels'],
  ['label', 'labels'],
  ['stop_timeout', 'stop_grace_period'],
];

function startedBy(run: TaskRun): ComposeService | undefined {
  const module = moduleOf(run.body);
  if (!module || !/^(docker_container|podman_container)$/.test(module.name) || module.value.is !== 'map') return undefined;
  if (chosenHost(run) || run.open.some(({ waitsFor }) => waitsFor === 'unknown')) return undefined;
  if (/^(absent|stopped)$/.test(optionText(run, module, 'state') ?? '')) return undefined;
  const named = within(module.value, 'name');
  const name = named && runText(run, named);
  if (!named || !name) return undefined;
  const body: Expr = { is: 'map', entries: [{ key: 'container_name', value: textAt(run, named) }, ...entriesOf(run, module)], at: module.value.at };
  return { name, at: named.at, body };
} // biome-ignore format: conditions

function entriesOf(run: TaskRun, { value }: Module): readonly ExprEntry[] {
  return keys.flatMap(([option, key]): readonly ExprEntry[] => {
    const given = within(value, option);
    if (!given) return [];
    // the module has a word for all ports of an image, and takes one alone
    const own = filled(run, given, 0);
    const isAlone = /^(volumes|ports|expose)$/.test(key) && own.is === 'literal';
    return [{ key, value: isAlone ? { is: 'list', items: [own], at: own.at } : own }];
  });
}

const deepest = 4;

/** A value with what its templates print, each leaf where the task has it: there it is changed. */
function filled(run: TaskRun, given: Expr, depth: number): Expr {
  const value = valueIn(given, run.scope) ?? given;
  if (depth > deepest) return value;
  if (value.is === 'list') return { ...value, items: value.items.map((item) => filled(run, item, depth + 1)) };
  if (value.is === 'map')
    return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: filled(run, entry.value, depth + 1) })) };
  return textAt(run, given);
} // biome-ignore format: one choice

function textAt(run: TaskRun, given: Expr): Expr {
  const text = runText(run, given) || templateText(given);
  return text === undefined ? given : { is: 'literal', value: text, at: given.at };
}

/** Processes and stores that the containers of plays are, and what is asked of them. */
export function containerPartsOf(program: Program, facts: Facts): AppParts {
  const stacks = [...containerStacks(program).values()];
  const all = stacks.flatMap((stack) => stack.services.map((service) => containerOf(service, stack, facts)));
  const mounts = sharedMounts(program.runs);
  const named = proxiedHosts(facts);
  const own = all.flatMap((container) => {
    const process = processOf(container);
    return process ? [{ container, process: asOfHost(process, mounts, named) }] : [];
  });
  const standings = standingsIn(own, all);
  const processes = own.map(({ process }) => {
    const standing = standings.get(process);
    return standing ? { ...process, standing } : process;
  });
  const { healthChecks = [], httpApps = [] } = containerParts(processes.map((process) => ({ process })), facts);
  return { processes, services: all.flatMap((container) => storeOf(container) ?? []), healthChecks, httpApps };
} // biome-ignore format: calls

/** What compose offers as repairs are keys of compose. */
function asOfHost({ repairs, ...process }: Process, mounts: readonly string[], named: ReadonlySet<string>): Process {
  const volumes = process.volumes.map((mount) => {
    const { source = '' } = mount;
    const { repair, ...plain } = mount;
    return mounts.some((folder) => source === folder || source.startsWith(`${folder}/`))
      ? { ...plain, reach: known('shared' as const, [said(mount.at, 'lies on a mount that several hosts have')]) }
      : plain;
  });
  const ports = process.ports.map(({ repair, ...port }) => port);
  const isProxied = named.has(process.name.toLowerCase());
  const role = process.role === 'unknown' && (process.balanced || isProxied) ? 'web' : process.role;
  return { ...process, technology: 'ansible', role, volumes, ports, balanced: process.balanced === true || isProxied };
}

function storeOf(container: Container): Service | undefined {
  const service = serviceOf(container);
  if (!service) return undefined;
  const { repairs, ...own } = service;
  return { ...own, technology: 'ansible', ports: own.ports.map(({ repair, ...port }) => port) };
}

/** Names that proxies of the repository send requests to. */
function proxiedHosts(facts: Facts): ReadonlySet<string> {
  const targets = [
    ...facts.of('proxied').map(({ target }) => target),
    ...facts.of('pool').flatMap(({ members }) => members.map(({ address }) => address)),
  ];
  return new Set(targets.map((target) => target.replace(/^\w+:\/\//, '').replace(/[:/].*/s, '').toLowerCase()));
} // biome-ignore format: one call

/** What the containers of plays are to the commands of other plays. */
export interface Contained {
  /** The database that a play starts in a container of each host, by group. */
  readonly databases: ReadonlyMap<string, Expr['at']>;
  /** Names of the containers that are the app's, none of a store or a tool. */
  readonly apps: ReadonlySet<string>;
}

export function containedIn(program: Program, facts: Facts): Contained {
  const databases = new Map<string, Expr['at']>();
  const apps = new Set<string>();
  for (const [group, stack] of containerStacks(program))
    for (const service of stack.services) {
      const { kind } = containerOf(service, stack, facts);
      if (kind?.role === 'database') databases.set(group, service.at);
      if (!kind) apps.add(service.name);
    }
  return { databases, apps };
}
