import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The broker goes on in two halves after a fault of the network',
  why: 'Nodes that lose sight of each other both take messages; when the network is back one side is thrown away, by hand.',
  remedy: {
    any: 'Set `cluster_partition_handling = pause_minority` and run three nodes, so that one side always has the majority.',
  },
  needs: ['brokers'],
  *check({ brokers }) {
    for (const { label, technology, nodes, partitions } of brokers) {
      if (nodes.state === 'known' && nodes.value === 2 && partitions)
        yield hazard(`${label} has two nodes: neither is a majority without the other`, nodes.because, { technology });
      else if (partitions)
        yield* judge(`what ${label} does when it is torn apart`, partitions, (way, because) =>
          way === 'ignore'
            ? hazard(`${label} ignores that its nodes lost sight of each other: both sides go on`, because, {
                technology,
              })
            : safe(`${label} answers a torn network by ${way}`, because, { technology }),
        );
    }
  },
  examples: [
    {
      on: 'rabbitmq-4',
      about: 'ignore is the default; two nodes have no majority',
      bad: {
        'rabbitmq.conf': 'listeners.tcp.default = 5672\n«cluster_formation.peer_discovery_backend = k8s»\n',
      },
      good: {},
    },
    {
      on: 'rabbitmq-4',
      about: 'two nodes have no majority',
      bad: {
        'rabbitmq.conf':
          'cluster_partition_handling = pause_minority\ncluster_formation.peer_discovery_backend = classic_config\ncluster_formation.classic_config.nodes.1 = rabbit@rabbit1\n«cluster_formation.classic_config.nodes.2 = rabbit@rabbit2»\n',
      },
    },
  ],
});
