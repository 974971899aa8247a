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
]);
