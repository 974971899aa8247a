import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'A page for operators is open to everybody',
  why: 'It lists every server with its address and state; some of these pages can take servers out of the pool.',
  remedy: {
    any: 'Ask for a login, or bind it to an address that operators alone reach.',
    haproxy: 'Add `stats auth user:password`, or bind the section to 127.0.0.1.',
    traefik: 'Set `api.insecure: false` and route the dashboard through a router with a login.',
  },
  needs: ['dashboards'],
  *check({ dashboards }) {
    for (const { label, technology, guard, repair, at } of dashboards) {
      if (guard) yield safe(`${label} is not open to everybody`, [guard], { at, technology });
      else
        yield hazard(`${label} is open to whoever reaches its port`, [{ at, says: 'serves it' }], {
          technology,
          repair,
        });
    }
  },
  examples: [
    {
      on: 'haproxy-2',
      about: 'with a login, on this machine only, or for reading alone, it is not open',
      bad: { 'haproxy.cfg': 'listen stats\n  mode http\n  bind :7000\n  stats enable\n  «stats admin if TRUE»\n' },
      good: {
        'haproxy.cfg':
          'listen stats\n  mode http\n  bind :7000\n  stats enable\n  stats admin if TRUE\n  stats auth ops:change-me\nlisten local\n  mode http\n  bind 127.0.0.1:7001\n  stats enable\n  stats admin if TRUE\nlisten read\n  mode http\n  bind :7002\n  stats enable\n',
      },
    },
    {
      on: 'traefik-3',
      bad: { 'traefik.yml': 'entryPoints:\n  web:\n    address: :80\napi:\n  insecure: «true»\n' },
      good: { 'traefik.yml': 'entryPoints:\n  web:\n    address: :80\napi:\n  dashboard: true\n' },
    },
  ],
});
