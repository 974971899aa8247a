import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'mongodb-7',
    about: 'the fix makes it a member; the others are for people',
    bad: {
      'mongod.conf': `storage:
  dbPath: «/var/lib/mongodb»
net:
  bindIp: 10.0.0.41
security:
  authorization: enabled
`,
    },
    fixed: {
      'mongod.conf': `storage:
  dbPath: /var/lib/mongodb
net:
  bindIp: 10.0.0.41
security:
  authorization: enabled
replication:
  replSetName: rs0
`,
    },
  },
]);
