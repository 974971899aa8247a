import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      'app/cache.py':
        'from fastapi_cache import FastAPICache\nfrom fastapi_cache.backends.inmemory import InMemoryBackend\n\n\ndef start():\n    FastAPICache.init(«InMemoryBackend()»)\n',
    },
    good: {
      'app/cache.py':
        'from fastapi_cache import FastAPICache\nfrom fastapi_cache.backends.redis import RedisBackend\nfrom redis import asyncio\n\n\ndef start():\n    FastAPICache.init(RedisBackend(asyncio.from_url("redis://cache.internal")))\n',
    },
  },
]);
