import { examples } from 'ha-ready/rule';

const parts =
  "import os\n\nfrom split_settings.tools import include, optional\n\nfiles = ['base.py']\nif os.environ.get('IN_IMAGE', ''):\n    files.append('image.py')\nelse:\n    files.append(optional('here.py'))\n\ninclude(*files)\n";
const redisCache =
  "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': 'redis://cache.internal'}}\n";

const pages =
  'from django.http import HttpResponse\nfrom django.views.decorators.cache import cache_page\n\n\n@cache_page(300)\ndef index(request):\n    return HttpResponse("ok")\n';

const routes = (pages: string) =>
  `from django.urls import include, path\n\nfrom shop import views\n\nurlpatterns = [path('', views.index), ${pages}]\n`;

export default examples([
  {
    on: 'django-5',
    about: 'a package that counts in its pages uses the cache where its pages are taken in, and only there',
    bad: {
      '.env.example': null,
      'shop/deployment.py':
        "from shop.settings import *\n\nINSTALLED_APPS = ['django.contrib.auth', 'allauth.account', 'shop']\nCACHES = {'default': {'BACKEND': «'django.core.cache.backends.locmem.LocMemCache'»}}\n",
      'shop/urls.py': routes("path('accounts/', include('allauth.urls'))"),
    },
    good: {
      'shop/deployment.py':
        "from shop.settings import *\n\nINSTALLED_APPS = ['django.contrib.auth', 'health_check.cache', 'allauth.account', 'shop']\n",
      'shop/urls.py': routes("path('health/', include('health_check.urls'))"),
    },
  },
  {
    on: 'django-5',
    about: 'a default that only the environment can change',
    bad: {
      '.env.example': null,
      'shop/deployment.py':
        "import os\n\nif 'REDIS_URL' in os.environ:\n    CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': os.environ['REDIS_URL']}}\nelse:\n    CACHES = {'default': {'BACKEND': «'django.core.cache.backends.locmem.LocMemCache'»}}\n",
      'shop/views.py': "from django.core.cache import cache\n\n\ndef stock(request):\n    cache.set('stock', 3)\n",
    },
    good: {
      '.env.production': 'REDIS_URL=redis://cache.internal:6379/0\n',
      'shop/deployment.py':
        "import os\n\nif 'REDIS_URL' in os.environ:\n    CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': os.environ['REDIS_URL']}}\nelse:\n    CACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\n",
      'shop/views.py': "from django.core.cache import cache\n\n\ndef stock(request):\n    cache.set('stock', 3)\n",
    },
  },
  {
    on: 'django-5',
    about: 'no cache is configured and nothing uses one',
    good: { 'shop/deployment.py': '' },
  },
  {
    on: 'django-5',
    about: 'the repair writes the address the way that the file reads its settings',
    bad: {
      'shop/deployment.py':
        'from decouple import config\n\nCACHES = {\n    "default": {\n        "BACKEND": «"django.core.cache.backends.filebased.FileBasedCache"»,\n        "LOCATION": "/var/cache/shop",  # cleaned at night\n        "KEY_PREFIX": "shop",\n    }\n}\n',
      'shop/views.py': "from django.core.cache import cache\n\n\ndef stock(request):\n    cache.set('stock', 3)\n",
    },
    fixed: {
      'shop/deployment.py':
        'from decouple import config\n\nCACHES = {\n    "default": {\n        "BACKEND": "django.core.cache.backends.redis.RedisCache",\n        "LOCATION": config("REDIS_URL", default="redis://localhost:6379/0"),  # cleaned at night\n        "KEY_PREFIX": "shop",\n    }\n}\n',
    },
  },
  {
    on: 'django-5',
    about: 'the repair takes the address by the name that the settings have for it',
    bad: {
      'shop/deployment.py':
        'import os\n\nBROKER = os.environ.get("REDIS_URL", "redis://localhost:6379/0")\nCACHES = {\n    "default": {\n        "BACKEND": «"django.core.cache.backends.locmem.LocMemCache"»,\n    }\n}\n',
      'shop/views.py': "from django.core.cache import cache\n\n\ndef stock(request):\n    cache.set('stock', 3)\n",
    },
    fixed: {
      'shop/deployment.py':
        'import os\n\nBROKER = os.environ.get("REDIS_URL", "redis://localhost:6379/0")\nCACHES = {\n    "default": {\n        "BACKEND": "django.core.cache.backends.redis.RedisCache",\n        "LOCATION": BROKER,\n    }\n}\n',
    },
  },
  {
    on: 'django-5',
    about: 'sessions in the database with copies in the cache: a logout must reach them',
    bad: {
      'shop/deployment.py':
        "SESSION_ENGINE = 'django.contrib.sessions.backends.cached_db'\nCACHES = {'default': {'BACKEND': «'django.core.cache.backends.locmem.LocMemCache'»}}\n",
    },
    good: {
      'shop/deployment.py': "SESSION_ENGINE = 'django.contrib.sessions.backends.db'\n",
    },
  },
  {
    on: 'django-5',
    about: 'settings in several files, of which the environment of the image chooses',
    bad: {
      Dockerfile: 'FROM python:3.13\nENV DJANGO_SETTINGS_MODULE=shop.split\nCMD ["gunicorn", "shop.wsgi"]\n',
      'shop/split/__init__.py': parts,
      'shop/split/base.py':
        "INSTALLED_APPS = ['shop']\nCACHES = {'default': {'BACKEND': «'django.core.cache.backends.locmem.LocMemCache'»}}\n",
      'shop/split/image.py': redisCache,
    },
    good: {
      Dockerfile: 'FROM python:3.13\nENV DJANGO_SETTINGS_MODULE=shop.split IN_IMAGE=1\nCMD ["gunicorn", "shop.wsgi"]\n',
      'shop/split/__init__.py': parts,
      'shop/split/base.py':
        "INSTALLED_APPS = ['shop']\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\n",
      'shop/split/image.py': redisCache,
    },
  },
  {
    on: 'django-5',
    about:
      'without CACHES each process has its own; pages that it keeps for a time differ between the processes of one server as well',
    bad: {
      'shop/deployment.py': 'DEBUG = False\n',
      'shop/rates.py': "from django.core.cache import cache\n\n\ndef forget():\n    cache.delete('rates')\n",
      'shop/views.py': pages,
    },
    good: { 'shop/deployment.py': 'DEBUG = False\n', 'shop/views.py': pages },
  },
  {
    on: 'django-5',
    about: 'the address of a cluster is none for the cache: the repair takes another',
    bad: {
      '.env.production': 'EVENTS_URL=redis://events.internal:6379\n',
      'shop/deployment.py':
        'import os\n\nEVENTS_URL = os.environ["EVENTS_URL"]\nCACHES = {\n    "default": {\n        "BACKEND": «"django.core.cache.backends.locmem.LocMemCache"»,\n    }\n}\n',
      'shop/events.py':
        'from django.conf import settings\nfrom redis.cluster import RedisCluster\n\nevents = RedisCluster.from_url(settings.EVENTS_URL)\n',
      'shop/views.py': "from django.core.cache import cache\n\n\ndef stock(request):\n    cache.set('stock', 3)\n",
    },
    fixed: {
      'shop/deployment.py':
        'import os\n\nEVENTS_URL = os.environ["EVENTS_URL"]\nCACHES = {\n    "default": {\n        "BACKEND": "django.core.cache.backends.redis.RedisCache",\n        "LOCATION": os.environ.get("REDIS_URL", "redis://localhost:6379/0"),\n    }\n}\n',
    },
  },
]);
