import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the fix switches the log on, or adds it',
    bad: {
      '.env.production': `SESSION_DRIVER=redis
REDIS_HOST=10.0.0.21
`,
      'redis.conf': `«save ""»
maxclients 1000
`,
    },
    fixed: {
      'redis.conf': `save ""
appendonly yes
maxclients 1000
`,
    },
  },
  {
    on: 'laravel-11',
    bad: {
      '.env.production': `SESSION_DRIVER=redis
REDIS_HOST=10.0.0.21
`,
      'redis.conf': `appendonly no
«save ""»
`,
    },
    fixed: {
      'redis.conf': `appendonly yes
save ""
`,
    },
  },
]);
