import { hazard, type Repair, rule, type Span, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Copies are killed when a service that all of them share stumbles',
  why: 'The liveness probe fails on every copy at the same moment: all are killed and started anew, and a short pause of the database becomes an outage of everything.',
  remedy: {
    any: 'Let the liveness probe ask a path that only proves that the process answers; leave the database to the readiness probe.',
  },
  needs: ['processes'],
  reads: ['healthChecks'],
  *check({ processes, healthChecks }) {
    for (const { name, technology, probePaths } of processes) {
      const probe = probePaths?.find(({ kind }) => kind === 'liveness');
      if (!probe) continue;
      const route = healthChecks.find(({ via, path }) => via === 'route' && path && same(path, probe.path));
      if (!route) continue;
      const asked = { at: probe.at, says: `is what the liveness probe of ${name} asks` };
      const shallow = healthChecks.find(
        ({ via, path, checks }) => via === 'route' && path && checks.length === 0,
      )?.path;
      if (route.checks.length === 0)
        yield safe(`the liveness probe of ${name} asks for the process alone`, [asked], { technology });
      else
        yield hazard(
          `the liveness probe of ${name} asks ${probe.path}, which fails with the ${route.checks.join(' and the ')}`,
          [{ at: route.at, says: `asks the ${route.checks.join(' and the ')}` }, asked],
          { technology, repair: shallow ? askInstead(shallow, probe.at) : undefined },
        );
    }
  },
  examples: [],
});

function askInstead(path: string, at: Span): Repair {
  return {
    title: `Let the liveness probe ask ${path}`,
    safety: 'unsafe',
    changes: [{ is: 'replace', at, text: path }],
    needs: [],
  };
}

function same(route: string, asked: string): boolean {
  const plain = (path: string) => path.replace(/[?#].*/s, '').replace(/^\/|\/$/g, '');
  return plain(route) === plain(asked);
}
