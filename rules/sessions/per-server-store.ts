import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Sessions are kept on one server',
  why: 'The next request may reach another copy, which has never heard of this user: he is logged out, and forms fail with expired tokens.',
  remedy: {
    any: 'Keep sessions in Redis, in the shared database, or in a signed cookie.',
    laravel: 'Set SESSION_DRIVER=redis (or database, when the database is shared) in the environment of every server.',
  },
  needs: ['sessionStores'],
  *check({ sessionStores }) {
    for (const store of sessionStores) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} are kept in '${technology}' on one ${reach}: a login made on one server is unknown to the other`,
          because,
          {
            technology: store.technology,
            ...(store.secondary ? { severity: 'warning' } : {}),
          },
        ),
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'the env file chooses files',
      bad: { '.env.example': 'APP_NAME=Shop\n«SESSION_DRIVER=file»\n' },
      good: { '.env.example': 'APP_NAME=Shop\nSESSION_DRIVER=redis\n' },
    },
    {
      on: 'laravel-11',
      about: "the config file's own default decides when no env file sets the variable",
      bad: { 'config/session.php': "<?php\n\nreturn [\n    'driver' => «env('SESSION_DRIVER', 'file')»,\n];\n" },
      unclear: { 'config/session.php': "<?php\n\nreturn [\n    'driver' => pick_driver(),\n];\n" },
    },
  ],
});
