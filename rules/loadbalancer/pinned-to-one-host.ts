import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'A second copy cannot be started as it stands',
  why: 'A fixed name or a fixed port of the host exists once: the second container is refused, so there is nothing that a balancer could send users to when the first one fails.',
  remedy: {
    any: 'Publish only the balancer, let it find the copies by the name of the service, and leave out `container_name`.',
  },
  needs: ['processes'],
  reads: ['httpApps'],
  *check({ processes, httpApps }) {
    for (const { name, technology, role, standing, pinned, reachOfFile, repairs } of processes) {
      const [first, ...rest] = pinned.filter(({ at }) => 'file' in at);
      // copies are made of the repository's product, not of others beside it
      if (!first || !('file' in first.at) || reachOfFile === undefined || standing) continue;
      // the one process of an app that answers requests is what answers them, also where a proxy elsewhere finds it without a port
      const beside = processes.filter((other) => other.technology === technology && other.role !== 'job');
      const answers = role === 'web' || (role === 'unknown' && beside.length === 1 && httpApps.length > 0);
      if (!answers) continue;
      const reasons = [...new Set([first, ...rest].map(({ says }) => says))].slice(0, 2).join('; ');
      yield hazard(`${name} can run once only: it ${reasons}`, [...rest, first], {
        at: first.at,
        technology,
        repair: repairs?.pinned,
      });
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'a fixed port of the host',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    ports:
      - «'8000:8000'»
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose:
      - '8000'
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a fixed name',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    container_name: «shop»
    expose: ['8000']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a fixed address in a network of the stack',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    networks:
      inner:
        ipv4_address: «172.25.0.11»
networks:
  inner: {}
`,
      },
    },
    {
      on: 'compose-2',
      about: 'what takes datagrams, and what only the machine itself may open, stands behind no balancer',
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    labels: ['traefik.enable=true']
  edge:
    image: traefik:3
    restart: always
    ports: ['443:443']
  media:
    build: media
    restart: always
    ports: ['10000:10000/udp', '127.0.0.1:8080:8080']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a proxy of the machine sends users to a port that only it may open',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    ports: [«'127.0.0.1:8000:8000'»]
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a stack that is built for development',
      good: {
        'compose.yaml': `services:
  web:
    build:
      context: .
      target: dev
    ports: ['8000:8000']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'consoles beside the app run once, and are meant to',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    environment: { BROKER_URL: 'stream:9092' }
    ports:
      - «'8000:8000'»
  stream:
    image: flowsoft/stream
    restart: always
    ports: ['9092:9092']
  stream-console:
    image: flowsoft/console
    restart: always
    container_name: stream-console
    environment: { BROKERS: 'stream:9092' }
    ports: ['8080:8080']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a file for production is laid over the base file',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
    volumes: ['.:/app']
    environment: { NODE_ENV: development }
`,
        'compose.prod.yaml': `services:
  web:
    container_name: «shop-prod»
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a base that nobody can reach, and files that open it: the one with a proxy is laid over it',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    depends_on: [db]
  db:
    image: postgres:17
`,
        'compose.direct.yaml': `services:
  web:
    ports: ['3000:3000']
`,
        'compose.edge.yaml': `services:
  edge:
    image: nginx:1.27
    ports: ['443:443']
  web:
    ports:
      - «'8443:8443'»
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['3000']
    labels: ['traefik.enable=true']
`,
        'compose.direct.yaml': `services:
  web:
    ports: ['3000:3000']
`,
      },
    },
  ],
});
