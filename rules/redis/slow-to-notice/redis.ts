import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'redis-7',
    about: 'the fix says it for every Sentinel, where it is not said or too long',
    bad: {
      'sentinel-1.conf': `port 26379
sentinel monitor shop 10.0.0.21 6379 2
`,
      'sentinel-2.conf': `port 26379
sentinel monitor shop 10.0.0.21 6379 2
sentinel down-after-milliseconds shop 60000
`,
      'sentinel-3.conf': null,
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
