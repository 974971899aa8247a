import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'haproxy-2',
    about: 'the check is added to the server that has none',
    bad: {
      'haproxy.cfg':
        'backend app\n  mode http\n  option httpchk GET /up\n  server app1 10.0.0.11:8000 check\n  «server app2 10.0.0.12:8000»\n',
    },
    fixed: {
      'haproxy.cfg':
        'backend app\n  mode http\n  option httpchk GET /up\n  server app1 10.0.0.11:8000 check\n  server app2 10.0.0.12:8000 check\n',
    },
  },
]);
