import { hazard, rule, safe, unclear } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The pooler changes the connection under what belongs to a session',
  why: 'With pool_mode = transaction each transaction may get another server connection: a statement prepared on one is missing on the next, a lock stays behind on a connection that is no longer ours.',
  remedy: {
    any: 'Switch prepared statements and session locks off for the pooled connection, let PgBouncer 1.21 or later follow them (`max_prepared_statements = 200`), and migrate over a direct connection.',
    rails:
      'Set `prepared_statements: false` (or `max_prepared_statements` of PgBouncer) and `advisory_locks: false` for the pooled connection; migrate over a direct one.',
    laravel: "Set `'options' => [PDO::ATTR_EMULATE_PREPARES => true]` for the pooled connection.",
  },
  needs: ['poolers', 'databases'],
  *check({ poolers, databases }) {
    const pooler = poolers.find(({ mode }) => mode.state === 'known' && mode.value !== 'session');
    if (pooler?.mode.state !== 'known') return;
    for (const { technology, engine, label, sessionNeeds } of databases) {
      if (engine.state !== 'known' || !/^(postgres|pgsql)/.test(engine.value)) continue;
      for (const { feature, uses, at } of sessionNeeds ?? []) {
        if (uses.state === 'unknown') continue;
        const evidence = [...uses.because, ...pooler.mode.because];
        const followed = feature === 'prepared statements' ? pooler.prepares : undefined;
        if (!uses.value || (followed?.state === 'known' && followed.value))
          yield safe(`${label} needs no ${feature} of one session behind ${pooler.label}`, evidence, { technology });
        else if (followed?.state === 'unknown')
          yield unclear(
            `whether ${pooler.label} follows the prepared statements of ${label} depends on its version: ${followed.why}`,
            [...evidence, ...followed.because],
            { technology },
          );
        else
          yield hazard(
            `${label} uses ${feature}, and ${pooler.label} may change the connection after each ${pooler.mode.value}`,
            evidence,
            { at, technology },
          );
      }
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'both are on by default; a session of its own keeps them',
      bad: {
        'config/database.yml': database('adapter: «postgresql»\n  prepared_statements: false'),
        'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\n',
      },
      good: {
        'config/database.yml': database('adapter: postgresql'),
        'pgbouncer.ini': '[pgbouncer]\npool_mode = session\n',
      },
      unclear: {
        'config/database.yml': database('adapter: postgresql\n  advisory_locks: false'),
        'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\n',
      },
    },
    {
      on: 'rails-8',
      about: 'the pooler follows prepared statements when it is told to',
      bad: {
        'config/database.yml': database('adapter: «postgresql»\n  advisory_locks: false'),
        'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_prepared_statements = 0\n',
      },
      good: {
        'config/database.yml': database('adapter: postgresql\n  advisory_locks: false'),
        'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_prepared_statements = 200\n',
      },
    },
    {
      on: 'laravel-11',
      bad: {
        '.env.production': 'APP_KEY=base64:x\n«DB_CONNECTION=pgsql»\nDB_HOST=pgbouncer\n',
        'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_prepared_statements = 0\n',
      },
      good: {
        'config/database.php':
          "<?php\nreturn ['default' => 'pgsql', 'connections' => ['pgsql' => ['driver' => 'pgsql', 'host' => env('DB_HOST'), 'options' => [PDO::ATTR_EMULATE_PREPARES => true]]]];\n",
        'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_prepared_statements = 0\n',
      },
    },
  ],
});

function database(lines: string): string {
  return `production:\n  ${lines}\n  database: shop\n  host: pgbouncer.internal\n`;
}
