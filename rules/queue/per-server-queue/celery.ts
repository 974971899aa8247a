import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'celery-5',
    bad: {
      'shop/worker.py': 'from celery import Celery\n\napp = Celery("shop", broker=«"filesystem://"»)\n',
    },
    good: {
      'shop/worker.py':
        'from celery import Celery\n\napp = Celery("shop")\napp.conf.broker_url = "amqp://broker.internal"\n',
    },
  },
]);
