import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Unseen } from '../../resolve/parts/unseen.js';
import { folderOf } from '../docker/paths.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { laidOver, patched, withValue } from './merge.js';

type Document = Fact<'document'>;

/** What the kustomizations of a repository make: the objects of those that are meant for production, and every file that they speak for. */
export interface Built {
  readonly objects: readonly Expr[];
  /** Files that are resources or patches of some kustomization: alone they say nothing. */
  readonly files: ReadonlySet<string>;
  /** What those of production take from elsewhere. */
  readonly unseen: readonly Unseen[];
}

interface Kustomizations {
  readonly byFolder: ReadonlyMap<string, Document>;
  readonly manifests: readonly Document[];
  readonly patches: readonly Document[];
  readonly facts: Facts;
  /** What each folder came to, so that a base that many use is built once. */
  readonly done: Map<string, readonly Expr[]>;
  /** Folders that came to more than is looked at. */
  readonly cut: Set<string>;
}

const production = /(^|[/_-])(prod|production|live|main)($|[/_-])/i;
const elsewhere = /(^|[/_-])(staging|stage|qa|uat|preview|sandbox|canary|demo|examples?|samples?|hack)($|[/_-])/i;

/**
 * Builds every kustomization that no other one uses. Of several that share a base, the one that is named like production speaks for
 * the app; without one the first that is not named like a rehearsal does.
 */
export function builtByKustomize(facts: Facts): Built {
  const documents = facts.of('document');
  const found: Kustomizations = {
    byFolder: new Map(
      documents.filter(({ technology }) => technology === 'kustomize').map((one) => [folderOf(one.at.file), one]),
    ),
    manifests: documents.filter(({ technology }) => technology === 'kubernetes'),
    patches: documents.filter(({ technology }) => technology === 'kustomize-patch'),
    facts,
    done: new Map(),
    cut: new Set(),
  };
  const folders = [...found.byFolder.keys()].toSorted();
  const used = new Set(folders.flatMap((folder) => referred(found, folder).filter((path) => found.byFolder.has(path))));
  const roots = folders.filter((folder) => !used.has(folder) && !isComponent(found.byFolder.get(folder)));
  const real = roots.filter((folder) => !elsewhere.test(folder));
  // Where only rehearsals are laid over a base, the base itself is what production would be.
  const bases = folders.filter((folder) => used.has(folder) && !isComponent(found.byFolder.get(folder)));
  const chosen = real.length > 0 ? real : bases.length > 0 ? bases : roots;
  const ranked = [
    ...chosen.filter((folder) => production.test(folder)),
    ...chosen.filter((folder) => !production.test(folder)),
  ];
  const objects: Expr[] = [];
  const unseen: Unseen[] = [];
  const spoken = new Set<string>();
  for (const root of ranked) {
    const reached = filesOf(found, root);
    if (reached.some((file) => spoken.has(file))) continue;
    for (const file of reached) spoken.add(file);
    objects.push(...build(found, root));
    unseen.push(...elsewhereOf(found, root));
  }
  return { objects, files: new Set(folders.flatMap((folder) => ownFiles(found, folder))), unseen };
}

function isComponent(document: Document | undefined): boolean {
  return shippedText(within(document?.tree, 'kind')) === 'Component';
}

/** `a/b` and `../c` as `a/c`; undefined for what lies on another server. */
function resolved(folder: string, path: string): string | undefined {
  if (path === '' || /^\w+:\/\/|^git@|^github\.com\/|\?ref=|\/\//.test(path)) return undefined;
  const steps = folder === '.' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/') || '.';
}

function texts(document: Document | undefined, key: string): readonly string[] {
  return items(within(document?.tree, key)).flatMap((item) => shippedText(item) ?? []);
}

/** Resources, bases and components: files and folders. */
function referred({ byFolder }: Kustomizations, folder: string): readonly string[] {
  const document = byFolder.get(folder);
  return ['resources', 'bases', 'components']
    .flatMap((key) => texts(document, key))
    .flatMap((path) => resolved(folder, path) ?? []);
}

interface Patch {
  readonly trees: readonly Expr[];
  readonly target?: Expr | undefined;
  readonly file?: string | undefined;
}

function patchesOf({ byFolder, manifests, patches }: Kustomizations, folder: string): readonly Patch[] {
  const document = byFolder.get(folder);
  return ['patchesStrategicMerge', 'patches', 'patchesJson6902']
    .flatMap((key) => items(within(document?.tree, key)))
    .map((item): Patch => {
      const text = within(item, 'patch') ?? item;
      const inline = patches.filter(
        ({ at }) => item.at.file === at.file && text.at.start <= at.start && at.end <= text.at.end,
      );
      const target = within(item, 'target');
      if (inline.length > 0) return { trees: inline.map(({ tree }) => tree), target };
      const file = resolved(folder, shippedText(within(item, 'path')) ?? shippedText(item) ?? '');
      const trees = [...manifests, ...patches].filter(({ at }) => at.file === file).map(({ tree }) => tree);
      return { trees, target, file };
    });
}

/** Bases and charts that lie on other servers. */
function elsewhereOf(found: Kustomizations, root: string): readonly Unseen[] {
  return foldersOf(found, root).flatMap((folder) => {
    const document = found.byFolder.get(folder);
    const tree = document?.tree;
    const remote = ['resources', 'bases', 'components']
      .flatMap((key) => items(within(tree, key)))
      .filter((item) => resolved(folder, shippedText(item) ?? '.') === undefined)
      .map((item) => ({
        at: item.at,
        says: `${shippedText(item)} is not in the repository: what it brings was not judged`,
      }));
    const charts = items(within(tree, 'helmCharts')).map((chart) => ({
      at: chart.at,
      says: `the chart ${roughText(within(chart, 'name'))} of ${shippedText(within(chart, 'repo')) ?? 'elsewhere'} is not in the repository: what it runs was not judged`,
    }));
    return [...remote, ...charts];
  });
}

function foldersOf(found: Kustomizations, root: string): readonly string[] {
  const folders = new Set([root]);
  for (const folder of folders)
    for (const path of referred(found, folder)) if (found.byFolder.has(path)) folders.add(path);
  return [...folders];
}

/** Every file that a kustomization is made of. */
function filesOf(found: Kustomizations, root: string): readonly string[] {
  return [...new Set(foldersOf(found, root).flatMap((folder) => ownFiles(found, folder)))];
}

/** The files that a kustomization names itself. */
function ownFiles(found: Kustomizations, folder: string): readonly string[] {
  return [...referred(found, folder), ...patchesOf(found, folder).flatMap(({ file }) => file ?? [])];
}

function build(found: Kustomizations, folder: string, depth = 0): readonly Expr[] {
  const document = found.byFolder.get(folder);
  const done = found.done.get(folder);
  if (!document || done) return done ?? [];
  if (depth > deepest) {
    found.cut.add(folder);
    return [];
  }
  // A circle of folders ends here.
  found.done.set(folder, []);
  const own = referred(found, folder);
  const isPart = (path: string) => isComponent(found.byFolder.get(path));
  let objects: Expr[] = [];
  const more = (trees: readonly Expr[]): void => {
    if (objects.length + trees.length > most) found.cut.add(folder);
    objects = objects.concat(trees.slice(0, most - objects.length));
  };
  for (const path of new Set(own)) {
    if (!found.byFolder.has(path)) more(found.manifests.filter(({ at }) => at.file === path).map(({ tree }) => tree));
    else if (!isPart(path)) more(build(found, path, depth + 1));
  }
  for (const map of generated(found, document)) objects = added(objects, map);
  for (const path of new Set(own.filter(isPart))) {
    more(build(found, path, depth + 1));
    objects = [...changedBy(found, path, objects)];
  }
  const whole = changedBy(found, folder, objects);
  found.done.set(folder, whole);
  return whole;
}

/** Bases that take in one another twice, again and again, would make more objects than anything could hold. */
const most = 5000;
/** So many bases may lie upon each other. */
const deepest = 50;

/** A generated map of a name that is there already goes over it (`behavior: merge`). */
function added(objects: readonly Expr[], map: Expr): Expr[] {
  const same = objects.find((one) => kindOf(one) === kindOf(map) && nameOf(one) === nameOf(map));
  return same ? objects.map((one) => (one === same ? (laidOver(one, map) ?? map) : one)) : [...objects, map];
}

/** What the kustomization of a folder says over objects: patches first, then counts and images. */
function changedBy(found: Kustomizations, folder: string, objects: readonly Expr[]): readonly Expr[] {
  const document = found.byFolder.get(folder);
  const laid = patchesOf(found, folder).reduce((all, patch) => all.flatMap((one) => under(patch, one)), objects);
  return laid.map((object) => withImages(withCount(object, document), document));
}

const kindOf = (tree: Expr) => roughText(within(tree, 'kind'));
const nameOf = (tree: Expr) => roughText(within(tree, 'metadata', 'name'));

function under({ trees, target }: Patch, object: Expr): readonly Expr[] {
  let result: Expr | undefined = object;
  for (const tree of trees) {
    if (!result) return [];
    if (tree.is === 'list') result = target && meant(target, result) ? patched(result, tree.items) : result;
    else if (target ? meant(target, result) : kindOf(tree) === kindOf(result) && nameOf(tree) === nameOf(result))
      result = laidOver(result, target ? withoutName(tree) : tree);
  }
  return result ? [result] : [];
}

/** A patch with a target speaks of all that the target picks, by whatever name it bears itself. */
function withoutName(tree: Expr): Expr {
  return tree.is === 'map'
    ? { ...tree, entries: tree.entries.filter(({ key }) => !/^(apiVersion|kind|metadata)$/.test(key)) }
    : tree;
}

/** The names of a target are patterns that must match whole; a selector by labels is asked for equality only. */
function meant(target: Expr, object: Expr): boolean {
  const labels = within(object, 'metadata', 'labels');
  const selector = shippedText(within(target, 'labelSelector'));
  const matches = (key: string, text: string) => {
    const wanted = shippedText(within(target, key));
    return wanted === undefined || wanted === text || asPattern(wanted)?.test(text) === true;
  };
  return (
    matches('kind', kindOf(object)) &&
    matches('name', nameOf(object)) &&
    (selector === undefined ||
      selector.split(',').every((pair) => {
        const [key = '', value = ''] = pair.split('=').map((part) => part.trim());
        return roughText(within(labels, key)) === value;
      }))
  );
}

/** Patterns of the file are followed where they hold nothing that could run for long. */
function asPattern(text: string): RegExp | undefined {
  return /^[\w.|-]*(\*[\w.|-]*){0,2}$/.test(text) ? new RegExp(`^(${text})$`) : undefined;
}

function withCount(object: Expr, document: Document | undefined): Expr {
  if (!/^(Deployment|StatefulSet|ReplicaSet|ReplicationController)$/.test(kindOf(object))) return object;
  const given = items(within(document?.tree, 'replicas')).find(
    (one) => roughText(within(one, 'name')) === nameOf(object),
  );
  const count = within(given, 'count');
  return count ? withValue(object, ['spec', 'replicas'], count) : object;
}

function withImages(object: Expr, document: Document | undefined): Expr {
  const images = items(within(document?.tree, 'images'));
  if (images.length === 0) return object;
  const renamed = (expr: Expr): Expr => {
    if (expr.is === 'list') return { ...expr, items: expr.items.map(renamed) };
    if (expr.is !== 'map') return expr;
    return {
      ...expr,
      entries: expr.entries.map((entry) => ({
        ...entry,
        value: entry.key === 'image' ? imageOf(entry.value, images) : renamed(entry.value),
      })),
    };
  };
  return renamed(object);
}

function imageOf(image: Expr, images: readonly Expr[]): Expr {
  const text = shippedText(image) ?? '';
  const [, name = '', rest = ''] = /^([^@]*?)((?::[\w.-]{1,300})?(?:@.*)?)$/s.exec(text) ?? [];
  const given = images.find((one) => roughText(within(one, 'name')) === name);
  if (!given) return image;
  const tag = shippedText(within(given, 'newTag'));
  const digest = shippedText(within(given, 'digest'));
  const renamed = shippedText(within(given, 'newName')) ?? name;
  const version = digest === undefined ? (tag === undefined ? rest : `:${tag}`) : `@${digest}`;
  return { is: 'literal', value: renamed + version, at: image.at };
}

/** ConfigMaps that the kustomization writes itself; what comes from secrets is not to be known. */
function generated({ facts }: Kustomizations, { tree, at }: Document): readonly Expr[] {
  return items(within(tree, 'configMapGenerator')).map((one): Expr => {
    const literals = items(within(one, 'literals')).flatMap((item) => {
      const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(shippedText(item) ?? '') ?? [];
      return key === undefined
        ? []
        : [{ key, value: { is: 'literal' as const, value: value.replace(/^(["'])(.*)\1$/s, '$2'), at: item.at } }];
    });
    const sources = [...items(within(one, 'envs')), ...[within(one, 'env')].filter((each) => each !== undefined)];
    const files = sources.flatMap((each) => resolved(folderOf(at.file), shippedText(each) ?? '') ?? []);
    const read = facts
      .of('env-entry')
      .filter((entry) => files.includes(entry.at.file))
      .map((entry) => ({ key: entry.name, value: { is: 'literal' as const, value: entry.value, at: entry.at } }));
    const text = (value: string): Expr => ({ is: 'literal', value, at: one.at });
    const metadata: Expr = { is: 'map', entries: entries(one).filter(({ key }) => key === 'name'), at: one.at };
    return {
      is: 'map',
      entries: [
        { key: 'apiVersion', value: text('v1') },
        { key: 'kind', value: text('ConfigMap') },
        { key: 'metadata', value: metadata },
        { key: 'data', value: { is: 'map', entries: [...read, ...literals], at: one.at } },
      ],
      at: one.at,
    };
  });
}
