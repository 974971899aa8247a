import { examples } from 'ha-ready/rule';

const debugged = (name: string, mode: string) =>
  `services:\n  ${name}:\n    build: { context: ., target: production }\n    ports: ['8080:8080']\n    environment:\n      XDEBUG_MODE: '${mode}'\n      XDEBUG_HOST: host.docker.internal\n`;

export default examples([
  {
    on: 'compose-2',
    about: 'a policy that the sample of the environment gives',
    bad: {
      'env.example': 'WHEN_IT_ENDS=no\n',
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
    restart: «\${WHEN_IT_ENDS}»
`,
    },
    good: {
      'env.example': 'WHEN_IT_ENDS=unless-stopped\n',
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
    restart: \${WHEN_IT_ENDS}
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the fix adds the policy, or replaces the one that is there',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000'] # behind the proxy

  worker:
    build: .
    command: python worker.py
    restart: "no"
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    expose: ['8000'] # behind the proxy
    restart: unless-stopped

  worker:
    build: .
    command: python worker.py
    restart: unless-stopped
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a service of a swarm that is to end',
    good: {
      'stack.yml':
        'services:\n  web:\n    image: registry.example.com/shop:1\n    deploy: { replicas: 3, restart_policy: { condition: any } }\n  migrate:\n    image: registry.example.com/shop:1\n    command: npx prisma migrate deploy\n    deploy: { mode: replicated-job, restart_policy: { condition: none } }\n',
    },
  },
  {
    on: 'compose-2',
    about: 'databases and tools that are published to the programs of a developer; the app is not among them',
    good: {
      'compose.yaml':
        "services:\n  db:\n    image: postgres:17\n    ports: ['127.0.0.1:5432:5432']\n  faults:\n    image: registry.example.com/tools/faults:2\n    ports: ['127.0.0.1:8474:8474']\n",
    },
  },
  {
    on: 'compose-2',
    about: 'a stack that says in its head that it is for debugging; one whose app is told to be under test',
    bad: {
      'compose.yaml':
        'services:\n  «web»:\n    build: .\n    expose: ["8000"]\n    environment: { SHOP_ENVIRONMENT: live }\n',
    },
    good: {
      'compose.yaml':
        'services:\n  web:\n    build: .\n    expose: ["8000"]\n    environment: { SHOP_ENVIRONMENT: test }\n',
      'deploy/guide/compose.yaml':
        '# An installation as the guide tells it, for debugging.\nservices:\n  web:\n    build: ../..\n    expose: ["8000"]\n',
    },
  },
  {
    on: 'systemd-252',
    about: 'a program of which nobody knows whether it stays in the foreground is started again after a failure',
    bad: {
      'bouncer.service':
        '[Unit]\nDescription=Bouncer\n\n[«Service»]\nExecStart=/usr/bin/bouncer --conf /etc/bouncer\n\n[Install]\nWantedBy=multi-user.target\n',
    },
    fixed: {
      'bouncer.service':
        '[Unit]\nDescription=Bouncer\n\n[Service]\nExecStart=/usr/bin/bouncer --conf /etc/bouncer\nRestart=on-failure\n\n[Install]\nWantedBy=multi-user.target\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a stack whose mode the env file beside it gives: that of a developer is not judged',
    bad: {
      'compose.yaml':
        'services:\n  «web»:\n    image: shop:1\n    environment: ["APP_ENV=${APP_ENV}"]\n    ports: ["80:80"]\n',
      '.env': 'APP_ENV=prod\n',
    },
    good: {
      'compose.yaml':
        'services:\n  web:\n    image: shop:1\n    environment: ["APP_ENV=${APP_ENV}"]\n    ports: ["80:80"]\n',
      '.env': 'APP_ENV=dev\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a debugger that is switched off is no sign of a developer; one that is on is',
    bad: { 'compose.yaml': debugged('«web»', '${XDEBUG_MODE:-off}') },
    good: { 'compose.yaml': debugged('web', 'debug') },
  },
]);
