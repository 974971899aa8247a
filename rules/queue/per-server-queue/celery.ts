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
  {
    on: 'flask-3',
    about: 'huey on SQLite',
    bad: {
      'shop/jobs.py': 'from huey import SqliteHuey\n\nhuey = «SqliteHuey(filename="/var/lib/shop/jobs.db")»\n',
    },
    good: {
      'shop/jobs.py': 'from huey import RedisHuey\n\nhuey = RedisHuey(host="jobs.internal")\n',
    },
  },
  {
    on: 'celery-5',
    about: 'the scheme of an address stands, whatever is put into it',
    bad: {
      'shop/worker.py':
        'import socket\n\nfrom celery import Celery\n\napp = Celery("shop", broker=«"filesystem://%s" % socket.gethostname()»)\n',
    },
    good: {
      'shop/worker.py':
        'import os\n\nfrom celery import Celery\n\napp = Celery("shop", broker="sqs://%s:%s@" % (os.environ["KEY"], os.environ["SECRET"]))\n',
    },
  },
]);
