import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the path is replaced',
    bad: {
      'haproxy.cfg': `backend app
  mode http
  option httpchk GET «/healthz»
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
  {
    on: 'laravel-11',
    about: 'in quotes',
    bad: {
      'dynamic.yml': `http:
  services:
    app:
      loadBalancer:
        servers:
          - url: "http://10.0.0.11"
          - url: "http://10.0.0.12"
        healthCheck:
          path: «"/healthz"» # ours
`,
    },
    fixed: {
      'dynamic.yml': `http:
  services:
    app:
      loadBalancer:
        servers:
          - url: "http://10.0.0.11"
          - url: "http://10.0.0.12"
        healthCheck:
          path: "/up" # ours
`,
    },
  },
]);
