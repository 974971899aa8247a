import { hazard, type KeyValueConnection, rule, safe } from 'ha-ready/rule';

const mustSurvive = ['sessions', 'queue', 'locks', 'data'] as const;

export default rule({
  severity: 'note',
  title: 'Cache and data that must survive share one Redis database',
  why: 'An eviction policy or a flush that is right for the cache drops sessions and jobs with it; a policy that keeps jobs lets the cache fill the memory.',
  remedy: {
    any: 'Give the cache a database, or better an instance, of its own; set `noeviction` where sessions and jobs live.',
  },
  needs: ['keyValueConnections'],
  *check({ keyValueConnections }) {
    const groups = new Map<string, KeyValueConnection[]>();
    for (const connection of keyValueConnections) {
      if (
        connection.engine !== 'redis' ||
        connection.host.state === 'unknown' ||
        connection.database.state === 'unknown'
      )
        continue;
      const key = `${connection.host.value}/${connection.database.value}`;
      groups.set(key, [...(groups.get(key) ?? []), connection]);
    }
    for (const connections of groups.values()) {
      const purposes = [...new Set(connections.flatMap((connection) => connection.purposes))];
      const [first] = connections;
      if (!first || !purposes.includes('cache')) continue;
      const kept = purposes.filter((purpose) => (mustSurvive as readonly string[]).includes(purpose));
      const evidence = connections.flatMap((connection) => connection.because);
      // what a connection knows to repair is its address: another one for all of them would change nothing
      const extra = { technology: first.technology };
      if (kept.length > 0)
        yield hazard(
          `the cache shares one Redis database with ${kept.join(' and ')}: evicting or flushing the cache loses them`,
          evidence,
          extra,
        );
      else yield safe('the cache has a Redis database of its own', evidence, extra);
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'the option tells the database where the address does not',
      bad: {
        'config/environments/production.rb':
          "Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV['REDIS_URL'] }\n  config.active_job.queue_adapter = :sidekiq\nend\n",
        'config/initializers/sidekiq.rb':
          "Sidekiq.configure_client do |config|\n  config.redis = { url: ENV['REDIS_URL'] }\nend\n",
        'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.1)\n    redis (5.3.0)\n    sidekiq (8.0.4)\n',
        'compose.yaml':
          'services:\n  web:\n    build: .\n    restart: always\n    environment:\n      REDIS_URL: «redis://redis.internal:6379»\n',
      },
      good: {
        'config/environments/production.rb':
          "Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV['REDIS_URL'], db: 0 }\n  config.active_job.queue_adapter = :sidekiq\nend\n",
        'config/initializers/sidekiq.rb':
          "Sidekiq.configure_client do |config|\n  config.redis = { url: ENV['REDIS_URL'], db: 1 }\nend\n",
        'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.1)\n    redis (5.3.0)\n    sidekiq (8.0.4)\n',
        'compose.yaml':
          'services:\n  web:\n    build: .\n    restart: always\n    environment:\n      REDIS_URL: redis://redis.internal:6379\n',
      },
    },
    {
      on: 'laravel-10',
      about: 'the cache on the connection of the queue: cache:clear empties both',
      bad: {
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => env('CACHE_DRIVER', 'file'),\n    'stores' => ['redis' => ['driver' => 'redis', 'connection' => 'default']],\n];\n",
      },
      good: {},
    },
    {
      on: 'django-5',
      about: 'the memory of a process is no Redis, whatever its name says',
      good: {
        'shop/deployment.py':
          "SESSION_ENGINE = 'django.contrib.sessions.backends.cached_db'\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache', 'LOCATION': 'shop-cache'}}\n",
      },
    },
  ],
});
