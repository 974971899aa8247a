import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The app does not find the new primary after a failover',
  why: 'The database has several nodes and one takes over; the app goes on writing to the one that it was told, and every server of it fails until somebody changes the address.',
  remedy: {
    any: 'Name the set in the address: `mongodb://a,b,c/shop?replicaSet=rs0`, or use `mongodb+srv://`; without `directConnection=true`.',
  },
  needs: ['databaseClients'],
  *check({ databaseClients }) {
    for (const { label, technology, findsPrimary, at, repair } of databaseClients)
      yield* judge(`whether ${label} follows a failover`, findsPrimary, (finds, because) =>
        finds
          ? safe(`${label} follows the primary`, because, { technology })
          : hazard(
              `${label} names nodes and not their set: after a failover the app writes to the old primary`,
              because,
              { at, technology, repair },
            ),
      );
  },
  examples: [
    {
      on: 'mongodb-7',
      about: 'several hosts without the name of their set',
      bad: { '.env.production': '«MONGODB_URI=mongodb://shop:secret@db1.internal:27017,db2.internal:27017/shop»\n' },
      good: {
        '.env.production':
          'MONGODB_URI=mongodb://shop:secret@db1.internal:27017,db2.internal:27017/shop?replicaSet=rs0\nAUDIT_URI=mongodb+srv://audit.example.com/audit\nLOCAL_URI=mongodb://mongo/shop\n',
      },
    },
    {
      on: 'mongodb-7',
      about: 'one host of a set that the compose file starts',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    environment:
      MONGODB_URI: «mongodb://mongo1:27017/shop»
  mongo1:
    image: mongo:8
    command: mongod --replSet rs0
  mongo2:
    image: mongo:8
    command: [mongod, --replSet, rs0]
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    environment:
      MONGODB_URI: mongodb://mongo1:27017/shop
  mongo1:
    image: mongo:8
`,
      },
    },
  ],
});
