import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'Flask-Caching takes the type that the configuration class comes to',
    bad: {
      'shop/deployment.py':
        "import os\n\nREDIS_URL = os.getenv('REDIS_URL')\nif REDIS_URL:\n    CACHE_TYPE = 'RedisCache'\nelse:\n    CACHE_TYPE = «'FileSystemCache'»\n",
    },
    good: {
      'shop/deployment.py':
        "import os\n\nREDIS_URL = os.getenv('REDIS_URL')\nif REDIS_URL:\n    CACHE_TYPE = 'RedisCache'\nelse:\n    CACHE_TYPE = 'FileSystemCache'\n",
      '.env.production': 'REDIS_URL=redis://cache.internal/0\n',
    },
  },
]);
