import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { folderOf } from '../docker/paths.js';
import type { Values } from '../helm/condition.js';
import { render } from '../helm/render.js';
import { builtByKustomize } from '../kustomize/build.js';
import { laidOver } from '../kustomize/merge.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';

/** An object that would be created in the cluster. */
export interface KubernetesObject {
  readonly kind: string;
  /** As written; templates may leave it open. */
  readonly name: string;
  readonly tree: Expr;
  readonly at: Span;
  /** The folder of the chart that makes it. */
  readonly chart?: string;
  /** The chart makes it only when a switch is set that is off by default. */
  readonly off: boolean;
  /** Its template mounts a claim, or leaves its volumes to a helper, whatever the switches say. */
  readonly mayMountClaims: boolean;
}

const optional = /(^|\/)(components|examples?|samples?|tests?|test-values|hack|e2e|staging|dev|local)\//;

/** All objects of manifests and charts. What several files say of one object is laid over each other; optional components are left out. */
export function objectsOf(facts: Facts): readonly KubernetesObject[] {
  const documents = facts.of('document');
  const kustomized = builtByKustomize(facts);
  const alone = documents
    .filter(
      ({ technology, at }) => technology === 'kubernetes' && !optional.test(at.file) && !kustomized.files.has(at.file),
    )
    .map(({ tree }) => tree);
  const plain = [...kustomized.objects, ...alone].flatMap(unfolded).map((tree) => objectOf(tree, {}));
  const charted = documents
    .filter(({ technology }) => technology === 'helm-chart')
    .flatMap(({ at }) => chartObjects(folderOf(at.file), documents));
  const known = merged(plain.filter((one) => one !== undefined));
  const workloads = new Set(known.map(({ kind, name }) => `${kind} ${name}`));
  return [...known, ...charted.filter(({ kind, name }) => !workloads.has(`${kind} ${name}`))];
}

function chartObjects(chart: string, documents: readonly Fact<'document'>[]): readonly KubernetesObject[] {
  const prefix = chart === '.' ? '' : `${chart}/`;
  const root = documents.find(
    ({ technology, at }) => technology === 'helm-values' && folderOf(at.file) === chart,
  )?.tree;
  const values: Values = {
    root: root ?? { is: 'map', entries: [], at: { file: `${prefix}values.yaml`, start: 0, end: 0 } },
  };
  const definitions = new Map(
    documents
      .filter(({ technology, at }) => technology === 'helm-definition' && at.file.startsWith(prefix))
      .map((fact) => [fact.definition?.name ?? '', fact]),
  );
  return documents
    .filter(
      ({ technology, at }) =>
        /^(helm-template|kubernetes)$/.test(technology) && at.file.startsWith(`${prefix}templates/`),
    )
    .flatMap((template) => {
      const rendered = render(template, { values, definitions });
      const object = objectOf(rendered.tree, { chart, off: rendered.off, written: template.tree });
      return object ? [object] : [];
    });
}

/** The values of a chart, for what its templates take from helpers. */
export function chartValues(chart: string, facts: Facts): Expr | undefined {
  return facts.of('document').find(({ technology, at }) => technology === 'helm-values' && folderOf(at.file) === chart)
    ?.tree;
}

function unfolded(tree: Expr): readonly Expr[] {
  if (shippedText(within(tree, 'kind')) === 'List') return items(within(tree, 'items'));
  return [tree];
}

function objectOf(tree: Expr, from: { chart?: string; off?: boolean; written?: Expr }): KubernetesObject | undefined {
  const kind = shippedText(within(tree, 'kind'));
  if (!kind || !within(tree, 'apiVersion')) return undefined;
  const name = within(tree, 'metadata', 'name');
  const kindAt = within(tree, 'kind')?.at ?? tree.at;
  return {
    kind,
    name: nameOf(name),
    tree,
    at: name?.at ?? kindAt,
    off: from.off === true,
    mayMountClaims: namesClaim(from.written ?? tree),
    ...(from.chart ? { chart: from.chart } : {}),
  };
}

/** A claim by name somewhere below, or volumes that a template prints. */
function namesClaim(expr: Expr): boolean {
  if (expr.is === 'list') return expr.items.some(namesClaim);
  if (expr.is !== 'map') return false;
  return expr.entries.some(
    ({ key, value }) =>
      key === 'persistentVolumeClaim' || (key === 'volumes' && value.is === 'opaque') || namesClaim(value),
  );
}

function nameOf(name: Expr | undefined): string {
  const text = roughText(name);
  if (name?.is !== 'opaque') return text;
  return name.source.replace(/\{\{[\s\S]*?\}\}/g, '').replace(/^["'-]+|["']+$/g, '');
}

/** The same object in several files (a base and its patches, or several ways to install): the first whole one, with what patches say over it. */
function merged(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const result = new Map<string, KubernetesObject>();
  const patches: KubernetesObject[] = [];
  for (const object of objects) {
    const key = `${object.kind} ${object.name}`;
    if (workloadKinds.has(object.kind) && !isWhole(object)) patches.push(object);
    else if (!result.has(key)) result.set(key, object);
  }
  for (const patch of patches) {
    const key = `${patch.kind} ${patch.name}`;
    const under = result.get(key);
    if (under) result.set(key, { ...under, tree: laidOver(under.tree, patch.tree) ?? under.tree });
  }
  return [...result.values()];
}

export const workloadKinds = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
  'DeploymentConfig',
  'Job',
  'CronJob',
  'Pod',
]);

export function podOf(object: KubernetesObject): Expr | undefined {
  if (object.kind === 'CronJob') return within(object.tree, 'spec', 'jobTemplate', 'spec', 'template', 'spec');
  if (object.kind === 'Pod') return within(object.tree, 'spec');
  return within(object.tree, 'spec', 'template', 'spec');
}

function isWhole(object: KubernetesObject): boolean {
  return items(within(podOf(object), 'containers')).some((container) => within(container, 'image') !== undefined);
}

/** Labels of a map as plain texts; those that a template makes as the template says them. */
export function labelsOf(expr: Expr | undefined): ReadonlyMap<string, string> {
  return new Map(
    entries(expr).map(({ key, value }) => [
      key,
      value.is === 'opaque' ? value.source.replace(/\s+/g, '') : roughText(value),
    ]),
  );
}

/** Whether a selector picks these labels; an empty or templated selector picks nothing that could be told. */
export function selects(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  return selector.size > 0 && [...selector].every(([key, value]) => labels.get(key) === value);
}
