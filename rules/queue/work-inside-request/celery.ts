import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'celery-5',
    bad: {
      'shop/worker.py':
        'from celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\napp.conf.task_always_eager = «True»\n',
    },
    fixed: {
      'shop/worker.py':
        'from celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\napp.conf.task_always_eager = False\n',
    },
    good: {
      'shop/worker.py':
        'import os\n\nfrom celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\napp.conf.task_always_eager = os.environ.get("CELERY_EAGER") == "1"\n',
    },
  },
]);
