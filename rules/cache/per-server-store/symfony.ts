import { examples } from 'ha-ready/rule';

export default examples([
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
    fixed: {
      'config/packages/cache.yaml':
        'framework:\n    cache:\n        pools:\n            doctrine.result_cache_pool: { adapter: cache.app }\n            doctrine.system_cache_pool: { adapter: cache.system }\n        app: cache.adapter.redis\n',
    },
    good: {
      'config/packages/cache.yaml':
        'framework:\n    cache:\n        pools:\n            doctrine.system_cache_pool: { adapter: cache.system }\n',
    },
  },
]);
