import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the fix lets Redis refuse writes rather than lose data',
    bad: {
      '.env.production': `SESSION_DRIVER=redis
REDIS_HOST=10.0.0.21
`,
      'redis.conf': `maxmemory 256mb
«maxmemory-policy allkeys-lru»
`,
    },
    fixed: {
      'redis.conf': `maxmemory 256mb
maxmemory-policy noeviction
`,
    },
  },
]);
