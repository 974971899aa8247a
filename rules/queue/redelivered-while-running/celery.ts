import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'celery-5',
    about: 'late acknowledgement, and a limit behind the visibility timeout of Redis',
    bad: {
      'shop/worker.py':
        'from celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\napp.conf.update(task_acks_late=True, task_time_limit=«7200»)\n',
    },
    fixed: {
      'shop/worker.py':
        'from celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\napp.conf.broker_transport_options = {"visibility_timeout": 7800}\napp.conf.update(task_acks_late=True, task_time_limit=7200)\n',
    },
    good: {
      'shop/worker.py':
        'from celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\napp.conf.update(\n    task_acks_late=True,\n    task_time_limit=7200,\n    broker_transport_options={"visibility_timeout": 10800},\n)\n',
    },
  },
]);
