import type { Expr } from '../../facts/expr.js';
import type { Process } from '../../resolve/parts/topology.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { graceFor } from '../command-role.js';
import { httpPort } from '../http-port.js';
import { entries, items, shippedText, within } from '../yaml/values.js';
import { lookupOf } from './lookup.js';
import { workloadKinds } from './objects.js';
import { testedPath, type Workload } from './workload.js';

const oneByOne = 'Give the volumes a kind that several copies may mount (ReadWriteMany), or object storage';

/** How the manifests of a workload could be repaired. Of charts only their values are changed: the editors refuse templates. */
export function repairsOf(workload: Workload, process: Process, isBuilt: boolean): NonNullable<Process['repairs']> {
  return {
    replicas: isBuilt ? secondCopy(workload, process) : copiesOfOthers(process),
    rollout: rolling(workload, process),
    spread: spread(workload),
    disruptionBudget: budget(workload),
    stopGraceSeconds: longerGrace(workload, process),
    drains: drain(workload),
  };
}

/** A probe of the app's own health path, else of one that a test of the chart asks, else of its port alone. */
export function probeRepair(workload: Workload, ownPath: string | undefined): Repair | undefined {
  const port = portOf(workload);
  if (port === undefined) return undefined;
  const path = ownPath ?? testedPath(workload);
  const need =
    path === undefined
      ? `Tell the probe to ask a path instead once the app has a health route: an open port ${port} does not prove that it can serve`
      : `Look that ${path} answers 200 without a login, whatever the Host header is: the probe sends the address of the pod`;
  return {
    title:
      path === undefined
        ? `Add a readiness probe that opens port ${port}: no health route of the app is known`
        : `Add a readiness probe that asks ${path} on port ${port}`,
    safety: 'unsafe',
    changes: [probeChange(workload, path, port)],
    needs: [need],
  };
}

/** Into the place of the chart's values that is kept for it, where there is one. */
function probeChange({ container, object }: Workload, path: string | undefined, port: number): Change {
  const slot = object.slot?.();
  if (slot) {
    const asks = path === undefined ? `tcpSocket: { port: ${port} }` : `httpGet: { path: ${path}, port: ${port} }`;
    return { is: 'replace', at: slot, text: `{ ${asks}, periodSeconds: 5 }` };
  }
  const asks = path === undefined ? ['tcpSocket:', `  port: ${port}`] : ['httpGet:', `  path: ${path}`, `  port: ${port}`]; // biome-ignore format: one choice
  return inMap(container, ['readinessProbe'], [...asks, 'periodSeconds: 5']);
}

/** The port that a Service sends requests to, else the one that the container names. */
function portOf(workload: Workload): number | undefined {
  const ports = items(within(workload.container, 'ports'));
  const numberOf = (port: Expr) => Number(shippedText(within(port, 'containerPort')));
  const named = (name: string) => ports.find((port) => shippedText(within(port, 'name')) === name);
  const targets = [...lookupOf(workload.all).selecting('Service', workload.object)]
    .flatMap(({ tree }) => items(within(tree, 'spec', 'ports')))
    .map((port) => {
      const target = shippedText(within(port, 'targetPort')) ?? shippedText(within(port, 'port')) ?? '';
      const own = named(target);
      return own ? numberOf(own) : Number(target);
    });
  const web = ports.filter((port) => /^(http|web)\b/i.test(shippedText(within(port, 'name')) ?? ''));
  return httpPort(targets) ?? httpPort(web.map(numberOf)) ?? httpPort(ports.map(numberOf));
}

function secondCopy({ object, all }: Workload, { name, volumes }: Process): Repair {
  const title = `Run two copies of ${name}`;
  if (volumes.some(({ exclusive }) => exclusive)) return { ...byHand(title, oneByOne), lastly: true };
  const scaler = lookupOf(all).scaler(object.name);
  const path = scaler ? [scaler.kind === 'ScaledObject' ? 'minReplicaCount' : 'minReplicas'] : ['replicas'];
  const spec = within((scaler ?? object).tree, 'spec');
  const change = spec && setIn(spec, path, '2', scaler ? 'maxReplicas' : 'selector');
  const refusal = change?.is === 'replace' ? object.refuses?.(change.at, 2) : undefined;
  return {
    title,
    safety: 'unsafe',
    lastly: true,
    changes: change ? [change] : [],
    needs: [
      ...(refusal ? [`Give the chart first what it asks for: ${refusal}`] : []),
      'Keys, sessions, files and jobs have to be where both copies reach them',
    ],
    ...(refusal ? { lacks: 'the chart refuses to be installed with two' } : {}),
  };
}

/** How a product is doubled that nobody builds here, its makers know: two plain copies of it may share a folder that belongs to one, or do all work twice. */
function copiesOfOthers({ name, image, volumes }: Process): Repair {
  const title = `Run two copies of ${name} in the way that its makers have for it`;
  const folder = volumes.some(({ readOnly }) => !readOnly);
  return {
    ...byHand(
      title,
      `Nothing here builds ${image ?? 'its image'}: look up how it is run in several copies (a mode for that, a store for all, one copy alone that fires schedules)`,
      ...(folder ? ['A folder of data or a queue on disk belongs to one copy: give each copy a volume of its own (a StatefulSet with volumeClaimTemplates), unless its makers say that they may share one'] : []),
    ),
    lastly: true,
    whole: true,
  };
} // biome-ignore format: one sentence per line

function rolling({ object }: Workload, { name, volumes }: Process): Repair | undefined {
  const strategy = within(object.tree, 'spec', 'strategy', 'type');
  if (!strategy) return undefined;
  const title = `Replace the copies of ${name} one after another`;
  if (volumes.some(({ exclusive }) => exclusive)) return { ...byHand(title, oneByOne), lastly: true };
  const changes: Change[] = [{ is: 'replace', at: strategy.at, text: 'RollingUpdate' }];
  return { title, safety: 'unsafe', lastly: true, changes, needs: [`Make sure that the old and the new version of ${name} can run side by side: they share the database for a while`] };
} // biome-ignore format: one sentence per line

/** A soft wish: where there is one node only, the copies share it. */
function spread(workload: Workload): Repair | undefined {
  const labels = selectorOf(workload);
  if (labels.length === 0) return undefined;
  const value = [
    '- maxSkew: 1',
    '  topologyKey: kubernetes.io/hostname',
    '  whenUnsatisfiable: ScheduleAnyway',
    '  labelSelector:',
    '    matchLabels:',
    ...labels.map((label) => `      ${label}`),
  ];
  return {
    title: `Spread the copies of ${workload.object.name} over the nodes`,
    safety: 'safe',
    changes: [inMap(workload.pod, ['topologySpreadConstraints'], value, 'containers')],
    needs: [],
  };
}

function budget(workload: Workload): Repair | undefined {
  const labels = selectorOf(workload);
  const { object } = workload;
  const namespace = shippedText(within(object.tree, 'metadata', 'namespace'));
  if (labels.length === 0) return undefined;
  const text = [
    'apiVersion: policy/v1',
    'kind: PodDisruptionBudget',
    'metadata:',
    `  name: ${object.name}`,
    ...(namespace ? [`  namespace: ${namespace}`] : []),
    'spec:',
    '  maxUnavailable: 1',
    '  selector:',
    '    matchLabels:',
    ...labels.map((label) => `      ${label}`),
  ];
  return {
    title: `Add a PodDisruptionBudget for ${object.name}`,
    safety: 'safe',
    changes: [{ is: 'document', file: object.at.file, text }],
    needs: [],
  };
}

function longerGrace({ object, pod }: Workload, process: Process): Repair | undefined {
  const seconds = graceFor(process);
  return {
    title: `Give ${object.name} ${seconds} s to stop`,
    safety: 'safe',
    changes: [setIn(pod, ['terminationGracePeriodSeconds'], String(seconds), 'containers')],
    needs: [],
  };
}

/** The kubelet itself sleeps (kubernetes 1.30, PodLifecycleSleepAction), so that the image needs no shell. */
function drain({ container, object }: Workload): Repair {
  return {
    title: `Let ${object.name} serve for 5 s before it is told to stop`,
    safety: 'unsafe',
    changes: [inMap(container, ['lifecycle', 'preStop', 'sleep', 'seconds'], '5')],
    needs: [
      'Before Kubernetes 1.30: write `exec: {command: [sleep, "5"]}` in place of `sleep`, if the image has that program',
    ],
  };
}

/** A Service or Ingress that sends each request to any copy. `None` forbids a `sessionAffinityConfig`, so both go. */
export function freeChoice(tree: Expr, annotation: string | undefined): Repair {
  const without = (path: readonly string[]): Change => ({ is: 'without', file: tree.at.file, below: tree.at, path });
  const settings = ['sessionAffinity', 'sessionAffinityConfig'].filter((key) => within(tree, 'spec', key));
  return {
    title: 'Send each request to any copy',
    safety: 'unsafe',
    lastly: true,
    changes: annotation
      ? [without(['metadata', 'annotations', annotation])]
      : settings.map((key) => without(['spec', key])),
    needs: ['Sessions, uploads and caches have to be where every copy reaches them'],
  };
}

/** The labels by which the workload knows its pods, as lines of YAML; none when a template makes them. */
function selectorOf({ object }: Workload): readonly string[] {
  const chosen = entries(within(object.tree, 'spec', 'selector', 'matchLabels'));
  const own = chosen.length > 0 ? chosen : entries(within(object.tree, 'spec', 'template', 'metadata', 'labels'));
  const lines = own.map(({ key, value }) => {
    const text = shippedText(value);
    return text === undefined ? undefined : `${key}: ${/^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|yes|no|on|off|null)$/i.test(text) ? text : JSON.stringify(text)}`;
  });
  return lines.some((line) => line === undefined) || !workloadKinds.has(object.kind)
    ? []
    : lines.filter((line) => line !== undefined);
} // biome-ignore format: one label per line

/** The place that decides a value: the line of a chart's values where one does, else the entry of the manifest. */
function setIn(map: Expr, path: readonly string[], value: string, before?: string): Change {
  const leaf = within(map, ...path);
  if (leaf?.is === 'literal' && leaf.via && leaf.at.file !== leaf.via.file)
    return { is: 'replace', at: leaf.at, text: value };
  return inMap(map, path, value, before);
}

function inMap(map: Expr, path: readonly string[], value: string | readonly string[], before?: string): Change {
  return { is: 'entry', file: map.at.file, below: map.at, path, value, ...(before ? { before } : {}) };
}
