import { examples } from 'ha-ready/rule';

const cache = `services:
  web:
    build: .
    expose: ['8000']
  cache:
    image: redis:7
`;

export default examples([
  {
    on: 'compose-2',
    about: 'the fix adds a volume and a log that survives a crash',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  «cache»:
    image: redis:7
    restart: always
`,
    },
    fixed: {
      'compose.yaml': `${cache}    restart: always
    command: redis-server --appendonly yes
    volumes:
      - cache-data:/data
volumes:
  cache-data:
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a volume at a folder that the image does not write to, or only its configuration',
    bad: {
      'compose.yaml': `${cache}    command: redis-server --appendonly yes
    volumes:
      - «cache:/var/lib/redis»
volumes:
  cache:
`,
    },
    good: {
      'compose.yaml': `${cache}    command: redis-server --appendonly yes --dir /var/lib/redis
    volumes:
      - cache:/var/lib/redis
volumes:
  cache:
`,
    },
  },
  {
    on: 'compose-2',
    about: 'what is mounted is the configuration',
    bad: {
      'compose.yaml': `${cache}    command: redis-server /usr/local/etc/redis/redis.conf
    volumes:
      - «./redis.conf:/usr/local/etc/redis/redis.conf»
`,
    },
  },
]);
