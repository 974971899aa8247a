import { examples } from 'ha-ready/rule';

const handed = `from flask import Flask

from .cache import pages
from .deployment import Production


def create_app():
    app = Flask(__name__)
    app.config.from_object(Production)
    pages.init_app(app, config=app.config['PAGES'])
    return app
`;

export default examples([
  {
    on: 'flask-3',
    about: 'Flask-Caching takes the type that the configuration class comes to',
    bad: {
      '.env.example': null,
      'shop/deployment.py':
        "import os\n\nREDIS_URL = os.getenv('REDIS_URL')\nif REDIS_URL:\n    CACHE_TYPE = 'RedisCache'\nelse:\n    CACHE_TYPE = «'FileSystemCache'»\n",
    },
    good: {
      'shop/deployment.py':
        "import os\n\nREDIS_URL = os.getenv('REDIS_URL')\nif REDIS_URL:\n    CACHE_TYPE = 'RedisCache'\nelse:\n    CACHE_TYPE = 'FileSystemCache'\n",
      '.env.production': 'REDIS_URL=redis://cache.internal/0\n',
    },
  },
  {
    on: 'flask-3',
    about: 'the repair sets the address beside the type, in the class that holds it',
    bad: {
      'shop/deployment.py':
        'class Production:\n    CACHE_TYPE = «"SimpleCache"»  # fast\n    CACHE_DEFAULT_TIMEOUT = 60\n',
      'shop/__init__.py':
        'from flask import Flask\n\nfrom .deployment import Production\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.config.from_object(Production)\n    return app\n',
      'shop/cache.py': 'from flask_caching import Cache\n\ncache = Cache()\n',
    },
    fixed: {
      'shop/deployment.py':
        'import os\n\nclass Production:\n    CACHE_TYPE = "RedisCache"  # fast\n    CACHE_REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")\n    CACHE_DEFAULT_TIMEOUT = 60\n',
    },
  },
  {
    on: 'flask-3',
    about: "a cache with a configuration of its own, which stands in the app's",
    bad: {
      'shop/__init__.py': handed,
      'shop/deployment.py':
        "class Production:\n    PAGES = {\n        'CACHE_TYPE': «'FileSystemCache'»,\n        'CACHE_DIR': '/var/pages',\n    }\n",
      'shop/cache.py': 'from flask_caching import Cache\n\npages = Cache()\n',
    },
    good: {
      'shop/__init__.py': handed,
      'shop/deployment.py':
        "class Production:\n    PAGES = {'CACHE_TYPE': 'RedisCache', 'CACHE_REDIS_URL': 'redis://cache.internal/0'}\n",
      'shop/cache.py': 'from flask_caching import Cache\n\npages = Cache()\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a configuration that the cache is given itself',
    bad: {
      'shop/cache.py': "from flask_caching import Cache\n\ncache = Cache(config={'CACHE_TYPE': «'SimpleCache'»})\n",
    },
    fixed: {
      'shop/cache.py':
        "from flask_caching import Cache\nimport os\n\ncache = Cache(config={'CACHE_TYPE': 'RedisCache', 'CACHE_REDIS_URL': os.environ.get('REDIS_URL', 'redis://localhost:6379/0')})\n",
    },
  },
  {
    on: 'flask-3',
    about: 'a cache that a function of another module makes, by an object of a class, with what it is given',
    bad: {
      'shop/making.py':
        'from flask_caching import Cache\n\n\nclass Makers:\n    def cache(self, **options):\n        return Cache(**options)\n\n\nmakers = Makers()\n',
      'shop/cache.py': "from .making import makers\n\ncache = makers.cache(config={'CACHE_TYPE': «'SimpleCache'»})\n",
    },
    good: {
      'shop/making.py':
        'from flask_caching import Cache\n\n\nclass Makers:\n    def cache(self, **options):\n        return Cache(**options)\n\n\nmakers = Makers()\n',
      'shop/cache.py':
        "from .making import makers\n\ncache = makers.cache(config={'CACHE_TYPE': 'RedisCache', 'CACHE_REDIS_URL': 'redis://cache.internal/0'})\n",
    },
  },
  {
    on: 'flask-3',
    about: 'a function that hands its result on, given a default of the environment',
    bad: {
      'shop/making.py':
        'from flask_caching import Cache\n\n\ndef cache_of(options):\n    return Cache(config=options)\n',
      'shop/cache.py':
        "import os\n\nfrom .making import cache_of\n\ncache = cache_of({'CACHE_TYPE': «os.environ.get('CACHE_TYPE', 'SimpleCache')»})\n",
    },
    good: {
      'shop/making.py':
        'from flask_caching import Cache\n\n\ndef cache_of(options):\n    return Cache(config=options)\n',
      'shop/cache.py':
        "import os\n\nfrom .making import cache_of\n\ncache = cache_of({'CACHE_TYPE': os.environ.get('CACHE_TYPE', 'SimpleCache')})\n",
      '.env.production': 'CACHE_TYPE=RedisCache\n',
    },
  },
]);
