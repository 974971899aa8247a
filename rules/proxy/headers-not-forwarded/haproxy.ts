import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'haproxy-2',
    about: 'the headers are set above the servers',
    bad: {
      'haproxy.cfg': `«backend shop»
  mode http
  server a 10.0.0.11:80 check
  server b 10.0.0.12:80 check
`,
    },
    fixed: {
      'haproxy.cfg': `backend shop
  mode http
  option forwardfor
  http-request set-header X-Forwarded-Proto https if { ssl_fc }
  server a 10.0.0.11:80 check
  server b 10.0.0.12:80 check
`,
    },
  },
]);
