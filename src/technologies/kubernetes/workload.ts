import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { onceFor } from '../../once.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { EnvironmentEntry, Mount, Probe, Process } from '../../resolve/parts/topology.js';
import type { Reach } from '../../resolve/reach.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { askedOf } from '../docker/parts.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { lookupOf } from './lookup.js';
import { type KubernetesObject, nameText, type OnceOn, podOf } from './objects.js';

/** A workload with the objects of the cluster that speak about it. */
export interface Workload {
  readonly object: KubernetesObject;
  readonly pod: Expr;
  /** The container that the workload is about. */
  readonly container: Expr;
  readonly all: readonly KubernetesObject[];
  /** The same workload as it would be with one switch on that is off. */
  readonly once: readonly Workload[];
  /** The switch that has to be on for it to be like this. */
  readonly switchedBy?: Span;
}

const sidecars =
  /^(istio-proxy|linkerd-proxy|envoy|cloud-?sql-proxy|vault-agent|fluent-?bit|filebeat|otel[\w-]*|datadog[\w-]*|oauth2-proxy|config-reloader)$/;

export function workloadOf(
  object: KubernetesObject,
  all: readonly KubernetesObject[],
  once: readonly OnceOn[] = [],
): Workload | undefined {
  const pod = podOf(object);
  const containers = items(within(pod, 'containers'));
  const container = containers.find((one) => !sidecars.test(roughText(within(one, 'name')))) ?? containers[0];
  return pod && container ? { object, pod, container, all, once: oncesOf(object, once) } : undefined;
}

function oncesOf(object: KubernetesObject, once: readonly OnceOn[]): readonly Workload[] {
  return once
    .filter(({ chart }) => chart === object.chart)
    .flatMap(({ at, changed, all }) => {
      const then = changed.find(({ kind, name }) => kind === object.kind && name === object.name);
      const workload = then && workloadOf(then, all);
      return workload ? [{ ...workload, switchedBy: at }] : [];
    });
}

/** A Service with an address of its own picks it. */
export function isBalanced(workload: Workload): boolean {
  const { object, all } = workload;
  if (object.kind === 'KnativeService') return true;
  // a set needs a headless Service to be given names; in front of other workloads its name stands for every copy
  for (const { tree } of lookupOf(all).selecting('Service', object))
    if (object.kind !== 'StatefulSet' || shippedText(within(tree, 'spec', 'clusterIP')) !== 'None') return true;
  return false;
}

/** What an autoscaler or the workload itself asks for, now and at most. */
export function replicasOf({ object, all }: Workload): Pick<Process, 'replicas' | 'maxReplicas'> {
  if (object.kind === 'KnativeService') return scaleOf(object);
  const given = within(object.tree, 'spec', 'replicas');
  const own = countOf(given, object);
  const scaler = lookupOf(all).scaler(object.name);
  const least = within(scaler?.tree, 'spec', 'minReplicas') ?? within(scaler?.tree, 'spec', 'minReplicaCount');
  const most = within(scaler?.tree, 'spec', 'maxReplicas') ?? within(scaler?.tree, 'spec', 'maxReplicaCount');
  if (!scaler) return { replicas: own };
  const atLeast = Number(shippedText(least) ?? (least ? Number.NaN : 1));
  const atMost = Number(shippedText(most));
  const replicas: Resolved<number> = Number.isNaN(atLeast)
    ? unknown('the autoscaler takes its bounds from elsewhere', [said(least?.at ?? scaler.at, 'is not a plain number')])
    : known(Math.max(atLeast, 1), [said(least?.at ?? scaler.at, `the autoscaler keeps at least ${atLeast}`)]);
  return {
    replicas,
    ...(Number.isNaN(atMost) || !most
      ? {}
      : { maxReplicas: known(atMost, [said(most.at, `the autoscaler allows ${atMost}`)]) }),
  };
}

/** As many as there are requests for, within bounds of its annotations (knative.dev/docs, autoscaling/scale-bounds). */
function scaleOf({ tree, at }: KubernetesObject): Pick<Process, 'replicas' | 'maxReplicas'> {
  const notes = entries(within(tree, 'spec', 'template', 'metadata', 'annotations'));
  const bound = (name: string) => notes.find(({ key }) => key.replace('-', '').toLowerCase() === `autoscaling.knative.dev/${name}scale`);
  const most = Number(shippedText(bound('max')?.value));
  return {
    replicas: unknown('the platform starts as many as there are requests for', [said(bound('min')?.value.at ?? at, 'is scaled by requests')]),
    ...(most > 0 ? { maxReplicas: known(most, [said(bound('max')?.value.at ?? at, `allows ${most} copies`)]) } : {}),
  };
} // biome-ignore format: one record

function countOf(given: Expr | undefined, object: KubernetesObject): Resolved<number> {
  if (!given) return known(1, [said(object.at, 'sets no replicas, which means one')]);
  const count = Number(shippedText(given));
  return shippedText(given) === undefined || Number.isNaN(count)
    ? unknown('the number of replicas is not a plain number', [said(given.at, 'is not a plain number')])
    : known(count, [said(given.at, `asks for ${count} ${count === 1 ? 'replica' : 'replicas'}`)]);
}

export function probe(workload: Workload, name: 'readinessProbe' | 'livenessProbe'): Resolved<boolean> {
  const containers = items(within(workload.pod, 'containers'));
  const ask = (kind: string) => containers.map((container) => within(container, kind)).find((one) => one !== undefined);
  const found = ask(name);
  // until it has succeeded the copy is not ready (kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes)
  const start = found || name !== 'readinessProbe' ? undefined : ask('startupProbe');
  if (start) return known(true, [said(start.at, 'keeps users away until it has succeeded')]);
  if (!found && workload.object.kind === 'KnativeService')
    return known(true, [said(workload.object.at, 'is sent requests once it listens')]);
  if (found) return known(true, [said(found.at, `has a ${name}`)]);
  const slot = name === 'readinessProbe' ? workload.object.slot?.() : undefined;
  const none = said(workload.object.at, `has no ${name}`);
  return known(false, slot ? [none, said(slot, 'is where the values of the chart leave it empty')] : [none]);
}

/** Run by hand, and gone when it has ended. */
export function isTest({ tree }: KubernetesObject): boolean {
  return /\btest(-success|-failure)?\b/.test(shippedText(within(tree, 'metadata', 'annotations', 'helm.sh/hook')) ?? '');
} // biome-ignore format: one condition

/** The path that a test of the chart asks of a workload (`helm test`; helm.sh/docs/topics/chart_tests). */
export function testedPath({ object, all }: Workload): string | undefined {
  const asked = askedByTests(all);
  for (const { name } of lookupOf(all).selecting('Service', object)) if (asked.has(name)) return asked.get(name);
  return undefined;
}

/** The first path that tests ask, by the name of the Service. */
const askedByTests = onceFor((all: readonly KubernetesObject[]): ReadonlyMap<string, string> => {
  const asked = new Map<string, string>();
  for (const { tree } of all.filter(isTest)) {
    const containers = items(within(tree, 'spec', 'containers') ?? within(tree, 'spec', 'template', 'spec', 'containers'));
    const words = containers.flatMap((one) => [...items(within(one, 'command')), ...items(within(one, 'args'))]).map(roughText);
    for (const { 1: host = '', 2: path } of words.join(' ').matchAll(/https?:\/\/([\w.-]+)(?::[\w?]+)?(\/[\w./~-]*)/g)) {
      const name = host.split('.')[0] ?? '';
      if (path && !asked.has(name)) asked.set(name, path);
    }
  }
  return asked;
}); // biome-ignore format: conditions

const probeKinds = ['readiness', 'liveness', 'startup'] as const;

/** The paths that the probes of the main container ask for, by HTTP or by a command in it. */
export function probesOf({ container }: Workload): readonly Probe[] {
  return probeKinds.flatMap((kind): readonly Probe[] => {
    const given = within(container, `${kind}Probe`);
    const path = within(given, 'httpGet', 'path');
    const text = shippedText(path);
    const asked = within(given, 'httpGet');
    if (path && text)
      return [{ kind, path: text, at: path.at, ...(asked && namesHost(asked) ? {} : { byAddress: true as const }) }];
    const command = within(given, 'exec', 'command');
    return command ? askedOf(items(command).map(roughText).join(' '), command.at).map((one) => ({ ...one, kind })) : [];
  });
}

/** Whether a `preStop` hook keeps the container from being told to stop at once. */
export function drainOf({ pod, object }: Workload): Resolved<boolean> {
  const hook = items(within(pod, 'containers'))
    .map((container) => within(container, 'lifecycle', 'preStop'))
    .find((one) => one !== undefined);
  return known(hook !== undefined, [
    said(hook?.at ?? object.at, hook ? 'waits in a preStop hook' : 'has no preStop hook'),
  ]);
}

/** Without a header of its own, or a host in place of the pod's address, the address is the Host; a header that a chart computes may be one. */
function namesHost(asked: Expr): boolean {
  const headers = within(asked, 'httpHeaders');
  if (within(asked, 'host') || (headers && headers.is !== 'list')) return true;
  return items(headers).some((header) => !/^(?!host$)[\w-]+$/i.test(shippedText(within(header, 'name')) ?? ''));
}

export function budgetOf(workload: Workload): Resolved<boolean> {
  const [budget] = lookupOf(workload.all).selecting('PodDisruptionBudget', workload.object);
  return known(budget !== undefined, [
    said(budget?.at ?? workload.object.at, budget ? 'covers it' : 'no PodDisruptionBudget selects it'),
  ]);
}

/** A budget that all copies are needed for (kubernetes.io/docs/tasks/run-application/configure-pdb: drains of their nodes wait without an end). */
export function stuckBy(workload: Workload): Pick<Process, 'stuck'> {
  const { replicas } = replicasOf(workload);
  const [budget] = lookupOf(workload.all).selecting('PodDisruptionBudget', workload.object);
  if (!budget || replicas.state === 'unknown' || replicas.value === 0) return {};
  const least = within(budget.tree, 'spec', 'minAvailable');
  const most = within(budget.tree, 'spec', 'maxUnavailable');
  const needed = shippedText(least)?.trim();
  const spared = shippedText(most)?.trim();
  const isStuck = /^0%?$/.test(spared ?? '') || needed === '100%' || (/^\d+$/.test(needed ?? '') && Number(needed) >= replicas.value);
  const at = (isStuck ? (least ?? most)?.at : undefined) ?? budget.at;
  return { stuck: known(isStuck, [...replicas.because, said(at, isStuck ? 'lets none of them go' : 'lets one of them go')]) };
} // biome-ignore format: conditions

export function spreadOf({ pod, object }: Workload): Resolved<boolean> {
  const means =
    within(pod, 'topologySpreadConstraints') ??
    within(pod, 'affinity', 'podAntiAffinity') ??
    opaque(within(pod, 'affinity'));
  return known(means !== undefined, [
    said(means?.at ?? object.at, means ? 'spreads the copies' : 'neither spread constraints nor anti-affinity'),
  ]);
}

function opaque(expr: Expr | undefined): Expr | undefined {
  return expr?.is === 'opaque' ? expr : undefined;
}

/** Values of the environment; what comes from secrets and fields is not to be known. */
export function environmentOf(workload: Workload): { entries: readonly EnvironmentEntry[]; complete: boolean } {
  const own = items(within(workload.container, 'env')).map((item): EnvironmentEntry => {
    const value = within(item, 'value');
    const name = roughText(within(item, 'name'));
    if (value) return { name, value: value.is === 'literal' ? { ...value, value: String(value.value ?? '') } : value };
    return {
      name,
      value: fromMap(within(item, 'valueFrom', 'configMapKeyRef'), workload) ??
        fromSecret(within(item, 'valueFrom', 'secretKeyRef'), workload) ?? {
          is: 'opaque',
          source: 'a secret or field of the cluster',
          at: item.at,
        },
    };
  });
  let complete = !opaque(within(workload.container, 'env'));
  const names = new Set(own.map(({ name }) => name));
  const others: EnvironmentEntry[] = [];
  for (const source of items(within(workload.container, 'envFrom'))) {
    const map = configMap(nameText(within(source, 'configMapRef', 'name')), workload);
    const kept = secretEntries(nameText(within(source, 'secretRef', 'name')), workload);
    if (!map && !kept) complete = false;
    const prefix = shippedText(within(source, 'prefix')) ?? '';
    for (const { key, value } of kept ?? entries(within(map?.tree, 'data')))
      if (!names.has(prefix + key)) others.push({ name: prefix + key, value });
  }
  return { entries: [...others, ...own], complete };
}

function fromMap(reference: Expr | undefined, workload: Workload): Expr | undefined {
  if (!reference) return undefined;
  const map = configMap(nameText(within(reference, 'name')), workload);
  return within(map?.tree, 'data', roughText(within(reference, 'key')));
}

function configMap(name: string, { all }: Workload): KubernetesObject | undefined {
  return name === '' ? undefined : lookupOf(all).named('ConfigMap', name)[0];
}

/** What the manifests themselves put into a Secret: in plain text, or as base64, which hides nothing. */
function secretEntries(name: string, { all }: Workload): readonly ExprEntry[] | undefined {
  const found = name === '' ? undefined : lookupOf(all).named('Secret', name)[0];
  if (!found || opaque(within(found.tree, 'data')) || opaque(within(found.tree, 'stringData'))) return undefined;
  const coded = entries(within(found.tree, 'data')).map((entry): ExprEntry => ({ ...entry, value: decoded(entry.value) }));
  return [...coded, ...entries(within(found.tree, 'stringData'))];
} // biome-ignore format: one list

function decoded(value: Expr): Expr {
  const text = value.is === 'literal' ? String(value.value ?? '') : '';
  if (text === '' || !/^[A-Za-z\d+/]+={0,2}$/.test(text)) return { is: 'opaque', source: 'a secret of the cluster', at: value.at };
  return { is: 'literal', value: Buffer.from(text, 'base64').toString('utf8'), at: value.at };
} // biome-ignore format: one condition

function fromSecret(reference: Expr | undefined, workload: Workload): Expr | undefined {
  if (!reference) return undefined;
  const key = roughText(within(reference, 'key'));
  return secretEntries(nameText(within(reference, 'name')), workload)?.find((entry) => entry.key === key)?.value;
}

/** Volumes that the main container mounts, and who can reach what lies on them. */
export function mountsOf(workload: Workload): readonly Mount[] {
  const volumes = items(within(workload.pod, 'volumes'));
  const claims = items(within(workload.object.tree, 'spec', 'volumeClaimTemplates'));
  return items(within(workload.container, 'volumeMounts')).flatMap((mount): readonly Mount[] => {
    const name = roughText(within(mount, 'name'));
    const path = roughText(within(mount, 'mountPath'));
    const readOnly = shippedText(within(mount, 'readOnly')) === 'true';
    const volume = volumes.find((one) => roughText(within(one, 'name')) === name);
    const own = claims.find((one) => roughText(within(one, 'metadata', 'name')) === name);
    if (own)
      return [
        {
          path,
          source: name,
          reach: known('server', [said(own.at, 'each copy has a claim of its own')]),
          readOnly,
          at: mount.at,
        },
      ];
    if (
      !volume ||
      within(volume, 'configMap') ||
      within(volume, 'secret') ||
      /secrets-store/.test(roughText(within(volume, 'csi', 'driver'))) ||
      within(volume, 'projected') ||
      within(volume, 'downwardAPI')
    )
      return [];
    return [{ path, source: name, readOnly, mountedAt: mount.at, ...reachOf(volume, workload, mount.at) }];
  });
}

/** Drivers of the Container Storage Interface whose volumes many nodes mount at once. */
const networkDriver = /efs|nfs|smb|cifs|azure\.?file|file\.csi\.azure|filestore|cephfs|gcsfuse|s3|juicefs|glusterfs/i;

function forManyNodes(claim: string): Repair {
  return byHand(
    'Keep the files where every copy reaches them',
    'A database file, or a file that a process reads once and writes whole, has to leave the volume first: a second writer damages it',
    'Best in object storage; where that cannot be, find a storage class that offers ReadWriteMany (NFS, CephFS, a file service of the cloud)',
    `Make a new claim of that class with "accessModes: [ReadWriteMany]": the mode of ${claim} cannot be changed while it exists`,
    `Copy the files from ${claim}, and mount the new claim in its place`,
  );
}

function reachOf(volume: Expr, workload: Workload, at: Span): Pick<Mount, 'reach' | 'exclusive' | 'repair' | 'at'> {
  const empty = within(volume, 'emptyDir');
  if (empty)
    return { reach: known('server', [said(empty.at, 'an emptyDir lives and dies with its pod')]), at: empty.at };
  const host = within(volume, 'hostPath');
  if (host) return { reach: known('server', [said(host.at, 'a folder of the node')]), at: host.at };
  const own = within(volume, 'ephemeral');
  if (own)
    return {
      reach: known('server', [said(own.at, 'each copy gets a volume of its own, which goes with it')]),
      at: own.at,
    };
  const driver = within(volume, 'csi', 'driver');
  if (driver && networkDriver.test(roughText(driver)))
    return { reach: known('shared', [said(driver.at, 'is a network file system')]), at };
  if (within(volume, 'nfs') ?? within(volume, 'cephfs') ?? within(volume, 'azureFile') ?? within(volume, 'glusterfs'))
    return { reach: known('shared', [said(volume.at, 'is a network file system')]), at };
  const claim = within(volume, 'persistentVolumeClaim', 'claimName');
  if (!claim) return { reach: unknown('the kind of volume is not known', [said(volume.at, 'is a volume')]), at };
  const name = nameText(claim);
  const made = lookupOf(workload.all).named('PersistentVolumeClaim', name)[0];
  const modes = items(within(made?.tree, 'spec', 'accessModes'));
  const texts = modes.map(shippedText);
  const place = modes[0]?.at ?? claim.at;
  if (!made || texts.includes(undefined))
    return { reach: unknown(`how ${name} may be mounted is said elsewhere`, [said(place, 'is a claim')]), at: place };
  if (texts.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany'))
    return { reach: known('shared', [said(place, 'may be mounted by many nodes')]), at: place };
  const reach = known<Reach>('server', [said(place, 'may be mounted by one node at a time')]);
  return { reach, exclusive: true, repair: forManyNodes(name), at: place };
}

/** Claims that a switch of the chart would give the workload: what they would be is known, that they are off too. */
export function mountsOnceOn(workload: Workload): readonly Mount[] {
  const seen = new Set(mountsOf(workload).map(keyOf));
  return workload.once
    .flatMap(mountsOf)
    .filter((mount) => mount.exclusive && !seen.has(keyOf(mount)) && seen.add(keyOf(mount)))
    .map((mount) => ({ ...mount, off: true }));
}

function keyOf({ path, at }: Mount): string {
  return `${path} ${at.file}:${at.start}`;
}
