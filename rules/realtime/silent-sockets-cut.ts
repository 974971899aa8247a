import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The proxy cuts sockets on which nothing is said',
  why: 'It gives up a connection before the next ping keeps it open: clients lose their socket again and again, and what is sent in between misses them.',
  remedy: {
    any: 'Let the proxy wait longer than the app takes between two pings: `proxy_read_timeout 75s;` of nginx, `timeout tunnel 1h` of HAProxy.',
  },
  needs: ['balancers'],
  reads: ['broadcasters'],
  *check({ balancers, broadcasters }) {
    for (const { label, pingSeconds } of broadcasters) {
      if (pingSeconds?.state !== 'known') continue;
      for (const { name, technology, serves, upgrades, idleSeconds } of balancers) {
        if ((serves ?? 'app') !== 'app' || upgrades?.state !== 'known' || !upgrades.value) continue;
        if (idleSeconds?.state !== 'known') continue;
        const because = [...pingSeconds.because, ...idleSeconds.because];
        const [ping, idle] = [pingSeconds.value, idleSeconds.value];
        if (idle > ping)
          yield safe(`${name} waits ${idle} s, and ${label} ping each ${ping} s`, because, { technology });
        else
          yield hazard(
            `${name} cuts connections that are silent for ${idle} s, and ${label} ping each ${ping} s`,
            because,
            {
              technology,
            },
          );
      }
    }
  },
  examples: [],
});
