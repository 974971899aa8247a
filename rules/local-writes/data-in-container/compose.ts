import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'the fix adds a volume to those that are there',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']

  «db»:
    image: postgres:17
    volumes:
    - ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro # tables

volumes:
  media:
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']

  db:
    image: postgres:17
    volumes:
    - ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro # tables
    - db-data:/var/lib/postgresql/data

volumes:
  media:
  db-data:
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the image of a database that is used for its tools',
    bad: {
      'compose.yaml':
        'services:\n  web:\n    image: example/shop:1\n    restart: always\n  «store»:\n    image: mysql:8\n    restart: always\n    command: --max-connections=300\n',
    },
    good: {
      'compose.yaml':
        'services:\n  web:\n    image: example/shop:1\n    restart: always\n  dumps:\n    image: mysql:8\n    restart: always\n    entrypoint: [crond, -f]\n',
    },
  },
  {
    on: 'compose-2',
    about:
      'a volume above the one that the image of PostgreSQL has for itself stays empty until 17, and is the place since 18',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  db:
    image: postgres:16-alpine
    restart: always
    volumes:
      - «db:/var/lib/postgresql»
volumes:
  db:
`,
    },
    good: {
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  db:
    image: postgres:18-alpine
    restart: always
    volumes:
      - db:/var/lib/postgresql
volumes:
  db:
`,
    },
  },
]);
