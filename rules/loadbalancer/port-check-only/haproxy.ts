import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the check asks for the health route of the app',
    bad: {
      'haproxy.cfg': `backend app
  mode http
  server a 10.0.0.11:80 check
  server b 10.0.0.12:80 check
`,
    },
    fixed: {
      'haproxy.cfg': `backend app
  mode http
  option httpchk GET /up
  server a 10.0.0.11:80 check
  server b 10.0.0.12:80 check
`,
    },
  },
]);
