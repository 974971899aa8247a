import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'patroni-3',
    about: 'beside Patroni the proxy asks it for the role',
    bad: {
      'patroni.yml': `scope: shop
name: db1
restapi:
  connect_address: 10.0.2.11:8008
`,
      'haproxy.cfg': `listen postgres
  bind :5000
  mode tcp
  «server db1 10.0.2.11:5432 check»
  server db2 10.0.2.12:5432 check
`,
    },
    fixed: {
      'haproxy.cfg': `listen postgres
  bind :5000
  mode tcp
  option httpchk GET /primary
  http-check expect status 200
  default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions
  server db1 10.0.2.11:5432 check port 8008
  server db2 10.0.2.12:5432 check port 8008
`,
    },
  },
]);
