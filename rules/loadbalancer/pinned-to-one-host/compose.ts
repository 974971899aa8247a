import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'the fix takes the fixed name out',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    container_name: «shop» # for the scripts
    expose: ['8000']
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
`,
    },
  },
  {
    on: 'compose-2',
    about: 'behind a proxy of the stack the fix takes the ports of the host away too',
    bad: {
      'compose.yaml': `services:
  proxy:
    image: nginx:1.27
    ports: ['80:80']
  web:
    build: .
    container_name: «shop»
    ports:
      - "8000:8000"
`,
    },
    fixed: {
      'compose.yaml': `services:
  proxy:
    image: nginx:1.27
    ports: ['80:80']
  web:
    build: .
    expose:
      - '8000'
`,
    },
  },
]);
