import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: "throttles count in the default cache, which is the process's own memory unless CACHES says otherwise",
    bad: {
      'shop/deployment.py':
        "REST_FRAMEWORK = {\n    'DEFAULT_THROTTLE_CLASSES': «['rest_framework.throttling.AnonRateThrottle']»,\n    'DEFAULT_THROTTLE_RATES': {'anon': '10/min'},\n}\n",
    },
    good: {
      'shop/deployment.py':
        "REST_FRAMEWORK = {'DEFAULT_THROTTLE_CLASSES': ['rest_framework.throttling.AnonRateThrottle']}\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.memcached.PyMemcacheCache', 'LOCATION': 'cache.internal:11211'}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'the cache is set where the settings are, behind the last plain assignment',
    bad: {
      'shop/settings.py':
        "INSTALLED_APPS = ['rest_framework']\nREST_FRAMEWORK = {\n    'DEFAULT_THROTTLE_CLASSES': «['rest_framework.throttling.AnonRateThrottle']»,\n}\n\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n",
    },
    fixed: {
      'shop/settings.py':
        "import os\n\nINSTALLED_APPS = ['rest_framework']\nREST_FRAMEWORK = {\n    'DEFAULT_THROTTLE_CLASSES': ['rest_framework.throttling.AnonRateThrottle'],\n}\n\nCACHES = {\n    'default': {\n        'BACKEND': 'django.core.cache.backends.redis.RedisCache',\n        'LOCATION': os.environ.get('REDIS_URL', 'redis://localhost:6379/0'),\n    }\n}\n\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n",
    },
  },
  {
    on: 'django-5',
    about: 'a throttle of the app has a cache of its own, and counts there',
    bad: {
      'shop/deployment.py':
        "COUNTS = 'counts'\nREST_FRAMEWORK = {'DEFAULT_THROTTLE_CLASSES': «['shop.limits.Buyers']»}\nCACHES = {\n    'default': {'BACKEND': 'django.core.cache.backends.memcached.PyMemcacheCache', 'LOCATION': 'cache.internal:11211'},\n    COUNTS: {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'},\n}\n",
      'shop/limits.py':
        'from django.conf import settings\nfrom django.core.cache import caches\nfrom rest_framework.throttling import UserRateThrottle\n\n\nclass Buyers(UserRateThrottle):\n    cache = caches[settings.COUNTS]\n',
    },
    good: {
      'shop/deployment.py':
        "REST_FRAMEWORK = {'DEFAULT_THROTTLE_CLASSES': ['shop.limits.Buyers']}\nCACHES = {\n    'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'},\n    'counts': {'BACKEND': 'django.core.cache.backends.memcached.PyMemcacheCache', 'LOCATION': 'cache.internal:11211'},\n}\n",
      'shop/limits.py':
        "from django.core.cache import caches\nfrom rest_framework.throttling import UserRateThrottle\n\n\nclass Buyers(UserRateThrottle):\n    cache = caches['counts']\n",
    },
  },
]);
