import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: 'django-cron locks in the cache, or a file of the machine',
    bad: {
      'shop/deployment.py':
        "CRON_CLASSES = [\n    «'shop.jobs.Invoices'»,\n]\nDJANGO_CRON_LOCK_BACKEND = 'django_cron.backends.lock.file.FileLock'\n",
    },
    good: {
      'shop/deployment.py':
        "CRON_CLASSES = ['shop.jobs.Invoices']\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': 'redis://cache.internal'}}\n",
    },
  },
  {
    on: 'django-5',
    about: "the cache is the process's own",
    bad: { 'shop/deployment.py': "CRON_CLASSES = [«'shop.jobs.Invoices'»]\n" },
  },
]);
