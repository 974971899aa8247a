import { hazard, isRedisIdle, judge, rule, safe } from 'ha-ready/rule';

const beside = (name: string) =>
  `services:\n  web:\n    build: .\n    expose: ['8000']\n    restart: always\n  ${name}:\n    image: redis:7\n    restart: always\n`;

export default rule({
  severity: 'warning',
  title: 'What Redis or the broker holds is gone when its container is replaced',
  why: 'An update, a crash or a move to another node empties it: everybody is logged out, jobs that waited are lost.',
  remedy: {
    any: 'Give its data directory a volume, unless it holds nothing but cache. Redis needs persistence switched on besides (`appendonly yes`); RabbitMQ a `hostname` that stays, after which it names its folder, and queues that are durable.',
  },
  needs: ['services'],
  reads: ['sessionStores', 'caches', 'queues', 'keyValueConnections'],
  *check(parts) {
    const isIdle = isRedisIdle(parts);
    for (const { name, engine, technology, role, persistent, repairs } of parts.services) {
      if ((engine !== 'redis' && role !== 'broker') || (engine === 'redis' && isIdle)) continue;
      yield* judge(`whether ${name} keeps its data`, persistent, (is, because) =>
        is
          ? safe(`${name} keeps its data in a volume`, because, { technology })
          : hazard(
              `${name} (${engine}) keeps its data in its container: it is gone when the container is replaced`,
              because,
              { technology, repair: repairs?.persistent },
            ),
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  «cache»:
    image: redis:7
`,
      },
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
    {
      on: 'kubernetes-1',
      about: 'an emptyDir is gone with its pod',
      bad: {
        'k8s/redis.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: redis
spec:
  template:
    spec:
      containers:
        - name: redis
          image: redis:7
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          emptyDir: «{}»
`,
      },
    },
    {
      on: 'laravel-11',
      about: 'a Redis that nothing of the app uses as it is shipped',
      bad: {
        '.env.example':
          'APP_KEY=base64:c2hvcA==\nCACHE_STORE=redis\nSESSION_DRIVER=database\nQUEUE_CONNECTION=sync\nREDIS_HOST=redis\n',
        'compose.yaml': beside('«redis»'),
      },
      good: {
        '.env.example': 'APP_KEY=base64:c2hvcA==\nCACHE_STORE=file\nSESSION_DRIVER=file\nQUEUE_CONNECTION=sync\n',
        'compose.yaml': beside('redis'),
      },
    },
  ],
});
