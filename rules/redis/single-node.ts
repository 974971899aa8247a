import { hazard, heldByRedis, isRedisIdle, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Redis is one node without a second to take over',
  why: 'What all servers keep in it (cache, locks, jobs, perhaps sessions) hangs on one process: when it stops, all servers fail together.',
  remedy: {
    any: 'Use a managed Redis with a replica, or Sentinel with three watchers; let clients retry for the seconds that a failover takes.',
  },
  needs: ['services'],
  reads: ['sessionStores', 'caches', 'queues', 'keyValueConnections'],
  *check({ profile, ...parts }) {
    const { services } = parts;
    if (profile.managed.includes('redis') || isRedisIdle(parts)) return;
    const held = heldByRedis(parts);
    for (const { name, engine, technology, nodes, failover, at } of services) {
      if (engine !== 'redis') continue;
      yield* judge(`whether ${name} fails over`, failover, (does, because) => {
        if (does) return safe(`${name} has another node to take over`, because, { technology });
        const count = nodes.state === 'known' ? nodes.value : 1;
        if (count > 1)
          return hazard(
            `${name} has ${count} nodes and nothing that makes another one the first: when that stops, every server loses ${held} at once`,
            because,
            { technology, at },
          );
        return hazard(`${name} is a single Redis: when it stops, every server loses ${held} at once`, because, {
          technology,
          at: nodes.because.map((step) => step.at).findLast((place) => 'file' in place) ?? at,
        });
      });
    }
  },
  examples: [
    {
      on: 'helm-3',
      about: 'the chart of Redis that is brought along has replicas, but no Sentinel',
      bad: {
        'Chart.yaml': `apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: redis
    version: 19.x.x
    repository: oci://registry-1.docker.io/bitnamicharts
    condition: redis.enabled
`,
        'values.yaml': `replicaCount: 2
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: false
redis:
  enabled: true
  sentinel:
    enabled: «false»
`,
      },
      good: {
        'Chart.yaml': `apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: redis
    version: 19.x.x
    repository: oci://registry-1.docker.io/bitnamicharts
    condition: redis.enabled
`,
        'values.yaml': `replicaCount: 2
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: false
redis:
  enabled: true
  sentinel:
    enabled: true
`,
      },
    },
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  «cache»:
    image: redis:7
    volumes:
      - cache:/data
volumes:
  cache:
`,
      },
    },
    {
      on: 'compose-2',
      about: 'somebody else keeps it available',
      profile: { managed: ['redis'] },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  cache:
    image: redis:7
    volumes:
      - cache:/data
volumes:
  cache:
`,
      },
    },
  ],
});
