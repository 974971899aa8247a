import { examples } from 'ha-ready/rule';

export default examples([
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
]);
