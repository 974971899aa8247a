import type { Topology } from '../report/report.js';
import type { App } from '../resolve/app.js';
import type { Resolved } from '../resolve/evidence.js';

/** What the deployment files start and what stands before and behind it; undefined when there is nothing to draw. */
export function topologyOf(app: App): Topology | undefined {
  const { processes = [], services = [], balancers = [] } = app.parts;
  const configured = configuredServices(app);
  if (processes.length + services.length + balancers.length + configured.length === 0) return undefined;
  return {
    processes: processes.map(({ name, technology, role, replicas, pinned }) => ({
      name,
      technology,
      role,
      pinned: pinned.length > 0,
      ...known('replicas', replicas),
    })),
    services: [
      ...services.map(({ name, engine, role, nodes, failover, persistent }) => ({
        name,
        engine,
        role,
        ...known('nodes', nodes),
        ...known('failover', failover),
        ...known('persistent', persistent),
      })),
      ...configured,
    ],
    balancers: balancers.map(({ name, technology, backends, checks, sticky }) => ({
      name,
      technology,
      ...known('backends', backends),
      ...known('checks', checks),
      ...known('sticky', sticky),
    })),
  };
}

/** Data stores, poolers and watchers that only a configuration file of their own tells of; one that a deployment file starts is there already. */
function configuredServices({ parts }: App): Topology['services'] {
  const { services = [], dataServers = [], poolers = [], failovers = [] } = parts;
  const started = new Set(services.map(({ engine }) => engine));
  return [
    ...poolers.map(({ technology, at }) => ({ name: fileOf(at), engine: technology, role: 'pooler' })),
    ...failovers.map(({ label, technology, voters }) => ({
      name: label,
      engine: technology,
      role: 'failover',
      ...known('nodes', voters),
    })),
    ...dataServers
      .filter(({ technology }) => ![...started].some((engine) => engine.startsWith(technology)))
      .filter(({ at }, index) => dataServers.findIndex((one) => one.at.file === at.file) === index)
      .map(({ technology, role, at, persistence }) => ({
        name: fileOf(at),
        engine: technology,
        role,
        ...(persistence?.state === 'known' ? { persistent: persistence.value !== 'none' } : {}),
      })),
  ];
}

function fileOf({ file }: { readonly file: string }): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function known<K extends string, T>(key: K, value: Resolved<T>): { readonly [P in K]?: T } {
  return (value.state === 'known' ? { [key]: value.value } : {}) as { readonly [P in K]?: T };
}
