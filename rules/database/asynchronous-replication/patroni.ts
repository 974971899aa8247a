import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'patroni-3',
    about: 'commits wait for a second node',
    bad: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.0.31:8008
bootstrap:
  dcs:
    ttl: 30
`,
    },
    fixed: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.0.31:8008
bootstrap:
  dcs:
    ttl: 30
    synchronous_mode: true
`,
    },
  },
]);
