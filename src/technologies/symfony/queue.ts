import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { QueueWorker } from '../../resolve/parts/job-timing.js';
import type { WaitingWork } from '../../resolve/parts/scheduled-task.js';
import type { FailedJobStore, Queue } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { backendOf } from './dsn.js';
import { transportRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

interface Transport {
  readonly name: string;
  readonly dsn: Expr;
}

/** Messenger: transports that messages are routed to, who consumes them, and where failed ones go. */
export function queueParts(app: Resolution, config: SymfonyConfig): AppParts {
  const all = transports(config);
  const failure = literalText(config.expr(['framework', 'messenger', 'failure_transport']));
  const routed = routedNames(config);
  const used = all.filter(({ name }) => name !== failure && routed.has(name));
  const workers = workersOf(app);
  const brokers = used.filter(({ dsn }) => {
    const backend = transportBackend(config, dsn);
    return backend.state === 'known' && backend.value.reach === 'shared';
  });
  return {
    queues: used.map((transport) => queue(app, config, transport)),
    failedJobStores: all
      .filter(({ name }) => name === failure && used.length > 0)
      .map((transport) => failed(config, transport)),
    queueWorkers: workers,
    waitingWork: [
      ...brokers.slice(0, 1).map((transport) => waiting(app, workers, transport)),
      ...sylius(app, config, workers),
    ],
  };
}

function transports(config: SymfonyConfig): readonly Transport[] {
  const all = config.expr(['framework', 'messenger', 'transports']);
  if (all?.is !== 'map') return [];
  return all.entries.flatMap(({ key, value }) => {
    const dsn = value.is === 'map' ? entryOf(value, 'dsn') : value;
    return dsn ? [{ name: key, dsn }] : [];
  });
}

/** Names that stand on the right side of framework.messenger.routing. */
function routedNames(config: SymfonyConfig): ReadonlySet<string> {
  const names = new Set<string>();
  const routing = config.expr(['framework', 'messenger', 'routing']);
  for (const { value } of routing?.is === 'map' ? routing.entries : []) {
    const senders = value.is === 'map' ? (entryOf(value, 'senders') ?? value) : value;
    for (const item of senders.is === 'list' ? senders.items : [senders]) {
      const name = literalText(item);
      if (name) names.add(name);
    }
  }
  return names;
}

function transportBackend(config: SymfonyConfig, dsn: Expr): Resolved<Backend> {
  return chain(config.evaluate(dsn), (value) => {
    const text = String(value ?? '');
    if (/^sync(:|$)/.test(text)) return known({ technology: 'the request itself', reach: 'process' }, []);
    const backend = backendOf(text);
    return backend
      ? known(backend, [])
      : unknown(text ? 'its connection string is not one we know' : 'no connection string is set', []);
  });
}

function queue(app: Resolution, config: SymfonyConfig, { name, dsn }: Transport): Queue {
  const backend = transportBackend(config, dsn);
  const inRequest = backend.state === 'known' && backend.value.technology === 'the request itself';
  const inProcess = backend.state === 'known' && backend.value.technology === 'memory';
  return {
    label: `messages of the transport '${name}'`,
    technology: 'symfony',
    uses: [],
    repair: transportRepair(app, dsn),
    runs: inRequest ? 'in-request' : inProcess ? 'in-process' : 'broker',
    backend,
  };
}

function failed(config: SymfonyConfig, { name, dsn }: Transport): FailedJobStore {
  return {
    label: `failed messages in '${name}'`,
    technology: 'symfony',
    uses: [],
    backend: transportBackend(config, dsn),
  };
}

function workersOf(app: Resolution): readonly QueueWorker[] {
  return app.processes
    .filter(({ command }) => /messenger:consume/.test(command ?? ''))
    .map((process) => ({
      label: process.name,
      technology: 'symfony',
      queues: (/messenger:consume((?:\s+[\w-]+)*)/.exec(process.command ?? '')?.[1] ?? '').trim().split(/\s+/),
      supervised: process.restarts ?? unknown('the file does not say whether it is restarted', []),
      at: process.at,
    }));
}

function waiting(app: Resolution, workers: readonly QueueWorker[], { name, dsn }: Transport): WaitingWork {
  return work(app, workers, {
    label: `messages of the transport '${name}'`,
    at: dsn.at,
    because: [said(dsn.at, 'puts messages into a queue')],
  });
}

/** Sylius brings its transports and their routing with its bundles; the app's env file names them. */
function sylius(app: Resolution, config: SymfonyConfig, workers: readonly QueueWorker[]): readonly WaitingWork[] {
  const bundle = app.facts.of('dependency').find((fact) => fact.name === 'sylius/sylius' && !fact.dev);
  const dsn = app.facts.of('env-entry').find((fact) => fact.name === 'SYLIUS_MESSENGER_TRANSPORT_MAIN_DSN');
  if (!bundle || !dsn || /^(sync|in-memory)/.test(dsn.value) || config.expr(['framework', 'messenger', 'routing']))
    return [];
  return [
    work(app, workers, {
      label: "messages of Sylius' main transport",
      at: dsn.at,
      because: [said(dsn.at, 'puts messages into a queue')],
    }),
  ];
}

function work(
  app: Resolution,
  workers: readonly QueueWorker[],
  given: { label: string; at: WaitingWork['at']; because: readonly Evidence[] },
): WaitingWork {
  const { label, at, because } = given;
  const deployed = app.facts.of('use').find((fact) => fact.technology === 'symfony' && fact.what === 'platform');
  const [worker] = workers;
  const runner: WaitingWork['runner'] = worker
    ? known(worker.label, [...because, said(worker.at, 'consumes messages')])
    : deployed && deployed.name !== 'workers'
      ? known(undefined, [...because, said(deployed.at, 'deploys the app without a consumer'), ...because])
      : app.processes.length > 0
        ? known(undefined, because)
        : unknown('the repository does not show what consumes them', because);
  return { label, technology: 'symfony', kind: 'queue', runner, at };
}
