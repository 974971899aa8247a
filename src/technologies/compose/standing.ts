import type { Process } from '../../resolve/parts/topology.js';
import { imageName } from '../docker/known-images.js';
import { items, roughText, within } from '../yaml/values.js';
import type { Container } from './services.js';
import { asMap } from './values.js';

/** A service of one stack, the process that it is unless it is a store or a proxy, and the services of the stack that it names. */
interface Member {
  readonly container: Container;
  readonly process?: Process;
  /** Whose it is: what the stack builds is one product, what it pulls belongs to its publisher. */
  readonly product: string;
  readonly names: ReadonlySet<string>;
}

const built = 'built here';

/**
 * What each process of a stack is to the product that the stack is for: nothing for the product's own processes, `needed` for another product that it
 * leans on, `beside` for what nothing of it names: consoles, dashboards, shells. Where nothing tells the products apart, all are its own.
 */
export function standingsIn(
  started: readonly { readonly process: Process; readonly container: Container }[],
  containers: readonly Container[],
): ReadonlyMap<Process, NonNullable<Process['standing']>> {
  const standings = new Map<Process, NonNullable<Process['standing']>>();
  for (const stack of new Set(containers.map((one) => one.stack))) {
    const members = membersOf(
      containers.filter((one) => one.stack === stack),
      started,
    );
    const own = ownOf(members);
    if (own.length === 0) continue;
    const leant = reachedFrom(own, members);
    for (const member of members) {
      if (!member.process || own.includes(member)) continue;
      standings.set(member.process, leant.has(member) || isFront(member, own) ? 'needed' : 'beside');
    }
  }
  return standings;
}

function membersOf(
  containers: readonly Container[],
  started: readonly { readonly process: Process; readonly container: Container }[],
): readonly Member[] {
  const processes = new Map(started.map(({ container, process }) => [container, process]));
  const hosts = hostsOf(containers);
  const own = new Set(containers.filter(isBuilt).flatMap(({ service }) => imageName(roughText(within(service.body, 'image'))) ?? [])); // biome-ignore format: one list
  return containers.map((container) => {
    const image = imageName(roughText(within(container.service.body, 'image')));
    const isOwn = isBuilt(container) || (image !== undefined && own.has(image));
    const process = processes.get(container);
    return {
      container,
      ...(process ? { process } : {}),
      product: isOwn ? built : publisherOf(image ?? container.service.name),
      names: namedBy(container, hosts),
    };
  });
}

function isBuilt({ service: { body }, image }: Container): boolean {
  return within(body, 'build') !== undefined || image !== undefined;
}

/** `acme` for `acme/shop`; the whole name for an image that stands in no one's name. */
function publisherOf(image: string): string {
  return image.replace(/\/.*/s, '');
}

/** The names under which the services of a stack reach each other. */
function hostsOf(containers: readonly Container[]): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  for (const { service } of containers) {
    hosts.set(service.name.toLowerCase(), service.name);
    const name = roughText(within(service.body, 'container_name'));
    if (name) hosts.set(name.toLowerCase(), service.name);
  }
  return hosts;
}

/** The services that another one waits for, is linked with, or is given the address of. */
function namedBy({ service: { name, body }, environment }: Container, hosts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const waits = within(body, 'depends_on');
  const lists = [...items(waits), ...items(within(body, 'links'))].map((item) => roughText(item).replace(/:.*/s, ''));
  const keys = waits?.is === 'map' ? waits.entries.map(({ key }) => key) : [];
  const command = within(body, 'command');
  const texts = [
    ...environment.map(({ value }) => roughText(value)),
    ...(command?.is === 'list' ? command.items : command ? [command] : []).map(roughText),
    ...asMap(within(body, 'labels')).map(({ value }) => roughText(value)),
  ];
  const words = texts.flatMap((text) => text.toLowerCase().match(/[\w.-]{1,80}/g) ?? []);
  const found = [...lists, ...keys].map((one) => one.toLowerCase()).concat(words).flatMap((word) => hosts.get(word) ?? []);
  return new Set(found.filter((other) => other !== name));
} // biome-ignore format: lists

/**
 * The processes of the product. What a stack builds to answer requests is; else the products that others of the stack serve and that serve no other one
 * (the app names its broker, no broker names its app).
 */
function ownOf(members: readonly Member[]): readonly Member[] {
  const processes = members.filter(({ process }) => process !== undefined);
  const products = [...new Set(processes.map(({ product }) => product))];
  if (products.length < 2) return [];
  const builds = processes.filter(({ product }) => product === built);
  if (builds.some(({ process }) => process?.role === 'web' || process?.role === 'websocket')) return builds;
  const services = byName(processes);
  const named = new Set(processes.flatMap((other) => namesOf(other, services).map((one) => one.product).filter((product) => product !== other.product)));
  const leaning = new Set(processes.filter((one) => one.names.size > 0).map(({ product }) => product));
  const roots = products.filter((product) => !named.has(product) && leaning.has(product));
  return roots.length === 1 ? processes.filter(({ product }) => roots.includes(product)) : [];
} // biome-ignore format: conditions

function reachedFrom(own: readonly Member[], members: readonly Member[]): ReadonlySet<Member> {
  const reached = new Set<Member>(own);
  const named = byName(members);
  for (const member of reached) for (const other of namesOf(member, named)) reached.add(other);
  return reached;
}

/** Large stacks are looked at once: each member is found by its name. */
function byName(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const named = new Map<string, Member[]>();
  for (const member of members) {
    const same = named.get(member.container.service.name);
    if (same) same.push(member);
    else named.set(member.container.service.name, [member]);
  }
  return named;
}

function namesOf({ names }: Member, members: ReadonlyMap<string, readonly Member[]>): readonly Member[] {
  return [...names].flatMap((name) => members.get(name) ?? []);
}

/** It is published and sends on to the product, none of whose processes is published: users come by it. */
function isFront({ process, names }: Member, own: readonly Member[]): boolean {
  if (!process || process.ports.length === 0) return false;
  if (own.some((one) => (one.process?.ports.length ?? 0) > 0)) return false;
  return own.some(({ container }) => names.has(container.service.name));
}
