import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/deployment.py':
        "CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': «'redis://127.0.0.1:6379/1'»}}\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nCACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': os.environ['REDIS_URL']}}\n",
    },
    good: {
      'shop/deployment.py':
        "CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': 'redis://cache.internal:6379/1'}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'an address that is written out is taken from the environment, the file keeps its way to read settings',
    bad: {
      'shop/deployment.py':
        'from decouple import config\n\nDEBUG = config("DEBUG", cast=bool)\nCACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": «"redis://localhost/0"»}}\n',
    },
    fixed: {
      'shop/deployment.py':
        'from decouple import config\n\nDEBUG = config("DEBUG", cast=bool)\nCACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": config("REDIS_URL")}}\n',
    },
  },
]);
