import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: { 'shop/deployment.py': "SESSION_ENGINE = «'django.contrib.sessions.backends.file'»\n" },
    fixed: { 'shop/deployment.py': "SESSION_ENGINE = 'django.contrib.sessions.backends.db'\n" },
    good: { 'shop/deployment.py': "SESSION_ENGINE = 'django.contrib.sessions.backends.signed_cookies'\n" },
    unclear: { 'shop/deployment.py': 'SESSION_ENGINE = choose_engine()\n' },
  },
  {
    on: 'django-5',
    about: "sessions are put into the cache, and no CACHES are set: Django's own default is the memory of the process",
    bad: { 'shop/deployment.py': "SESSION_ENGINE = «'django.contrib.sessions.backends.cache'»\n" },
    good: {
      'shop/deployment.py':
        "import os\n\nSESSION_ENGINE = 'django.contrib.sessions.backends.cache'\nif os.environ.get('DJANGO_LOCAL'):\n    CACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\nelse:\n    CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': 'redis://cache.internal/0'}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'sessions in the cache become shared with the cache',
    bad: {
      'shop/deployment.py':
        "SESSION_ENGINE = 'django.contrib.sessions.backends.cache'\nCACHES = {'default': {'BACKEND': «'django.core.cache.backends.locmem.LocMemCache'»}}\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nSESSION_ENGINE = 'django.contrib.sessions.backends.cache'\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': os.environ.get('REDIS_URL', 'redis://localhost:6379/0')}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'settings read from a module of the operator: what it does not say is the default',
    bad: {
      'shop/deployment.py':
        "import importlib\n\nconfiguration = importlib.import_module('configuration')\nSESSION_ENGINE = getattr(configuration, 'SESSION_ENGINE', «'django.contrib.sessions.backends.file'»)\n",
    },
    good: {
      'shop/deployment.py':
        "import importlib\n\nconfiguration = importlib.import_module('configuration')\nSESSION_FILE_PATH = getattr(configuration, 'SESSION_FILE_PATH', None)\nif SESSION_FILE_PATH is not None:\n    SESSION_ENGINE = 'django.contrib.sessions.backends.file'\n",
    },
  },
  {
    on: 'django-5',
    about: 'sessions in the database, of which each server reads its own copy first',
    bad: {
      'shop/deployment.py':
        "SESSION_ENGINE = «'django.contrib.sessions.backends.cached_db'»\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\n",
    },
    good: {
      'shop/deployment.py':
        "SESSION_ENGINE = 'django.contrib.sessions.backends.cached_db'\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': 'redis://cache.internal/0'}}\n",
    },
  },
  {
    on: 'django-5',
    about:
      'the same where no Redis is part of the stack: the database has each session already, and the copies are left out',
    bad: {
      '.env.example': null,
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    command: gunicorn shop.wsgi\n  db:\n    image: postgres:17\n    restart: always\n',
      'shop/deployment.py':
        "SESSION_ENGINE = «'django.contrib.sessions.backends.cached_db'»\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\n",
    },
    fixed: {
      'shop/deployment.py':
        "SESSION_ENGINE = 'django.contrib.sessions.backends.db'\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'sessions in a database that is a file, or what a file beside the program says',
    unclear: {
      'shop/deployment.py':
        "import configparser\nimport os\n\nconfig = configparser.ConfigParser()\nconfig.read(os.path.expanduser('~/shop.ini'))\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'db.sqlite3'}}\nif config.sections():\n    DATABASES = {'default': {key.upper(): value for key, value in config.items('database')}}\n",
    },
    good: {
      'shop/deployment.py':
        "import configparser\nimport os\n\nconfig = configparser.ConfigParser()\nconfig.read(os.path.expanduser('~/shop.ini'))\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'HOST': 'db.internal', 'NAME': 'shop'}}\nif config.sections():\n    DATABASES = {'default': {key.upper(): value for key, value in config.items('database')}}\n",
    },
  },
]);
