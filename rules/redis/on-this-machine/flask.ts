import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'a client without an address',
    bad: {
      'shop/stock.py': 'from redis import Redis\n\nredis = «Redis()»\n',
    },
    good: {
      '.env.production': 'REDIS_URL=redis://cache.internal:6379/0\n',
      'shop/stock.py': 'import os\n\nfrom redis import Redis\n\nredis = Redis.from_url(os.environ["REDIS_URL"])\n',
    },
  },
]);
