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
        "import os\n\nSESSION_ENGINE = 'django.contrib.sessions.backends.cache'\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': os.environ['REDIS_URL']}}\n",
    },
  },
]);
