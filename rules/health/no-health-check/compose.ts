import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'where no route is known, the fix asks whether the port opens, with what the image holds',
    bad: {
      'compose.yaml': `services:
  «web»:
    build: .
    restart: always
    expose: ['8000']
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    healthcheck:
      test: ["CMD", "python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 3)"]
      interval: 10s
      timeout: 5s
      retries: 3
      start_period: 30s
`,
    },
  },
]);
