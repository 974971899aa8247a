import { examples } from 'ha-ready/rule';

const orders =
  'from django.tasks import task\n\n\n@task()\ndef send_receipt(order):\n    print(order)\n\n\ndef placed(order):\n    send_receipt.enqueue(order)\n';

const celery =
  'from celery import Celery\nfrom django.conf import settings\n\napp = Celery("shop")\napp.config_from_object("django.conf:settings", namespace="CELERY")\napp.conf.task_always_eager = settings.CELERY_EAGER\n';

export default examples([
  {
    on: 'django-5',
    about: 'tasks of Django run where they are put unless a backend is chosen',
    bad: { 'shop/orders.py': orders.replace('@task()', '@«task()»') },
    good: {
      'shop/orders.py': orders,
      'shop/deployment.py': "TASKS = {'default': {'BACKEND': 'django_tasks_db.DatabaseBackend'}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'the immediate backend is chosen',
    bad: {
      'shop/orders.py': orders,
      'shop/deployment.py': "TASKS = {'default': {'BACKEND': «'django.tasks.backends.immediate.ImmediateBackend'»}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'django-q and huey for tests',
    bad: {
      'shop/deployment.py':
        "Q_CLUSTER = {'name': 'shop', 'orm': 'default', 'sync': «True»}\nHUEY = {'huey_class': 'huey.RedisHuey', 'immediate': «True»}\n",
    },
    fixed: {
      'shop/deployment.py':
        "Q_CLUSTER = {'name': 'shop', 'orm': 'default', 'sync': False}\nHUEY = {'huey_class': 'huey.RedisHuey', 'immediate': False}\n",
    },
    good: {
      'shop/deployment.py':
        "DEBUG = False\nQ_CLUSTER = {'name': 'shop', 'orm': 'default', 'sync': False}\nHUEY = {'huey_class': 'huey.RedisHuey', 'immediate': DEBUG}\n",
    },
  },
  {
    on: 'django-5',
    about: 'Celery is told by a setting of Django, which a test switches',
    bad: {
      'shop/deployment.py': 'CELERY_EAGER = «True»\nCELERY_BROKER_URL = "redis://broker.internal"\n',
      'shop/celery.py': celery,
    },
    good: {
      'shop/deployment.py':
        'import os\n\nCELERY_EAGER = False\nif os.environ.get("TESTING"):\n    CELERY_EAGER = True\nCELERY_BROKER_URL = "redis://broker.internal"\n',
      'shop/celery.py': celery,
    },
  },
]);
