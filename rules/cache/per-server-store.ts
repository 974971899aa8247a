import { hazard, judgeStore, mendedTogether, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The cache is kept on one server',
  why: 'Each copy caches, expires and clears for itself: a value changed or deleted on one server lives on in the other, and whatever is handed over through the cache is lost.',
  remedy: {
    any: 'Keep what has to be the same everywhere in a store that every server reaches, or let all servers hear of each change; what each server may find out for itself can stay, with a short life.',
    rails:
      'Set config.cache_store in config/environments/production.rb: :redis_cache_store (since Rails 5.2), :solid_cache_store on a shared database (since 7.1), :mem_cache_store with the gem dalli.',
    wordpress:
      'Use an object-cache.php drop-in for Redis or Memcached, or none at all: without one, transients are in the shared database.',
    symfony:
      'Set `framework.cache.app` to `cache.adapter.redis` with a `default_redis_provider`; leave `cache.system` local.',
    nextcloud: 'Set `memcache.distributed` and `memcache.locking` to Redis; `memcache.local` stays APCu.',
    django:
      'Set CACHES to `django.core.cache.backends.redis.RedisCache` with the address of a Redis that every server reaches.',
    laravel:
      'Set the variable that config/cache.php reads (CACHE_STORE, CACHE_DRIVER in older skeletons) to redis in the environment of every server; sessions, locks, rate limits and `onOneServer()` follow it.',
    nest: 'Give `CacheModule.register` a shared store: `stores: [new KeyvRedis(url)]`.',
    next: 'Set `cacheHandler` in next.config.js to a handler that keeps pages and tags in Redis, with `cacheMaxMemorySize: 0`.',
    magento: 'Set the backend of `cache.frontend.default` in app/etc/env.php to Redis.',
    flask: 'Set CACHE_TYPE to RedisCache and CACHE_REDIS_URL to a Redis that every server reaches.',
    fastapi: 'Initialise fastapi-cache with RedisBackend.',
  },
  needs: ['caches'],
  *check({ caches }) {
    for (const store of mendedTogether(caches)) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} is kept in '${technology}' on one ${reach}: what one server stores or clears, the other does not see`,
          because,
          { technology: store.technology, ...(store.stakes === 'speed' ? { severity: 'warning' } : {}) },
        ),
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'the default, files under tmp/cache, after a condition that does not hold',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV["CACHE_URL"] } if ENV["CACHE_URL"].present?\nend\n',
      },
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV["CACHE_URL"] } if ENV["CACHE_URL"].present?\nend\n',
        '.env.production': 'CACHE_URL=redis://cache.internal:6379\n',
      },
    },
    {
      on: 'rails-8',
      about: 'Solid Cache in a SQLite file of its own',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :solid_cache_store\nend\n',
        'config/database.yml':
          'production:\n  primary:\n    adapter: postgresql\n    host: db.internal\n  cache:\n    adapter: sqlite3\n    database: «storage/cache.sqlite3»\n',
      },
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :solid_cache_store\nend\n',
        'config/database.yml':
          'production:\n  primary:\n    adapter: postgresql\n    host: db.internal\n  cache:\n    adapter: postgresql\n    host: db.internal\n',
      },
    },
    {
      on: 'rails-8',
      about: 'an explicit file store is replaced by Redis',
      bad: {
        '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = «:file_store»\nend\n',
      },
      fixed: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\nend\n',
      },
    },
    {
      on: 'laravel-10',
      about: 'CACHE_STORE is the name since 11: this config file still reads CACHE_DRIVER, so the cache is in files',
      bad: {
        '.env.example': 'APP_NAME=Shop\nCACHE_STORE=redis\n',
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => «env('CACHE_DRIVER', 'file')»,\n    'stores' => ['file' => ['driver' => 'file'], 'redis' => ['driver' => 'redis']],\n];\n",
      },
      good: { '.env.example': 'APP_NAME=Shop\nCACHE_DRIVER=redis\n' },
    },
    {
      on: 'laravel-11',
      about: 'the fix sets the store',
      bad: {
        'database/migrations/0001_01_01_000001_create_cache_table.php':
          '<?php\n\nreturn new class extends Migration {};\n',
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«CACHE_STORE=file»\n',
      },
      fixed: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=database\n',
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=database\n',
      },
    },
    {
      on: 'laravel-11',
      about: "a store of the app's own, by the driver behind its name",
      bad: {
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => «'fast'»,\n    'stores' => ['fast' => ['driver' => 'apc']],\n];\n",
      },
      good: {
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => 'fast',\n    'stores' => ['fast' => ['driver' => 'memcached']],\n];\n",
      },
      unclear: {
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => 'fast',\n    'stores' => ['fast' => ['driver' => 'hazelcast']],\n];\n",
      },
    },
    {
      on: 'laravel-12',
      about: 'a failover store falls back to a local one, and then each server has its own values',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=failover\n',
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => env('CACHE_STORE', 'database'),\n    'stores' => ['failover' => ['driver' => 'failover', 'stores' => ['redis', 'file']], 'redis' => ['driver' => 'redis']],\n];\n",
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=failover\n',
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => env('CACHE_STORE', 'database'),\n    'stores' => ['failover' => ['driver' => 'failover', 'stores' => ['redis', 'database']], 'redis' => ['driver' => 'redis']],\n];\n",
      },
    },
  ],
});
