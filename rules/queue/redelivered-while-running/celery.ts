import { examples } from 'ha-ready/rule';

const redis =
  'from celery import Celery\n\napp = Celery("shop", broker="redis://broker.internal")\n\n\n@app.task\ndef remind(cart): ...\n';

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
  {
    on: 'celery-5',
    about:
      'a task that waits longer than Redis waits for its acknowledgement; how far off a time is that comes from elsewhere',
    bad: {
      'shop/worker.py': redis,
      'shop/carts.py':
        'from datetime import timedelta\nfrom django.utils import timezone\nfrom shop.worker import remind\n\n\ndef left(cart):\n    remind.apply_async((cart.id,), countdown=60)\n    remind.apply_async((cart.id,), eta=«timezone.now() + timedelta(days=1)»)\n',
    },
    fixed: {
      'shop/worker.py': redis.replace(
        '\n\n\n@app',
        '\napp.conf.broker_transport_options = {"visibility_timeout": 87000}\n\n\n@app',
      ),
    },
    good: {
      'shop/worker.py': redis.replace('redis://', 'amqp://'),
      'shop/carts.py':
        'from shop.worker import remind\n\n\ndef left(cart):\n    remind.apply_async((cart.id,), countdown=60 * 60 * 24)\n',
    },
    unclear: {
      'shop/worker.py': redis,
      'shop/carts.py':
        'from shop.worker import remind\n\n\ndef left(cart):\n    remind.apply_async((cart.id,), countdown=60)\n    remind.apply_async((cart.id,), eta=cart.expires_at)\n',
    },
  },
  {
    on: 'celery-5',
    about: 'a short wait',
    good: {
      'shop/worker.py': redis,
      'shop/carts.py':
        'from shop.worker import remind\n\nPAUSE = 15 * 60\n\n\ndef left(cart, tries):\n    remind.apply_async((cart.id,), countdown=PAUSE)\n    remind.apply_async((cart.id,), countdown=2**tries)\n',
    },
  },
]);
