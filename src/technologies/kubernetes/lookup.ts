import { grouped } from '../../grouped.js';
import { onceFor } from '../../once.js';
import { within } from '../yaml/values.js';
import { type KubernetesObject, labelsOf, nameText, openLabels, selects, workloadKinds } from './objects.js';

type Labels = ReadonlyMap<string, string>;

/** Finds what the objects of a cluster say of each other, by indexes that are made once: there may be as many questions as objects. */
export interface Lookup {
  /** The objects of a kind and a name, in their order. */
  named(kind: string, name: string): readonly KubernetesObject[];
  /** What scales the workload of a name. */
  scaler(name: string): KubernetesObject | undefined;
  /** The objects of a kind that select the pods of a workload; charts are released by themselves. */
  selecting(kind: keyof typeof selectorPaths, workload: KubernetesObject): Iterable<KubernetesObject>;
  /** The first workload whose pods a Service selects. */
  selectedBy(service: KubernetesObject): KubernetesObject | undefined;
}

const selectorPaths = { Service: ['spec', 'selector'], PodDisruptionBudget: ['spec', 'selector', 'matchLabels'] };

const labelsOfPods = onceFor(({ tree }: KubernetesObject) =>
  labelsOf(within(tree, 'spec', 'template', 'metadata', 'labels')),
);

const scalers = /^(HorizontalPodAutoscaler|ScaledObject)$/;

/** The lookup of all objects of a cluster. */
export const lookupOf = onceFor((all: readonly KubernetesObject[]): Lookup => {
  const byName = grouped(all, ({ kind, name }) => [`${kind} ${name}`]);
  const byTarget = grouped(
    all.filter(({ kind }) => scalers.test(kind)),
    ({ tree }) => [nameText(within(tree, 'spec', 'scaleTargetRef', 'name'))],
  );
  const selecting = {
    Service: selectionOf(all, 'Service'),
    PodDisruptionBudget: selectionOf(all, 'PodDisruptionBudget'),
  };
  const selected = selectedIn(all);
  return {
    named: (kind, name) => byName.get(`${kind} ${name}`) ?? [],
    scaler: (name) => (name === '' ? undefined : byTarget.get(name)?.[0]),
    selecting: (kind, workload) => selecting[kind](workload),
    selectedBy: (service) => selected(service, labelsOf(within(service.tree, ...selectorPaths.Service))),
  };
});

/** A label as what can be looked up. */
function keysOf({ chart }: KubernetesObject, labels: Labels): readonly string[] {
  return [...labels].map(([key, value]) => `${chart ?? ''}\0${key}\0${value}`);
}

function selectionOf(
  all: readonly KubernetesObject[],
  kind: keyof typeof selectorPaths,
): (workload: KubernetesObject) => Iterable<KubernetesObject> {
  const own = all
    .filter((object) => object.kind === kind)
    .map((object) => ({ object, selector: labelsOf(within(object.tree, ...selectorPaths[kind])) }));
  const common = grouped(own, ({ object, selector }) => keysOf(object, selector));
  // each under the label that the fewest name: "app: shop" may stand in all of them
  const byRarest = grouped(own, ({ object, selector }) => rarest(keysOf(object, selector), common));
  return function* selecting(workload) {
    const labels = labelsOfPods(workload);
    const near = openLabels(labels) ? own : keysOf(workload, labels).flatMap((key) => byRarest.get(key) ?? []);
    for (const { object, selector } of near)
      if (object.chart === workload.chart && selects(selector, labels)) yield object;
  };
}

function selectedIn(all: readonly KubernetesObject[]) {
  const workloads = all
    .filter(({ kind }) => workloadKinds.has(kind))
    .map((object, index) => ({ object, index, labels: labelsOfPods(object) }));
  const byLabel = grouped(workloads, ({ object, labels }) => keysOf(object, labels));
  const open = workloads.filter(({ labels }) => openLabels(labels));
  return (service: KubernetesObject, selector: Labels): KubernetesObject | undefined => {
    const near = rarest(keysOf(service, selector), byLabel).flatMap((key) => byLabel.get(key) ?? []);
    const found = [near, open].flatMap(
      (some) => some.find(({ object, labels }) => object.chart === service.chart && selects(selector, labels)) ?? [],
    );
    return found.toSorted((a, b) => a.index - b.index)[0]?.object;
  };
}

/** The key that the fewest have; none of none. */
function rarest(keys: readonly string[], among: ReadonlyMap<string, readonly unknown[]>): readonly string[] {
  const count = (key: string) => among.get(key)?.length ?? 0;
  return keys.length === 0 ? [] : [keys.reduce((least, key) => (count(key) < count(least) ? key : least))];
}
