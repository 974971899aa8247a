import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'traefik-3',
    about: 'the dashboard is closed',
    bad: {
      'traefik.yml': `entryPoints:
  web:
    address: :80
api:
  insecure: «true» # for now
`,
    },
    fixed: {
      'traefik.yml': `entryPoints:
  web:
    address: :80
api:
  insecure: false # for now
`,
    },
  },
  {
    on: 'haproxy-2',
    about: 'only the machine itself takes servers out',
    bad: {
      'haproxy.cfg': `listen stats
  mode http
  bind :7000
  stats enable
  «stats admin if TRUE»
`,
    },
    fixed: {
      'haproxy.cfg': `listen stats
  mode http
  bind :7000
  stats enable
  stats admin if LOCALHOST
`,
    },
  },
]);
