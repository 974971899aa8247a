import type { Span } from '../../facts/span.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { Balancer, Process, Service } from '../../resolve/parts/topology.js';
import { entries, items, shippedText, within } from '../yaml/values.js';
import type { Lookup } from './lookup.js';
import { type KubernetesObject, shownName } from './objects.js';
import { freeChoice } from './repairs.js';

/** Everything in front of which a Service may stand. */
export interface Cluster {
  readonly all: readonly KubernetesObject[];
  readonly lookup: Lookup;
  /** By the places of the workloads that run them. */
  readonly processes: ReadonlyMap<Span | undefined, Process>;
  readonly services: ReadonlyMap<Span | undefined, Service>;
}

/**
 * Services with several copies behind them, and whatever keeps a user on one copy: ClientIP affinity of a Service, a cookie or
 * hash of an Ingress. A Service with one copy balances nothing: that copy is judged as a workload.
 */
export function balancersOf(cluster: Cluster): readonly Balancer[] {
  return cluster.all.flatMap((object) => {
    if (object.kind === 'Ingress' || object.kind === 'KnativeService') return ofIngress(object);
    if (object.kind === 'IngressRoute') return ofRoute(object);
    return object.kind === 'Service' ? ofService(object, cluster) : [];
  });
}

/** Traefik's own kind of Ingress, with a cookie of its services (traefik 3, kubernetes-crd). */
function ofRoute(object: KubernetesObject): readonly Balancer[] {
  const services = items(within(object.tree, 'spec', 'routes')).flatMap((route) => items(within(route, 'services')));
  const cookie = services.map((service) => within(service, 'sticky', 'cookie')).find((one) => one !== undefined);
  if (!cookie) return [];
  return [{ ...common(object), ...stickyAt(cookie.at), backends: known(2, [said(object.at, 'is an IngressRoute')]) }];
}

const sticking =
  /^run\.googleapis\.com\/sessionAffinity$|\/(affinity|session-cookie-name|sticky|service\.sticky\.cookie|upstream-hash-by)$/;

function ofIngress(object: KubernetesObject): readonly Balancer[] {
  const notes = [within(object.tree, 'metadata'), within(object.tree, 'spec', 'template', 'metadata')].flatMap((one) =>
    entries(within(one, 'annotations')),
  );
  const cookie = notes.find(({ key, value }) => sticking.test(key) && shippedText(value) !== 'false');
  return cookie
    ? [
        {
          ...common(object),
          ...stickyAt(cookie.value.at),
          ...(object.kind === 'Ingress' ? { repairs: { sticky: freeChoice(object.tree, cookie.key) } } : {}),
          backends: known(2, [said(object.at, object.kind === 'Ingress' ? 'is an Ingress' : 'is scaled by requests')]),
        },
      ]
    : [];
}

function ofService(object: KubernetesObject, cluster: Cluster): readonly Balancer[] {
  const { tree, at } = object;
  const affinity = within(tree, 'spec', 'sessionAffinity');
  const sticky = shippedText(affinity) === 'ClientIP' ? affinity?.at : undefined;
  const workload = cluster.lookup.selectedBy(object);
  const process = workload && cluster.processes.get(workload.at);
  const store = workload && cluster.services.get(workload.at);
  const serves = store ? (store.role === 'cache' || store.role === 'broker' ? 'cache' : 'database') : 'app';
  if (sticky)
    return [
      {
        ...common(object),
        ...stickyAt(sticky),
        repairs: { sticky: freeChoice(tree, undefined) },
        serves,
        backends: known(2, [said(at, 'is a Service')]),
      },
    ];
  if (
    !process ||
    !/^(web|websocket|unknown)$/.test(process.role) ||
    shippedText(within(tree, 'spec', 'clusterIP')) === 'None'
  )
    return [];
  const { replicas } = process;
  if (replicas.state === 'unknown' || replicas.value < 2) return [];
  return [
    {
      ...common(object),
      serves,
      backends: known(replicas.value, replicas.because),
      sticky: known(false, [said(at, 'keeps no client on one copy')]),
      checks:
        process.readiness?.state === 'known' && !process.readiness.value
          ? unknown('no probe tells the Service which copies are ready', process.readiness.because)
          : known('active', process.readiness?.because ?? []),
    },
  ];
}

function common(object: KubernetesObject): Pick<Balancer, 'name' | 'technology' | 'checks' | 'at'> {
  const { chart, at } = object;
  return {
    name: shownName(object),
    technology: chart === undefined ? 'kubernetes' : 'helm',
    checks: known('active', [said(at, 'follows readiness')]),
    at,
  };
}

function stickyAt(at: Span): Pick<Balancer, 'sticky'> {
  return { sticky: known(true, [said(at, 'keeps a user on one copy')]) };
}
