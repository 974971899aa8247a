import { hazard, rule, safe } from 'ha-ready/rule';

const roles = ['database', 'cache', 'broker', 'search'];
const loopback = /^(127\.|localhost|::1)/;

export default rule({
  severity: 'warning',
  title: 'A port of the data store is published on the host',
  why: "Whoever reaches the machine reaches the data, past the host's firewall rules; and the port ties the store to this one host.",
  remedy: {
    any: 'Leave `ports` out: the services of one network reach each other without it. For access by hand publish on 127.0.0.1 only.',
  },
  needs: ['services'],
  *check({ services }) {
    for (const { name, engine, technology, role, ports, dataPorts, at } of services) {
      if (!roles.includes(role)) continue;
      const open = ports.filter(
        ({ container, host, address }) =>
          host !== undefined &&
          !(address && loopback.test(address)) &&
          (container === 0 || (dataPorts ?? []).includes(container)),
      );
      for (const port of open)
        yield hazard(
          `${name} (${engine}) publishes port ${port.container || 'of its data'} on every address of the host`,
          [{ at: port.at, says: 'publishes it' }],
          { at: port.at, technology },
        );
      if (open.length === 0)
        yield safe(`${name} (${engine}) is not published`, [{ at, says: 'publishes no port of its data' }], {
          technology,
        });
    }
  },
  examples: [],
});
