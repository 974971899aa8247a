import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { entries, roughText, shippedText, within } from '../yaml/values.js';
import { asMap } from './values.js';

/** What one `docker compose up` of production would start: a file, or several laid over each other. */
export interface Stack {
  readonly folder: string;
  readonly files: readonly string[];
  readonly services: readonly ComposeService[];
  readonly volumes: readonly ExprEntry[];
  /** Names a file that is only for production. */
  readonly production: boolean;
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

const base = /^(docker-)?compose\.ya?ml$/;
const productionName = /(^|[-_.])(prod|production|live|deploy|deployment|release|server)([-_.]|$)/;
const otherName =
  /(^|[-_.])(dev|devel|development|local|test|tests|testing|ci|e2e|debug|override|docs|build|windows|citus|gpu|arm\w*)([-_.]|$)/;

/** The production stacks of the repository: what stands deeper than another is a variant of it, and is left out. */
export function stacksOf(facts: Facts): readonly Stack[] {
  const files = composeFiles(facts);
  const folders = [...new Set(files.map(({ folder }) => folder))];
  const outer = folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other)));
  return outer.flatMap((folder) => {
    const chosen = chosenFiles(files.filter((file) => file.folder === folder));
    return chosen.length > 0 ? [stackOf(chosen, files)] : [];
  });
}

function composeFiles(facts: Facts): readonly File[] {
  return facts
    .of('document')
    .filter(({ technology, tree }) => technology === 'compose' && within(tree, 'services')?.is === 'map')
    .map(({ at, tree }) => ({
      path: at.file,
      folder: at.file.includes('/') ? at.file.slice(0, at.file.lastIndexOf('/')) : '.',
      name: at.file.slice(at.file.lastIndexOf('/') + 1),
      tree,
    }));
}

function isBelow(folder: string, other: string): boolean {
  return other === '.' || folder.startsWith(`${other}/`);
}

/** The base file with what production lays over it; else the file for production; else one of the variants, the plain one before those with more. */
function chosenFiles(files: readonly File[]): readonly File[] {
  const root = files.find(({ name }) => base.test(name));
  const production = files.filter(({ name }) => productionName.test(stem(name)) && !otherName.test(stem(name)));
  if (root) return [root, ...production];
  if (production.length > 0) return production.slice(0, 1);
  const variants = files.filter(({ name }) => !otherName.test(stem(name)));
  const liked = variants.toSorted(
    (a, b) => rank(a.name) - rank(b.name) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
  );
  return liked.slice(0, 1);
}

function stem(name: string): string {
  return name.replace(/\.ya?ml.*$/, '').replace(/^(docker-|podman-)?compose/, '');
}

function rank(name: string): number {
  if (/postgres|pgsql/.test(name)) return 0;
  if (/mysql|mariadb|mongo/.test(name)) return 1;
  return /sqlite/.test(name) ? 3 : 2;
}

function stackOf(files: readonly File[], all: readonly File[]): Stack {
  const services = new Map<string, ComposeService>();
  const volumes = new Map<string, ExprEntry>();
  for (const file of files) {
    for (const { key, value, keyAt } of entries(within(file.tree, 'services'))) {
      const known = services.get(key);
      const own = extended(value, file, all, 0);
      services.set(key, { name: key, at: known?.at ?? keyAt ?? value.at, body: known ? merged(known.body, own) : own });
    }
    for (const entry of entries(within(file.tree, 'volumes'))) volumes.set(entry.key, entry);
  }
  return {
    folder: files[0]?.folder ?? '.',
    files: files.map(({ path }) => path),
    services: [...services.values()].filter(({ body }) => !within(body, 'profiles')),
    volumes: [...volumes.values()],
    production: files.some(({ name }) => productionName.test(stem(name)) || /^(stack|swarm)/.test(name)),
  };
}

/** `extends: { file, service }`: the other service lies below this one. */
function extended(body: Expr, file: File, all: readonly File[], depth: number): Expr {
  const from = within(body, 'extends');
  if (!from || depth > 8) return body;
  const name = shippedText(from) ?? shippedText(within(from, 'service'));
  const path = shippedText(within(from, 'file'));
  const target = path ? all.find((one) => one.path === joined(file.folder, path)) : file;
  const found = name && target ? within(target.tree, 'services', name) : undefined;
  return found && target ? merged(extended(found, target, all, depth + 1), body) : body;
}

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
