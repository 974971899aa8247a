import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the servers are asked for the health route of the app',
    bad: {
      'dynamic.yml': `http:
  services:
    app:
      loadBalancer:
        servers:
          - url: "http://10.0.0.11"
          - url: "http://10.0.0.12"
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
          path: /up
          interval: 5s
          timeout: 3s
`,
    },
  },
]);
