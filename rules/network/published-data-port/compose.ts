import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about:
      'a published image of the app that is told to be in production runs here; one beside which people work does not',
    bad: {
      'compose.yaml': `services:
  shop:
    image: acme/shop:latest
    environment:
      - NODE_ENV=production
    depends_on: [db]
  db:
    image: mongo:8
    ports:
      - «"27018:27017"»
`,
    },
    good: {
      'compose.yaml': `services:
  mails:
    image: acme/mails:latest
  db:
    image: mongo:8
    ports:
      - "27018:27017"
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the port is bound to this machine',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
  db:
    image: postgres:17
    ports:
      - "5432:5432"
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
  db:
    image: postgres:17
    ports:
      - "127.0.0.1:5432:5432"
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the long form takes the address as an entry; a port that the environment chooses keeps its variable',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
  cache:
    image: redis:7
    ports:
      - \${REDIS_PORT:-6379}:6379
  db:
    image: postgres:17
    ports:
      - target: 5432
        published: 5432
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
  cache:
    image: redis:7
    ports:
      - 127.0.0.1:\${REDIS_PORT:-6379}:6379
  db:
    image: postgres:17
    ports:
      - target: 5432
        published: 5432
        host_ip: 127.0.0.1
`,
    },
  },
]);
