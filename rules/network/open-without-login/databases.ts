import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'mongodb-7',
    about: 'the fix asks for a login',
    bad: {
      'mongod.conf': `net:
  bindIpAll: «true»
storage:
  dbPath: /data
`,
    },
    fixed: {
      'mongod.conf': `net:
  bindIpAll: true
storage:
  dbPath: /data
security:
  authorization: enabled
`,
    },
  },
  {
    on: 'postgres-16',
    about: 'the fix asks for a password',
    bad: {
      'pg_hba.conf': `local all all            trust
«host  all all 0.0.0.0/0  trust» # apps
`,
    },
    fixed: {
      'pg_hba.conf': `local all all            trust
host  all all 0.0.0.0/0  scram-sha-256 # apps
`,
    },
  },
]);
