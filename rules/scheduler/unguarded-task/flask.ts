import { examples } from 'ha-ready/rule';

const task = (body: string) =>
  `from app.queue import huey\nfrom huey import crontab\n\n\n@«huey.periodic_task(crontab(hour="3"))»\n${body}`;

export default examples([
  {
    on: 'flask-3',
    about: 'every consumer of huey enqueues its periodic tasks, on a queue that all servers share too',
    bad: {
      'app/queue.py': 'from huey import RedisHuey\n\nhuey = RedisHuey("shop", host="redis.internal")\n',
      'app/jobs.py': task('def send_invoices():\n    print("sending")\n'),
    },
    good: {
      'app/queue.py': 'from huey import RedisHuey\n\nhuey = RedisHuey("shop", host="redis.internal")\n',
      'app/jobs.py': task(
        'def send_invoices():\n    with redis.lock("invoices", timeout=600):\n        print("sending")\n',
      ).replace(/[«»]/g, ''),
    },
  },
]);
