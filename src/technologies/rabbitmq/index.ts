import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Broker, BrokerQueue } from '../../resolve/parts/broker.js';
import { type ConfigFile, configFiles, settingFact } from '../config-file.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';

/** RabbitMQ: its nodes, and the queues and policies that a file of definitions makes. */
export default technology({
  name: 'rabbitmq',
  title: 'RabbitMQ',
  readers: [
    reader({
      language: 'plain-ini',
      paths: /(^|\/)([^/]*rabbit[^/]*|conf\.d\/[^/]+)\.conf([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['cluster_', 'default_queue_type', 'listeners.', 'loopback_users', 'load_definitions', 'management.'],
      feeds: ['brokers'],
      *extract(tree, source): Iterable<Fact> {
        for (const { key, value } of tree.entries)
          if (value && /^[a-z_]+(\.[\w/]+)*$/i.test(key.text))
            yield settingFact('rabbitmq', source.path, { key: key.text, value: value.text, from: key, to: value });
      },
    }),
    reader({
      language: 'json',
      paths: /\.json$/,
      mentions: ['"x-queue-type"', '"ha-mode"', '"rabbit_version"', '"vhosts"'],
      feeds: ['brokerQueues'],
      *extract(node, source): Iterable<Fact> {
        const tree = dataExpr(node, source.path);
        const at = { file: source.path, start: node.start, end: node.end };
        if (within(tree, 'queues') ?? within(tree, 'policies'))
          yield { kind: 'document', technology: 'rabbitmq', tree, at };
      },
    }),
  ],
  detect(facts) {
    const first =
      facts.of('setting').find((fact) => fact.technology === 'rabbitmq') ??
      facts.of('document').find((fact) => fact.technology === 'rabbitmq');
    return first && { at: { ...first.at, end: first.at.start }, infrastructure: true };
  },
  deployment: (facts) => ({ brokers: brokersOf(facts), brokerQueues: queuesOf(facts) }),
});

function brokersOf(facts: Facts): readonly Broker[] {
  return configFiles(facts, 'rabbitmq').map((config) => ({
    label: `RabbitMQ by ${config.file}`,
    technology: 'rabbitmq',
    nodes: nodesOf(config),
    ...partitionsOf(config),
    at: config.first,
  }));
}

/** Nodes that a file lists; discovery by Kubernetes, Consul or DNS finds as many as there are. */
function nodesOf(config: ConfigFile): Resolved<number> {
  const backend = config.last('cluster_formation.peer_discovery_backend');
  const listed = Array.from({ length: 9 }, (_, index) =>
    config.last(`cluster_formation.classic_config.nodes.${index + 1}`),
  ).filter((one) => one !== undefined);
  if (listed.length > 0)
    return known(
      listed.length,
      listed.map(({ because }) => because),
    );
  if (backend) return unknown('its nodes find each other while they run', [backend.because]);
  return unknown('nodes may be joined by hand', [said(config.first, 'lists no nodes')]);
}

/** `ignore` is the default (RabbitMQ 4, docs/partitions): both halves of a torn cluster go on by themselves. */
function partitionsOf(config: ConfigFile): Pick<Broker, 'partitions'> {
  const set = config.last('cluster_partition_handling');
  const clustered = config.last('cluster_formation.peer_discovery_backend');
  if (set) return { partitions: known(set.text, [set.because]) };
  return clustered
    ? {
        partitions: known('ignore', [
          clustered.because,
          { at: { builtin: 'RabbitMQ 4, cluster_partition_handling' }, says: 'is ignore unless set' },
        ]),
      }
    : {};
}

function queuesOf(facts: Facts): readonly BrokerQueue[] {
  const standard = facts
    .of('setting')
    .findLast((fact) => fact.technology === 'rabbitmq' && fact.key === 'default_queue_type');
  const usual = standard && shippedText(standard.value);
  return facts
    .of('document')
    .filter((fact) => fact.technology === 'rabbitmq')
    .flatMap(({ tree }) => {
      const mirrors = items(within(tree, 'policies')).flatMap((one) => within(one, 'definition', 'ha-mode') ?? []);
      return items(within(tree, 'queues')).flatMap((queue) => queueOf(queue, { usual, mirror: mirrors[0] }));
    });
}

function queueOf(queue: Expr, around: { usual: string | undefined; mirror: Expr | undefined }): readonly BrokerQueue[] {
  const name = within(queue, 'name');
  if (!name) return [];
  const type = within(queue, 'arguments', 'x-queue-type') ?? within(queue, 'type');
  const kind = shippedText(type) ?? around.usual ?? 'classic';
  const durable = within(queue, 'durable');
  const place = type?.at ?? name.at;
  return [
    {
      label: `the queue '${roughText(name)}'`,
      technology: 'rabbitmq',
      kept:
        kind === 'quorum' || kind === 'stream'
          ? known('several-nodes' as const, [said(place, `is a ${kind} queue`)])
          : known('one-node' as const, [
              said(place, `is a ${kind} queue`),
              ...(around.mirror ? [said(around.mirror.at, 'asks for mirrors, which RabbitMQ 4 no longer makes')] : []),
            ]),
      mirrored: around.mirror !== undefined,
      durable: known(shippedText(durable) !== 'false', [
        said(durable?.at ?? name.at, 'says whether it outlives its node'),
      ]),
      at: name.at,
    },
  ];
}
