import { examples } from 'ha-ready/rule';

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
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  cache:
    image: redis:7
    restart: always
    command: redis-server --appendonly yes
    volumes:
      - cache-data:/data
volumes:
  cache-data:
`,
    },
  },
]);
