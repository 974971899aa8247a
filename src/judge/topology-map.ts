import type { Topology } from '../report/report.js';
import type { App } from '../resolve/app.js';
import type { Resolved } from '../resolve/evidence.js';

/** What the deployment files start and what stands before and behind it; undefined when there is nothing to draw. */
export function topologyOf(app: App): Topology | undefined {
  const { processes = [], services = [], balancers = [] } = app.parts;
  if (processes.length + services.length + balancers.length === 0) return undefined;
  return {
    processes: processes.map(({ name, technology, role, replicas, pinned }) => ({
      name,
      technology,
      role,
      pinned: pinned.length > 0,
      ...known('replicas', replicas),
    })),
    services: services.map(({ name, engine, role, nodes, failover, persistent }) => ({
      name,
      engine,
      role,
      ...known('nodes', nodes),
      ...known('failover', failover),
      ...known('persistent', persistent),
    })),
    balancers: balancers.map(({ name, technology, backends, checks, sticky }) => ({
      name,
      technology,
      ...known('backends', backends),
      ...known('checks', checks),
      ...known('sticky', sticky),
    })),
  };
}

function known<K extends string, T>(key: K, value: Resolved<T>): { readonly [P in K]?: T } {
  return (value.state === 'known' ? { [key]: value.value } : {}) as { readonly [P in K]?: T };
}
