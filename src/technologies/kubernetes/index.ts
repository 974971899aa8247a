import type { Fact, Facts } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { GracefulStop } from '../../resolve/parts/boot-step.js';
import type { Process, PublishedPort, Service } from '../../resolve/parts/topology.js';
import { keptAt } from '../docker/data-folder.js';
import { driftsBetween } from '../docker/drift.js';
import { holdingOf } from '../docker/holding.js';
import { dockerfileAt, environmentOfImage, type Image, imageOf, placesOf } from '../docker/image.js';
import { imageName, type KnownImage, knownImage } from '../docker/known-images.js';
import { containerParts, type RunningContainer, shortGrace } from '../docker/parts.js';
import { baseName, folderOf } from '../docker/paths.js';
import { publishedAs, publishedUnder } from '../docker/published-as.js';
import { publishedKeys } from '../docker/published-keys.js';
import { jobTimes, roleOf, workersIn } from '../docker/roles.js';
import { type StartWords, startedBy } from '../docker/started.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { balancersOf } from './balancers.js';
import { lookupOf } from './lookup.js';
import { type KubernetesObject, manyCopies, objectsOf, shownName, workloadKinds } from './objects.js';
import { probeRepair, repairsOf } from './repairs.js';
import { sidecarSchedulers, sidecarStores, stepsBefore } from './sidecars.js';
import { budgetOf, drainOf, environmentOf, isBalanced, isTest, mountsOf, mountsOnceOn, probe, probesOf, replicasOf, spreadOf, stuckBy, type Workload, workloadOf } from './workload.js'; // biome-ignore format: one import

export default technology({
  name: 'kubernetes',
  title: 'Kubernetes',
  readers: [
    reader({
      language: 'yaml',
      paths: /^(?!.*(^|\/)templates\/).*(^|\/)(?!Chart\.ya?ml$)[^/]*\.ya?ml$/,
      mentions: ['apiVersion'],
      extract: manifestFacts,
    }),
    // Templates of charts are rendered: before that they are no YAML.
    reader({
      language: 'yaml',
      paths: /(^|\/)templates\/.*\.ya?ml$/,
      mentions: ['apiVersion'],
      unless: ['{{'],
      extract: manifestFacts,
    }),
  ],
  detect(facts) {
    const object = objectsOf(facts).shipped.find(({ kind }) => workloadKinds.has(kind));
    return object && { at: object.at, infrastructure: true };
  },
  deployment,
});

function* manifestFacts(documents: readonly DataNode[], source: { readonly path: string }): Iterable<Fact> {
  for (const node of documents) {
    const at = { file: source.path, start: node.start, end: node.end };
    const tree = dataExpr(node, source.path);
    if (within(tree, 'kind') && within(tree, 'apiVersion'))
      yield { kind: 'document', technology: 'kubernetes', tree, at };
  }
}

function deployment(facts: Facts): AppParts {
  const { shipped: all, once } = objectsOf(facts);
  const workloads = all
    .filter((object) => workloadKinds.has(object.kind) && !isTest(object))
    .flatMap((object) => workloadOf(object, all, once) ?? []);
  const services: Service[] = [];
  const stops: GracefulStop[] = [];
  const containers: RunningContainer[] = [];
  for (const workload of workloads) {
    const image = imageText(workload);
    const kind = knownImage(image) ?? kindByPorts(workload);
    // a job of a store's image talks to the store: it dumps, loads or waits
    if (kind && kind.role !== 'proxy' && /^(Job|CronJob)$/.test(workload.object.kind)) continue;
    if (kind) {
      services.push(serviceOf(workload, kind));
      // a tool has no work in flight (`pause` only keeps a place)
      if (kind.engine !== 'tool') stops.push(...shortGrace(processOf(workload, { environment: [] })));
    } else containers.push(containerOf(workload, image, facts));
  }
  return partsOf({ containers, services, stops, workloads, all, facts });
}

interface Found {
  readonly containers: readonly RunningContainer[];
  readonly services: readonly Service[];
  readonly stops: readonly GracefulStop[];
  readonly workloads: readonly Workload[];
  readonly all: readonly KubernetesObject[];
  readonly facts: Facts;
}

function partsOf({ containers, services, stops, workloads, all, facts }: Found): AppParts {
  const parts = containerParts(containers, facts);
  // the first of a place
  const processes = new Map(containers.toReversed().map(({ process }) => [process.at, process]));
  const apps = workloads.filter((workload) => processes.has(workload.object.at));
  return {
    ...parts,
    unseen: objectsOf(facts).unseen,
    secrets: [
      ...(parts.secrets ?? []),
      ...publishedKeys(containers.map(({ process }) => ({ process, imageAt: process.at }))),
    ],
    schedulerProcesses: [...(parts.schedulerProcesses ?? []), ...workloads.flatMap(sidecarSchedulers)],
    innerServices: [...(parts.innerServices ?? []), ...apps.flatMap(sidecarStores)],
    bootSteps: [...(parts.bootSteps ?? []), ...apps.flatMap((workload) => stepsBefore(workload, facts))],
    gracefulStops: [...(parts.gracefulStops ?? []), ...stops],
    processes: ownProbes(containers),
    drifts: driftsBetween(containers.map(({ process }) => process)),
    services,
    balancers: balancersOf({
      all,
      lookup: lookupOf(all),
      processes,
      services: new Map(services.toReversed().map((service) => [service.at, service])),
    }),
  };
}

/** Beside workloads of other images only what is built here is known to be the app: the probes of the others speak of other programs. */
function ownProbes(containers: readonly RunningContainer[]): readonly Process[] {
  const several = new Set(containers.map(({ process }) => process.image)).size > 1;
  return containers.map(({ process, image }) => (several && !image ? { ...process, probePaths: [] } : process));
}

/** The image; of one whose tag a template leaves open, the name. */
function imageText({ container }: Workload): string | undefined {
  const given = within(container, 'image');
  if (given?.is === 'opaque') return /^([\w./-]+)(?::[^/]*)?\{\{/.exec(given.source)?.[1];
  const text = roughText(given);
  return text.includes('?') || text === '' ? undefined : text;
}

/** Images of one's own that speak the protocol of a database are databases. */
function kindByPorts({ container }: Workload): KnownImage | undefined {
  const ports = items(within(container, 'ports')).map((port) => Number(shippedText(within(port, 'containerPort'))));
  const names: readonly (readonly [number, string])[] = [[5432, 'postgres'], [3306, 'mysql'], [27017, 'mongo'], [6379, 'redis'], [5672, 'rabbitmq'], [9200, 'elasticsearch']]; // biome-ignore format: a table
  const found = names.find(([port]) => ports.includes(port));
  return found && knownImage(found[1]);
}

function containerOf(workload: Workload, reference: string | undefined, facts: Facts): RunningContainer {
  const { object, pod, container } = workload;
  const image = builtImage(reference, facts);
  const { entries: environment, complete } = environmentOf(workload);
  const fromImage = environmentOfImage(image).filter(({ name }) => !environment.some((one) => one.name === name));
  const whole = [...fromImage, ...environment];
  const variable = (name: string): string | undefined => {
    const found = whole.findLast((entry) => entry.name === name);
    return found ? shippedText(found.value) : complete ? '' : undefined;
  };
  const entrypoint = wordsOf(container, 'command');
  const command = wordsOf(container, 'args');
  const followed = startedBy({ variable, folders: [folderOf(object.at.file)], at: object.at, ...(image ? { image } : {}), ...(entrypoint ? { entrypoint } : {}), ...(command ? { command } : {}) }, facts); // biome-ignore format: one call
  const main = followed?.started.main?.text;
  const built = entrypoint || command ? undefined : (image ?? publishedUnder(reference, facts));
  const holds = built && holdingOf(built);
  return { ...(image ? { image } : {}), ...(followed ?? {}), process: processOf(workload, { environment: whole, ...(main ? { command: main } : {}), ...(reference ? { image: reference } : {}), ...(holds ? { holds } : {}), ...(image ? { folders: placesOf(image) } : folderByName(reference, object, pod)) }, facts) }; // biome-ignore format: one record
}

/** The folder of an image that is named like it. */
function folderByName(
  reference: string | undefined,
  object: KubernetesObject,
  pod: unknown,
): { folders?: readonly string[] } {
  const name = imageName(reference);
  return name && pod ? { folders: [baseName(name)] } : object.chart ? {} : {};
}

/** The Dockerfile that a pipeline publishes as this image; else that in a folder that bears the image's name; else the only one at the root. */
function builtImage(reference: string | undefined, facts: Facts): Image | undefined {
  const name = baseName(imageName(reference) ?? '');
  if (name === '') return undefined;
  const published = publishedAs(reference ?? '', facts);
  if (published) return published;
  const images = facts.of('image');
  const named = images.find(({ at }) => folderOf(at.file).split('/').includes(name));
  const fact = named ?? (images.length === 1 ? dockerfileAt(facts, '.') : undefined);
  return fact && imageOf(fact);
}

function wordsOf(container: Workload['container'], key: string): StartWords | undefined {
  const given = within(container, key);
  if (!given || given.is === 'opaque') return undefined;
  const list = given.is === 'list' ? given.items : [given];
  return { words: list.map((item) => ({ value: roughText(item), at: item.at })), shell: false, at: given.at };
}

function processOf(
  workload: Workload,
  given: Pick<Process, 'environment' | 'command' | 'image' | 'holds' | 'folders'>,
  facts?: Facts,
): Process {
  const { object, pod } = workload;
  const strategy = within(object.tree, 'spec', 'strategy', 'type');
  const grace = within(pod, 'terminationGracePeriodSeconds');
  const seconds = Number(shippedText(grace));
  const balanced = isBalanced(workload);
  const workers = workersIn(given.command);
  const many = manyCopies.test(object.kind);
  const job = /^(Job|CronJob|Pod)$/.test(object.kind);
  const readiness = probe(workload, 'readinessProbe');
  const liveness = probe(workload, 'livenessProbe');
  const healthy = liveness.state === 'known' && liveness.value ? liveness : readiness;
  const process: Process = {
    name: shownName(object),
    technology: object.chart === undefined ? 'kubernetes' : 'helm',
    role: job ? 'job' : electsOne(workload) ? 'worker' : roleOf({ name: shownName(object), published: balanced, restarts: true, ...(given.command ? { command: given.command } : {}) }),
    ...given,
    ...(many ? replicasOf(workload) : { replicas: known(1, [said(object.at, `is a ${object.kind}`)]) }),
    pinned: [],
    ...(workers === undefined ? {} : { workers: known(workers, [said(object.at, `starts ${workers} server processes`)]) }),
    volumes: [...mountsOf(workload), ...mountsOnceOn(workload)],
    ports: [],
    ...(job ? {} : { health: healthy, readiness, probePaths: probesOf(workload) }),
    ...jobTimes(job ? undefined : given.command, {
      at: within(workload.container, 'args')?.at ?? within(workload.container, 'command')?.at ?? object.at,
      stops: grace && !Number.isNaN(seconds) ? known(seconds, [said(grace.at, `gives ${seconds} s to stop`)]) : undefined,
      usual: { seconds: 30, builtin: 'Kubernetes, terminationGracePeriodSeconds' },
      facts,
    }),
    ...(many ? { spread: spreadOf(workload), disruptionBudget: budgetOf(workload), ...stuckBy(workload), ...(object.chart === undefined ? { drains: drainOf(workload) } : {}), reachOfFile: 'many-hosts' as const } : {}),
    ...(strategy && shippedText(strategy) === 'Recreate' ? { rollout: known('all-at-once' as const, [said(strategy.at, 'is Recreate')]) } : object.kind === 'Deployment' ? { rollout: known('rolling' as const, [said(object.at, 'is a Deployment with rolling updates')]), surges: surgeOf(object) } : {}),
    balanced,
    at: object.at,
  }; // biome-ignore format: one record
  return {
    ...process,
    repairs: repairsOf(workload, process, (facts?.of('image').length ?? 0) > 0),
    probes: (path) => ({ readiness: probeRepair(workload, path) }),
  };
}

/** A controller whose copies choose one among themselves, which does the work; the Service in front of it hands out its measurements. */
function electsOne({ pod }: Workload): boolean {
  return items(within(pod, 'containers')).some((container) =>
    [...items(within(container, 'args')), ...items(within(container, 'command'))].some((word) =>
      /^--(enable-)?leader-elect(ion)?(=true)?$/.test(roughText(word)),
    ),
  );
}

/** A rolling update starts a new copy before it ends an old one, unless its `maxSurge` is none (Kubernetes, DeploymentStrategy: 25 %, rounded up). */
function surgeOf({ tree, at }: KubernetesObject): NonNullable<Process['surges']> {
  const given = within(tree, 'spec', 'strategy', 'rollingUpdate', 'maxSurge');
  if (given && /^0%?$/.test(shippedText(given) ?? '')) return known(false, [said(given.at, 'starts no copy too many')]);
  return known(true, [said(given?.at ?? at, 'starts the new copy before it ends the old one at each rolling update')]);
}

function serviceOf(workload: Workload, kind: KnownImage): Service {
  const { object } = workload;
  const { replicas } = replicasOf(workload);
  const mounts = mountsOf(workload);
  const data = keptAt({ kind, reference: '', told: '', paths: mounts.map(({ path }) => path) });
  const kept = mounts.filter(
    ({ path, reach }) => data.includes(path) && !(reach.because.at(-1)?.says ?? '').includes('emptyDir'),
  );
  const lost = mounts.find(
    ({ path, reach }) => data.includes(path) && (reach.because.at(-1)?.says ?? '').includes('emptyDir'),
  );
  return {
    name: shownName(object),
    technology: object.chart === undefined ? 'kubernetes' : 'helm',
    engine: kind.engine,
    role: kind.role,
    nodes: replicas,
    failover: known(object.kind === 'StatefulSet' && replicas.state === 'known' && replicas.value > 1, [said(object.at, `is a ${object.kind}`)]),
    ...(replicas.state === 'known' && replicas.value > 1 ? { apart: spreadOf(workload) } : {}),
    persistent: known(kept.length > 0, [said(lost?.at ?? object.at, kept.length > 0 ? 'keeps its data on a claim' : lost ? 'keeps its data in an emptyDir, which is gone with the pod' : 'mounts no volume for its data')]),
    ports: publicPorts(workload),
    dataPorts: kind.ports,
    volumes: mounts,
    at: object.at,
  }; // biome-ignore format: one record
}

/** Ports that a Service of the kind LoadBalancer or NodePort opens to the world. */
function publicPorts({ object, all }: Workload): readonly PublishedPort[] {
  const own = new Map(
    entries(within(object.tree, 'spec', 'template', 'metadata', 'labels')).map(({ key, value }) => [
      key,
      roughText(value),
    ]),
  );
  return all
    .filter(
      ({ kind, tree }) =>
        kind === 'Service' && /^(LoadBalancer|NodePort)$/.test(shippedText(within(tree, 'spec', 'type')) ?? ''),
    )
    .filter(
      ({ tree }) =>
        entries(within(tree, 'spec', 'selector')).length > 0 &&
        entries(within(tree, 'spec', 'selector')).every(({ key, value }) => own.get(key) === roughText(value)),
    )
    .flatMap(({ tree }) => items(within(tree, 'spec', 'ports')))
    .map((port) => {
      const number = Number(shippedText(within(port, 'targetPort')) ?? shippedText(within(port, 'port')));
      return { container: number || 0, host: Number(shippedText(within(port, 'port'))) || 0, at: port.at };
    });
}
