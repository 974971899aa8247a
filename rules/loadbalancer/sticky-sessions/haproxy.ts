import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'haproxy-2',
    about: 'no cookie is set any more',
    bad: {
      'haproxy.cfg': `backend app
  mode http
  «cookie SRV insert indirect nocache» # logins
  server a 10.0.0.11:80 check cookie a
  server b 10.0.0.12:80 check cookie b
`,
    },
    fixed: {
      'haproxy.cfg': `backend app
  mode http
  server a 10.0.0.11:80 check cookie a
  server b 10.0.0.12:80 check cookie b
`,
    },
  },
]);
