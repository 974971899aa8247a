import { examples } from 'ha-ready/rule';

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
]);
