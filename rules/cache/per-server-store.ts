import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The cache is kept on one server',
  why: 'Each copy caches, expires and clears for itself: a value changed or deleted on one server lives on in the other, and whatever is handed over through the cache is lost.',
  remedy: {
    any: 'Keep the cache in Redis or Memcached that every server reaches.',
    rails:
      'Set config.cache_store = :redis_cache_store (or :solid_cache_store on a shared database) in config/environments/production.rb.',
    wordpress:
      'Use an object-cache.php drop-in for Redis or Memcached, or none at all: without one, transients are in the shared database.',
    symfony:
      'Set `framework.cache.app` to `cache.adapter.redis` with a `default_redis_provider`; leave `cache.system` local.',
  },
  needs: ['caches'],
  *check({ caches }) {
    for (const store of caches) {
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
      on: 'wordpress-6',
      about: 'an object cache in APCu keeps stale options and transients on each server; one in Redis is shared',
      bad: {
        'wp-content/object-cache.php':
          '«<?php»\nfunction wp_cache_set($key, $data, $group = "", $expire = 0) { return apcu_store("$group:$key", $data, $expire); }\n',
      },
      good: {
        'wp-content/object-cache.php':
          '<?php\nclass WP_Object_Cache { public function __construct() { $this->redis = new Redis(); } }\n',
      },
      unclear: { 'wp-content/object-cache.php': "<?php\nrequire '/opt/platform/object-cache.php';\n" },
    },
    {
      on: 'wordpress-6',
      about: 'a cache of whole pages in files is purged on one server only',
      bad: { 'wp-content/plugins/wp-super-cache/wp-cache.php': '<?php\n' },
    },
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
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = «:file_store»\nend\n',
      },
      fixed: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }\nend\n',
      },
    },
    {
      on: 'symfony-7',
      about:
        'cache.app is a folder of the server unless set, and a class that deletes from it relies on every server seeing that',
      bad: {
        'config/packages/cache.yaml': null,
        'src/Settings.php':
          "<?php\nnamespace App;\nuse Symfony\\Contracts\\Cache\\CacheInterface;\nfinal class Settings {\n    public function __construct(private CacheInterface $cache) {}\n    public function all(): array { return «$this->cache->get('settings', fn () => [])»; }\n    public function clear(): void { $this->cache->delete('settings'); }\n}\n",
      },
      good: {
        'src/Settings.php':
          "<?php\nnamespace App;\nuse Symfony\\Contracts\\Cache\\CacheInterface;\nfinal class Settings {\n    public function __construct(private CacheInterface $cache) {}\n    public function all(): array { return $this->cache->get('settings', fn () => []); }\n    public function clear(): void { $this->cache->delete('settings'); }\n}\n",
      },
    },
    {
      on: 'symfony-7',
      about: 'a pool on cache.app is as local as cache.app; pools on cache.system are local by design',
      bad: {
        'config/packages/cache.yaml':
          'framework:\n    cache:\n        pools:\n            doctrine.result_cache_pool: { adapter: cache.app }\n            doctrine.system_cache_pool: { adapter: cache.system }\n',
      },
      good: {
        'config/packages/cache.yaml':
          'framework:\n    cache:\n        pools:\n            doctrine.system_cache_pool: { adapter: cache.system }\n',
      },
    },
  ],
});
