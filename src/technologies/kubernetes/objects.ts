import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { onceFor } from '../../once.js';
import type { Unseen } from '../../resolve/parts/unseen.js';
import { type ChartManifests, chartManifests } from '../helm/manifests.js';
import { builtByKustomize } from '../kustomize/build.js';
import { laidOver } from '../kustomize/merge.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';

/** An object that would be created in the cluster. */
export interface KubernetesObject {
  readonly kind: string;
  /** What other objects call it by; where it is not known, as the template says it. */
  readonly name: string;
  readonly tree: Expr;
  readonly at: Span;
  /** The folder of the chart that makes it. */
  readonly chart?: string;
  /** Why that chart would not be installed with another number at a place of its values. */
  readonly refuses?: (at: Span, count: number) => string | undefined;
  /** The place of the chart's values that is kept for its readiness probe, and empty. */
  readonly slot?: () => Span | undefined;
}

/** The objects as they would be with a switch of a chart on that its values leave off. */
export interface OnceOn {
  /** The switch. */
  readonly at: Span;
  readonly chart: string;
  readonly all: readonly KubernetesObject[];
  /** Those that the switch may have changed. */
  readonly changed: readonly KubernetesObject[];
}

/** Everything that the manifests and charts of a repository would create. */
export interface Objects {
  readonly shipped: readonly KubernetesObject[];
  readonly once: readonly OnceOn[];
  /** What manifests take from elsewhere. */
  readonly unseen: readonly Unseen[];
}

const optional = /(^|\/)(components|examples?|samples?|tests?|test-values|hack|e2e|staging|dev|local)\//;

/**
 * All objects of manifests and charts. What several files say of one object is laid over each other; optional components are left out.
 * Asked several times for the same facts.
 */
export const objectsOf = onceFor(makeObjects);

function makeObjects(facts: Facts): Objects {
  const documents = facts.of('document');
  const charts = chartManifests(facts);
  const kustomized = builtByKustomize(facts);
  const isOfChart = (file: string) =>
    charts.some(({ chart }) => (chart === '.' ? /^(templates|charts)\//.test(file) : file.startsWith(`${chart}/`)));
  const alone = documents
    .filter(
      ({ technology, at }) =>
        technology === 'kubernetes' && !optional.test(at.file) && !kustomized.files.has(at.file) && !isOfChart(at.file),
    )
    .map(({ tree }) => tree);
  const plain = merged([...kustomized.objects, ...alone].flatMap((tree) => objectsIn(tree)));
  const taken = new Set(plain.map(({ kind, name }) => `${kind} ${name}`));
  const isFree = ({ kind, name }: KubernetesObject) => !taken.has(`${kind} ${name}`);
  const ofChart = (trees: readonly Expr[], chart: ChartManifests) =>
    trees.flatMap((tree) => objectsIn(tree, chart)).filter(isFree);
  return {
    unseen: kustomized.unseen,
    shipped: [...plain, ...charts.flatMap((chart) => ofChart(chart.shipped, chart))],
    once: charts.flatMap((chart) =>
      chart.once.map(({ at, manifests, changed }) => ({
        at,
        chart: chart.chart,
        all: ofChart(manifests, chart),
        changed: ofChart(changed, chart),
      })),
    ),
  };
}

function objectsIn(tree: Expr, chart?: ChartManifests): readonly KubernetesObject[] {
  if (shippedText(within(tree, 'kind')) === 'List')
    return items(within(tree, 'items')).flatMap((item) => objectsIn(item, chart));
  const said = shippedText(within(tree, 'kind'));
  const version = within(tree, 'apiVersion');
  if (!said || !version) return [];
  // a Service of Knative (Cloud Run) is a workload: knative.dev/docs, serving.knative.dev/v1
  const kind = said === 'Service' && /^serving\.knative\.dev\//.test(roughText(version)) ? 'KnativeService' : said;
  const name = within(tree, 'metadata', 'name');
  return [
    {
      kind,
      name: nameText(name),
      tree,
      at: placeOf(name) ?? placeOf(within(tree, 'kind')) ?? tree.at,
      ...(chart ? { chart: chart.chart, refuses: chart.refuses, slot: () => chart.slot(tree) } : {}),
    },
  ];
}

/** A name is given by the template, whatever its parts are made of. */
function placeOf(expr: Expr | undefined): Span | undefined {
  return (expr && 'via' in expr ? expr.via : undefined) ?? expr?.at;
}

/** A name by which objects refer to each other: what a template leaves open counts as the template writes it. */
export function nameText(name: Expr | undefined): string {
  return name?.is === 'opaque' ? name.source.replace(/\s+/g, ' ') : roughText(name);
}

/** A name for people: without what a template leaves open. */
export function shownName({ name, chart, at }: KubernetesObject): string {
  const shown = name.replace(/\{\{[\s\S]{0,500}?\}\}/g, '').replace(/^["'-]+|(?<!["'])["']+$/g, '');
  const folder = chart ?? at.file;
  return shown || folder.slice(folder.lastIndexOf('/') + 1);
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

/** Kinds of workloads of which any number of copies may run. */
export const manyCopies = /^(Deployment|StatefulSet|ReplicaSet|Rollout|DeploymentConfig|KnativeService)$/;

export const workloadKinds = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
  'DeploymentConfig',
  'KnativeService',
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

/** Labels of a map as plain texts; those that a template leaves open as the template says them. */
export function labelsOf(expr: Expr | undefined): ReadonlyMap<string, string> {
  return new Map(
    entries(expr).map(({ key, value }) => [
      key,
      value.is === 'opaque' ? value.source.replace(/\s+/g, '') : roughText(value),
    ]),
  );
}

const open = '{{';

/** Whether a template leaves open which labels there are. */
export function openLabels(labels: ReadonlyMap<string, string>): boolean {
  return [...labels.keys()].some((key) => key.includes(open));
}

/** Whether a selector picks these labels. Of labels that a template leaves open nobody can say that they are not the ones. */
export function selects(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  const isOpen = openLabels(labels);
  return (
    selector.size > 0 &&
    [...selector].every(
      ([key, value]) => labels.get(key) === value || (isOpen && (key.includes(open) || !labels.has(key))),
    )
  );
}
