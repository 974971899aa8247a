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
  {
    on: 'flask-3',
    about: 'an address without a host is the machine itself',
    bad: {
      '.env.example': null,
      'shop/deployment.py':
        'import os\n\nSQLALCHEMY_DATABASE_URI = "postgresql://shop@db.internal/shop"\nREDIS_URL = os.environ.get("REDIS_URL") or «"redis://"»\n',
    },
    good: {
      '.env.production': 'REDIS_URL=redis://cache.internal:6379/0\n',
      'shop/deployment.py':
        'import os\n\nSQLALCHEMY_DATABASE_URI = "postgresql://shop@db.internal/shop"\nREDIS_URL = os.environ.get("REDIS_URL") or "redis://"\n',
    },
  },
]);
