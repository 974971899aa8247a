import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { onceFor } from '../../once.js';
import { knownImage } from '../docker/known-images.js';
import { entries, roughText, shippedText, within } from '../yaml/values.js';
import { interpolated, variablesOf } from './interpolation.js';
import { startedOf } from './profiles.js';
import { asMap } from './values.js';

/** What one `docker compose up` of production would start: a file, or several laid over each other. */
export interface Stack {
  readonly folder: string;
  readonly files: readonly string[];
  readonly services: readonly ComposeService[];
  readonly volumes: readonly ExprEntry[];
  /** Names a file that is only for production. */
  readonly production: boolean;
  /** Folders of the stacks that it takes in (`include`). */
  readonly includes: readonly string[];
}

export interface ComposeService {
  readonly name: string;
  readonly at: Span;
  readonly body: Expr;
}

interface File {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly tree: Expr;
}

/** What is read where no file is named, the first that is there (compose-spec, cli/options.go: DefaultFileNames). */
const bases = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const productionName = /(^|[-_.])(prod|production|live|deploy|deployment|release|server)([-_.]|$)/;
const otherName =
  /(^|[-_.])(dev|devel|development|local|test|tests|testing|ci|e2e|debug|override|docs|build|windows|citus|gpu|arm\w*)([-_.]|$)/;

/** One stack for each folder that has any: what `docker compose up` of production would start there. Stacks that another takes in are parts of it. */
export function candidatesOf(facts: Facts): readonly Stack[] {
  const files = composeFiles(facts);
  // what is started where nothing is named is no part of a file beside it, which is another name for it
  const isPart = (one: File, by: File) => one.folder !== by.folder || one !== baseOf(files.filter(({ folder }) => folder === by.folder));
  const included = new Set(files.flatMap((file) => includedBy(file, files).filter((one) => isPart(one, file))));
  const own = files.filter((file) => !included.has(file));
  const starts = facts.of('started-way').filter(({ technology }) => technology === 'compose');
  return [...new Set(own.map(({ folder }) => folder))].flatMap((folder) => {
    const chosen = chosenFiles(own.filter((file) => file.folder === folder), starts.map((start) => start.files));
    return chosen.length > 0 ? [stackOf(chosen, files, facts)] : [];
  });
} // biome-ignore format: one call

/** The stack of the files that somebody names: laid over the base of their folder where they are not whole by themselves. */
export function namedStack(facts: Facts, path: string): Stack | undefined {
  const files = composeFiles(facts);
  const named = files.find((file) => file.path === path);
  if (!named) return undefined;
  const root = baseOf(files.filter(({ folder }) => folder === named.folder));
  return stackOf(root && root !== named && !isWhole(named) ? [root, named] : [named], files, facts);
}

/** Files below `include` of another. */
function includedBy(file: File, files: readonly File[]): readonly File[] {
  const list = within(file.tree, 'include');
  const paths = (list?.is === 'list' ? list.items : []).flatMap((item) => {
    const given = within(item, 'path') ?? item;
    return (given.is === 'list' ? given.items : [given]).map((one) => joined(file.folder, roughText(one)));
  });
  return files.filter(({ path }) => path !== file.path && paths.includes(path));
}

function composeFiles(facts: Facts): readonly File[] {
  return facts
    .of('document')
    .filter(
      ({ technology, tree }) =>
        technology === 'compose' && (within(tree, 'services') ?? within(tree, 'include')) !== undefined,
    )
    .map(({ at, tree }) => ({
      path: at.file,
      folder: at.file.includes('/') ? at.file.slice(0, at.file.lastIndexOf('/')) : '.',
      name: at.file.slice(at.file.lastIndexOf('/') + 1),
      tree,
    }));
}

export function isBelow(folder: string, other: string): boolean {
  return other === '.' || folder.startsWith(`${other}/`);
}

/**
 * The files that a line somewhere starts together for production; else the base file with what production lays over it; else the file for
 * production, alone where it is whole; else one of the variants: one that somebody starts, one that is there to be copied, and the plain one before
 * those with more.
 */
function chosenFiles(files: readonly File[], starts: readonly (readonly string[])[]): readonly File[] {
  const root = baseOf(files);
  const production = files
    .filter(({ name }) => productionName.test(stem(name)) && !otherName.test(stem(name)))
    .toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  const together = starts
    .map((paths) => paths.flatMap((path) => files.find((file) => file.path === path) ?? []))
    .find((set) => set.length > 1 && set.some((file) => production.includes(file)));
  if (together) return together;
  const [first] = production;
  if (root) return first && standsAlone(first, root) ? [first] : [root, ...(first ? [first] : openedBy(root, files))];
  if (first) return [first];
  const isStarted = ({ path }: File) => starts.some((paths) => paths.length === 1 && paths[0] === path);
  const variants = files.filter(({ name }) => !otherName.test(stem(name)));
  const liked = variants.toSorted(
    (a, b) => Number(isStarted(b)) - Number(isStarted(a)) || standing(a.name) - standing(b.name) || rank(a.name) - rank(b.name) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
  );
  return liked.slice(0, 1);
} // biome-ignore format: one order

/** A base that nobody can reach is never started alone: of the files that are laid over it to open it, the one with a proxy, else the first. */
function openedBy(root: File, files: readonly File[]): readonly File[] {
  const services = ({ tree }: File) => entries(within(tree, 'services')).map(({ value }) => value);
  const opens = (file: File) => services(file).some((body) => (within(body, 'ports') ?? within(body, 'labels') ?? within(body, 'network_mode')) !== undefined);
  const proxies = (file: File) => services(file).some((body) => knownImage(roughText(within(body, 'image')))?.role === 'proxy');
  const runsNothing = services(root).some((body) => within(body, 'extends')) || entries(root.tree).some(({ key }) => key === 'include');
  if (opens(root) || runsNothing) return [];
  const names = new Set(entries(within(root.tree, 'services')).map(({ key }) => key));
  const isOver = (file: File) => !isWhole(file) && entries(within(file.tree, 'services')).some(({ key }) => names.has(key));
  return files
    .filter((file) => file !== root && !otherName.test(stem(file.name)) && isOver(file) && opens(file))
    .toSorted((a, b) => Number(proxies(b)) - Number(proxies(a)) || (a.name < b.name ? -1 : 1))
    .slice(0, 1);
} // biome-ignore format: conditions

/** Every service says what it runs, and waits for none that is elsewhere. */
function isWhole({ tree }: File): boolean {
  const services = entries(within(tree, 'services'));
  const names = new Set(services.map(({ key }) => key));
  return (
    services.length > 0 &&
    services.every(({ value }) => {
      const waits = within(value, 'depends_on');
      const others = waits?.is === 'list' ? waits.items.map(roughText) : entries(waits).map(({ key }) => key);
      return (within(value, 'image') ?? within(value, 'build')) !== undefined && others.every((name) => names.has(name));
    })
  );
} // biome-ignore format: one condition

/** A file for production beside a base that is no overlay: it is whole, somebody can reach it, and it brings the stores that the base brings, with their volumes. */
function standsAlone(production: File, root: File): boolean {
  if (!isWhole(production) || !isWhole(root)) return false;
  const services = entries(within(production.tree, 'services'));
  const isReached = services.some(({ value }) => (within(value, 'ports') ?? within(value, 'labels') ?? within(value, 'network_mode')) !== undefined);
  const stores = entries(within(root.tree, 'services')).filter(isStore);
  const own = (key: string) => services.find((service) => service.key === key)?.value;
  const bare = stores.some(({ key, value }) => within(value, 'volumes') && own(key) && !within(own(key), 'volumes'));
  return isReached && !bare && (services.some(isStore) || stores.every(({ key }) => own(key)));
} // biome-ignore format: conditions

function isStore({ value }: ExprEntry): boolean {
  return /^(database|cache|broker)$/.test(knownImage(roughText(within(value, 'image')))?.role ?? '');
}

/** `compose.yaml` and its older names: what is started where nothing else is said. */
export function isBaseFile(path: string): boolean {
  return bases.includes(path.slice(path.lastIndexOf('/') + 1));
}

function baseOf(files: readonly File[]): File | undefined {
  return bases.flatMap((name) => files.find((file) => file.name === name) ?? [])[0];
}

function stem(name: string): string {
  return name.replace(/\.ya?ml.*/s, '').replace(/^(docker-|podman-)?compose/, '');
}

/** What people are given to copy stands for the file that they start; one of a version before its release stands behind the others. */
function standing(name: string): number {
  if (/(^|[-_.])(alpha|beta|canary|edge|experimental|next|nightly|preview|rc|unstable)([-_.]|$)/.test(stem(name)))
    return 2;
  return /(^|[-_.])(default|dist|example|sample|template)([-_.]|$)/.test(name) ? 0 : 1;
}

function rank(name: string): number {
  if (/postgres|pgsql/.test(name)) return 0;
  if (/mysql|mariadb|mongo/.test(name)) return 1;
  return /sqlite/.test(name) ? 3 : 2;
}

function stackOf(files: readonly File[], all: readonly File[], facts: Facts): Stack {
  const services = new Map<string, ComposeService>();
  const volumes = new Map<string, ExprEntry>();
  const included = files.flatMap((file) => includedBy(file, all));
  const variables = variablesOf(files[0]?.folder ?? '.', facts);
  for (const file of [...included, ...files]) {
    for (const { key, value, keyAt } of entries(within(file.tree, 'services'))) {
      const known = services.get(key);
      const own = interpolated(extended(value, file, all, 0), variables);
      services.set(key, { name: key, at: known?.at ?? keyAt ?? value.at, body: known ? merged(known.body, own) : own });
    }
    for (const entry of entries(within(file.tree, 'volumes'))) volumes.set(entry.key, entry);
  }
  const place = { folder: files[0]?.folder ?? '.', files: files.map(({ path }) => path) };
  return {
    ...place,
    services: startedOf([...services.values()], place, facts),
    volumes: [...volumes.values()],
    production: files.some(
      ({ name, folder }) =>
        productionName.test(stem(name)) || /^(stack|swarm)/.test(name) || /(^|\/)(prod|production)$/.test(folder),
    ),
    includes: [...new Set(included.map(({ folder }) => folder))],
  };
}

/** `extends: { file, service }`: the other service lies below this one. */
function extended(body: Expr, file: File, all: readonly File[], depth: number): Expr {
  const from = within(body, 'extends');
  if (!from || depth > 8) return body;
  const name = shippedText(from) ?? shippedText(within(from, 'service'));
  const path = shippedText(within(from, 'file'));
  const target = path ? all.find((one) => one.path === joined(file.folder, path)) : file;
  const found = name && target ? servicesOf(target.tree).get(name) : undefined;
  return found && target ? merged(extended(found, target, all, depth + 1), body) : body;
}

/** The services of a file by name: asked for each service that extends another one. */
const servicesOf = onceFor(
  (tree: Expr): ReadonlyMap<string, Expr> =>
    new Map(entries(within(tree, 'services')).map(({ key, value }) => [key, value])),
);

export function joined(folder: string, path: string): string {
  const parts = folder === '.' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') || '.';
}

const mapLike = new Set([
  'environment',
  'labels',
  'build',
  'deploy',
  'healthcheck',
  'logging',
  'sysctls',
  'extra_hosts',
  'resources',
  'update_config',
  'restart_policy',
  'args',
  'depends_on',
  'networks',
]);
const lists = new Set(['ports', 'expose', 'env_file', 'cap_add', 'security_opt', 'devices', 'dns', 'tmpfs']);

/** One service laid over another, as compose merges files (compose-spec, 13-merge.md). */
function merged(under: Expr, over: Expr): Expr {
  if (under.is !== 'map' || over.is !== 'map') return over;
  const result = new Map(under.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = result.get(entry.key);
    result.set(entry.key, below ? { ...entry, value: mergedValue(entry.key, below.value, entry.value) } : entry);
  }
  return { is: 'map', entries: [...result.values()], at: over.at };
}

function mergedValue(key: string, under: Expr, over: Expr): Expr {
  if (key === 'volumes') return { is: 'list', items: mergedVolumes(under, over), at: over.at };
  if (lists.has(key) && under.is === 'list' && over.is === 'list')
    return { is: 'list', items: [...under.items, ...over.items], at: over.at };
  if (mapLike.has(key) && (under.is === 'map' || under.is === 'list') && (over.is === 'map' || over.is === 'list'))
    return merged({ is: 'map', entries: asMap(under), at: under.at }, { is: 'map', entries: asMap(over), at: over.at });
  return over;
}

/** Volumes are told apart by the path in the container. */
function mergedVolumes(under: Expr, over: Expr): readonly Expr[] {
  const all = [under, over].flatMap((one) => (one.is === 'list' ? one.items : []));
  const byTarget = new Map(
    all.map((item) => [
      roughText(within(item, 'target') ?? item).split(':')[item.is === 'map' ? 0 : 1] ?? roughText(item),
      item,
    ]),
  );
  return [...byTarget.values()];
}
