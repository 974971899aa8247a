import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'A variable is set that nothing reads',
  why: 'Whoever sets it believes that sessions, cache or jobs have moved to a shared store; the app goes on with what another variable, or its own default, says.',
  remedy: {
    any: 'Set the variable that the configuration of this version reads, and remove the old one.',
    laravel:
      'CACHE_DRIVER, QUEUE_DRIVER, FILESYSTEM_DRIVER, BROADCAST_DRIVER and DATABASE_URL became CACHE_STORE, QUEUE_CONNECTION, FILESYSTEM_DISK, BROADCAST_CONNECTION and DB_URL: set the name that config/*.php reads.',
  },
  needs: ['deadKeys'],
  *check({ deadKeys }) {
    const seen = new Set<string>();
    for (const { name, readInstead, technology, repair, at, because } of deadKeys) {
      if (seen.has(name)) continue;
      seen.add(name);
      const instead = readInstead ? `; ${readInstead} is read instead` : '';
      yield hazard(`${name} is set, but nothing reads it${instead}: what it says is not in force`, because, {
        at,
        technology,
        repair,
      });
    }
  },
  examples: [
    {
      on: 'laravel-10',
      about: 'a name of Laravel 11 in an app whose config file is of Laravel 10; both names help while they agree',
      bad: { '.env.example': 'APP_NAME=Shop\n«CACHE_STORE=redis»\n' },
      good: {
        '.env.example': 'APP_NAME=Shop\nCACHE_STORE=redis\n',
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => env('CACHE_STORE', env('CACHE_DRIVER', 'file')),\n    'stores' => ['redis' => ['driver' => 'redis'], 'file' => ['driver' => 'file']],\n];\n",
      },
    },
  ],
});
