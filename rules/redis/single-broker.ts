import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The message broker is one node without a second to take over',
  why: 'All servers hand their jobs to it and all workers take them from it: while it is down, jobs are lost where they arise or requests fail.',
  remedy: {
    any: 'Run three nodes with quorum queues, or a managed broker with a standby (`deployment_mode = "ACTIVE_STANDBY_MULTI_AZ"`); let clients try again.',
  },
  aliases: ['queue/single-broker'],
  needs: ['services'],
  *check({ services }) {
    for (const { name, engine, technology, role, managed, nodes, failover, at } of services) {
      if (role !== 'broker') continue;
      yield* judge(`whether ${name} fails over`, failover, (does, because) => {
        if (does || (nodes.state === 'known' && nodes.value > 1))
          return safe(`${name} has another node to take over`, because, { technology });
        return hazard(
          `${name} (${engine}) is a single broker: while it is down no server can hand jobs over`,
          because,
          {
            technology,
            ...(managed ? {} : { at, severity: 'note' as const }),
          },
        );
      });
    }
  },
  examples: [
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': 'services:\n  web:\n    build: .\n    expose: ["8000"]\n  «jobs»:\n    image: rabbitmq:4\n',
      },
      good: {},
    },
    {
      on: 'kubernetes-1',
      about: 'three nodes of a StatefulSet',
      bad: { 'k8s/broker.yaml': statefulSet('«broker»', 1) },
      good: { 'k8s/broker.yaml': statefulSet('broker', 3) },
    },
    {
      on: 'terraform-1',
      bad: {
        'broker.tf':
          'resource "aws_mq_broker" "jobs" {\n  engine_type     = "RabbitMQ"\n  deployment_mode = «"SINGLE_INSTANCE"»\n}\n',
      },
      good: {
        'broker.tf':
          'resource "aws_mq_broker" "jobs" {\n  engine_type     = "RabbitMQ"\n  deployment_mode = "CLUSTER_MULTI_AZ"\n}\n',
      },
    },
  ],
});

function statefulSet(name: string, replicas: number): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  template:
    metadata:
      labels:
        app: broker
    spec:
      containers:
        - name: broker
          image: rabbitmq:4
`;
}
