import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'redis-7',
    about: 'a majority of the three that are configured',
    bad: {
      'sentinel-1.conf': `port 26379
«sentinel monitor shop 10.0.0.21 6379 1»
sentinel down-after-milliseconds shop 5000
`,
      'sentinel-2.conf': `port 26379
sentinel monitor shop 10.0.0.21 6379 1
sentinel down-after-milliseconds shop 5000
`,
      'sentinel-3.conf': `port 26379
sentinel monitor shop 10.0.0.21 6379 2
sentinel down-after-milliseconds shop 5000
`,
    },
    fixed: {
      'sentinel-1.conf': `port 26379
sentinel monitor shop 10.0.0.21 6379 2
sentinel down-after-milliseconds shop 5000
`,
      'sentinel-2.conf': `port 26379
sentinel monitor shop 10.0.0.21 6379 2
sentinel down-after-milliseconds shop 5000
`,
    },
  },
]);
