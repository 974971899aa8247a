import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/deployment.py':
        "CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': «'redis://127.0.0.1:6379/1'»}}\n",
    },
    good: {
      'shop/deployment.py':
        "CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': 'redis://cache.internal:6379/1'}}\n",
    },
  },
]);
