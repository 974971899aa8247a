import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A queue lives on one node of the broker',
  why: 'When that node is down, its messages cannot be reached by any worker; when it is lost, so are they. A second node of the cluster does not help.',
  remedy: {
    any: 'Declare the queue as a quorum queue (`x-queue-type: quorum`, or `default_queue_type = quorum`) on three nodes; policies with `ha-mode` do nothing since RabbitMQ 4.0.',
  },
  needs: ['brokerQueues'],
  *check({ brokerQueues }) {
    for (const { label, technology, kept, mirrored, durable, at } of brokerQueues) {
      yield* judge(`where ${label} is kept`, kept, (where, because) => {
        if (where === 'several-nodes') return safe(`${label} is on several nodes`, because, { technology });
        const lost = durable.state === 'known' && !durable.value;
        return hazard(
          lost
            ? `${label} is on one node and not durable: a restart of that node empties it`
            : mirrored
              ? `${label} counts on mirrors, which RabbitMQ 4 no longer makes: it is on one node`
              : `${label} is a classic queue on one node: while that is down nobody gets its messages`,
          [...because, ...(lost ? durable.because : [])],
          { at, technology, ...(lost ? { severity: 'error' as const } : {}) },
        );
      });
    }
  },
  examples: [
    {
      on: 'rabbitmq-4',
      about: 'a quorum queue is on several nodes, by itself or by the default of the broker',
      bad: {
        'definitions.json':
          '{ "queues": [{ "name": «"invoices"», "vhost": "/", "durable": true, "arguments": { "x-queue-type": "classic" } }, { "name": «"carts"», "vhost": "/", "durable": false, "arguments": { "x-queue-type": "classic" } }], "vhosts": [{ "name": "/" }] }\n',
      },
      good: {
        'definitions.json':
          '{ "queues": [{ "name": "invoices", "vhost": "/", "durable": true, "arguments": {} }, { "name": "mails", "vhost": "/", "durable": true, "arguments": { "x-queue-type": "quorum" } }], "vhosts": [{ "name": "/" }] }\n',
      },
    },
    {
      on: 'rabbitmq-4',
      about: 'a policy of the time before 4.0 asks for mirrors',
      bad: {
        'rabbitmq.conf': 'listeners.tcp.default = 5672\n',
        'definitions.json':
          '{ "queues": [{ "name": «"invoices"», "durable": true, "arguments": {} }], "policies": [{ "name": "all", "pattern": ".*", "definition": { "ha-mode": "all" } }], "vhosts": [] }\n',
      },
    },
  ],
});
