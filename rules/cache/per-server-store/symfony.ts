import { examples } from 'ha-ready/rule';

const results = `doctrine:
    orm:
        result_cache_driver: { type: pool, pool: doctrine.result_cache_pool }
framework:
    cache:
        pools:
            doctrine.result_cache_pool: { adapter: cache.app }
`;

const prices = (cached: string) => `<?php

namespace App\\Repository;

use Doctrine\\ORM\\EntityRepository;

final class PriceRepository extends EntityRepository
{
    public function current(): array
    {
        return $this->createQueryBuilder('price')->getQuery()${cached}->getResult();
    }
}
`;

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
        "framework:\n    cache:\n        pools:\n            doctrine.result_cache_pool: { adapter: cache.app }\n            doctrine.system_cache_pool: { adapter: cache.system }\n        app: cache.adapter.redis\n        default_redis_provider: '%env(REDIS_URL)%'\n",
    },
    good: {
      'config/packages/cache.yaml':
        'framework:\n    cache:\n        pools:\n            doctrine.system_cache_pool: { adapter: cache.system }\n',
    },
  },
  {
    on: 'symfony-7',
    about: "Doctrine's result cache stays empty where no query asks for it",
    bad: {
      'config/packages/cache.yaml': results,
      'src/Repository/PriceRepository.php': prices('->enableResultCache(60)'),
    },
    good: { 'config/packages/cache.yaml': results, 'src/Repository/PriceRepository.php': prices('') },
  },
  {
    on: 'symfony-7',
    about: 'a file that says nothing of the cache gets the whole of it, and the env file the address',
    bad: {
      '.env': 'DATABASE_URL=postgresql://db/shop\n',
      'config/packages/cache.yaml': null,
      'config/packages/framework.yaml': "framework:\n    trusted_proxies: 'private_ranges'\n",
      'src/Prices.php':
        "<?php\n\nnamespace App;\n\nuse Symfony\\Contracts\\Cache\\CacheInterface;\n\nfinal class Prices\n{\n    public function __construct(private CacheInterface $cache)\n    {\n    }\n\n    public function all(): array\n    {\n        return $this->cache->get('prices', fn () => [1, 2]);\n    }\n\n    public function changed(): void\n    {\n        $this->cache->delete('prices');\n    }\n}\n",
    },
    fixed: {
      '.env': 'DATABASE_URL=postgresql://db/shop\nREDIS_URL=redis://redis:6379\n',
      'config/packages/framework.yaml':
        "framework:\n    trusted_proxies: 'private_ranges'\n    cache:\n        app: cache.adapter.redis\n        default_redis_provider: '%env(REDIS_URL)%'\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'a service that is an adapter of files, beside the pools of the framework',
    bad: {
      'config/services.yaml':
        'services:\n    settings.cache:\n        class: «Symfony\\Component\\Cache\\Adapter\\FilesystemAdapter»\n        arguments:\n            $namespace: settings\n',
    },
    good: {
      'config/services.yaml':
        "services:\n    settings.cache:\n        class: Symfony\\Component\\Cache\\Adapter\\RedisAdapter\n        arguments: ['@redis']\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'pools and code on the one cache of the app are one fault, told where something is handed over',
    bad: {
      'config/packages/cache.yaml':
        'framework:\n    cache:\n        pools:\n            prices.pool: { adapter: cache.app }\n            trees.pool: { adapter: cache.app }\n',
      'src/Settings.php':
        "<?php\nnamespace App;\nuse Symfony\\Contracts\\Cache\\CacheInterface;\nfinal class Settings {\n    public function __construct(private CacheInterface $cache) {}\n    public function all(): array { return «$this->cache->get('settings', fn () => [])»; }\n    public function clear(): void { $this->cache->delete('settings'); }\n}\n",
    },
  },
]);
