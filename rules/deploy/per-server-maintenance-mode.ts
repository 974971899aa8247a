import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Maintenance mode acts on one server',
  why: 'The switch is a file: the other servers go on serving, against a database that is being changed.',
  remedy: {
    any: 'Keep the switch in the shared cache or database, or take servers out at the balancer.',
  },
  needs: ['maintenanceSwitches'],
  *check({ maintenanceSwitches }) {
    for (const store of maintenanceSwitches) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(`${store.label} is a '${technology}' of one ${reach}: the other servers keep serving`, because, {
          technology: store.technology,
        }),
      );
    }
  },
  examples: [],
});
