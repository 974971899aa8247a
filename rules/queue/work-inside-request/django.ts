import { examples } from 'ha-ready/rule';

const orders =
  'from django.tasks import task\n\n\n@task()\ndef send_receipt(order):\n    print(order)\n\n\ndef placed(order):\n    send_receipt.enqueue(order)\n';

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
]);
