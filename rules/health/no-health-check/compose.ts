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
  {
    on: 'compose-2',
    about:
      'the service that opens its port to the stack is checked; the one that takes the ports of the web stands in front of it',
    good: {
      'compose.yaml':
        "services:\n  service:\n    image: registry.example.com/shop/shop:4\n    restart: always\n    expose: ['8000']\n    healthcheck: { test: 'curl -f http://localhost:8000' }\n  entrance:\n    image: registry.example.com/shop/entrance:4\n    restart: always\n    ports: ['80:80', '443:443']\n",
    },
  },
]);
