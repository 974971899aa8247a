import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'patroni-3',
    about: 'the key of the leader outlasts the retries',
    bad: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.0.31:8008
bootstrap:
  dcs:
    ttl: «20» # short
    loop_wait: 10
    retry_timeout: 10
`,
    },
    fixed: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.0.31:8008
bootstrap:
  dcs:
    ttl: 30 # short
    loop_wait: 10
    retry_timeout: 10
`,
    },
  },
  {
    on: 'patroni-3',
    bad: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.0.31:8008
bootstrap:
  dcs:
    retry_timeout: 20
`,
    },
    fixed: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.0.31:8008
bootstrap:
  dcs:
    retry_timeout: 20
    ttl: 50
`,
    },
  },
]);
