import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'limiters and login throttling count in cache.app unless they are given a pool',
    bad: {
      'config/packages/cache.yaml': null,
      'config/packages/rate_limiter.yaml':
        "framework:\n    rate_limiter:\n        api:\n            policy: fixed_window\n            limit: 5\n            interval: '1 minute'\n",
      'config/packages/security.yaml':
        'security:\n    firewalls:\n        main:\n            login_throttling:\n                max_attempts: 5\n',
    },
    good: {
      'config/packages/rate_limiter.yaml':
        "framework:\n    rate_limiter:\n        api:\n            policy: fixed_window\n            limit: 5\n            interval: '1 minute'\n",
    },
  },
]);
