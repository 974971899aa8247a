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
  {
    on: 'compose-2',
    about: 'services behind a profile that the environment file turns on, and behind one that nothing does',
    bad: {
      '.env': 'COMPOSE_PROFILES=app,store\n',
      'compose.yaml': `services:
  web:
    build: .
    profiles: [app]
    container_name: «shop»
    expose: ['8000']
`,
    },
    good: {
      '.env': 'COMPOSE_PROFILES=store\n',
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
  shell:
    build: .
    profiles: [tools]
    container_name: shop-shell
    expose: ['8001']
`,
    },
  },
  {
    on: 'compose-2',
    about: 'nothing of the app starts without a profile: the line that people are told to start it by names it',
    bad: {
      'README.md':
        '# Shop\n\n    docker compose --profile all up -d\n\nOr only the tools: docker compose --profile tools up\n',
      'compose.yaml': `services:
  web:
    build: .
    profiles: [all]
    container_name: «shop»
    expose: ['8000']
  shell:
    build: .
    profiles: [tools]
    container_name: shop-shell
    expose: ['8001']
`,
    },
  },
  {
    on: 'compose-2',
    about:
      'of two files that may be started by their name docker compose takes compose.yaml, though another only takes it in',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    container_name: «shop»
    expose: ['8000']
`,
      'docker-compose.yml': `include:
  - compose.dev.yaml
`,
      'docker-compose.hub.yml': `include:
  - compose.yaml
`,
      'compose.dev.yaml': `services:
  web:
    build: .
    expose: ['8000']
    volumes: ['.:/app']
`,
    },
  },
  {
    on: 'compose-2',
    about: 'an entry point that runs a script for developers on the mounted sources',
    bad: {
      'compose.yaml': null,
      'docker/compose.yaml':
        'services:\n  web:\n    build: .\n    container_name: «shop»\n    volumes: ["../media:/srv/media"]\n    entrypoint: bash -c "cd /srv && npm run start"\n',
    },
    good: {
      'compose.yaml': null,
      'docker/compose.yaml':
        'services:\n  web:\n    build: .\n    container_name: shop\n    volumes: ["../:/srv"]\n    entrypoint: bash -c "cd /srv && npm run dev-web"\n',
    },
  },
]);
