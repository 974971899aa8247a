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
  examples: [
    {
      on: 'laravel-11',
      bad: { '.env.example': '«APP_MAINTENANCE_DRIVER=file»\n' },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nAPP_MAINTENANCE_DRIVER=cache\nAPP_MAINTENANCE_STORE=redis\n',
      },
    },
    {
      on: 'laravel-10',
      about: 'the driver of the 9 and 10 skeletons is a literal of config/app.php',
      bad: { 'config/app.php': "<?php\n\nreturn ['maintenance' => ['driver' => «'file'»]];\n" },
      good: {},
    },
    { on: 'laravel-5', about: 'before 9 there was nothing but the file', bad: {} },
  ],
});
