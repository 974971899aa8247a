import { examples } from 'ha-ready/rule';

const task = (body: string) =>
  `import httpx\nimport redis\nfrom app.queue import huey\nfrom huey import crontab\n\n\n@«huey.periodic_task(crontab(hour="3"))»\n${body}`;

export default examples([
  {
    on: 'flask-3',
    about: 'every consumer of huey enqueues its periodic tasks, on a queue that all servers share too',
    bad: {
      'app/queue.py': 'from huey import RedisHuey\n\nhuey = RedisHuey("shop", host="redis.internal")\n',
      'app/jobs.py': task('def send_invoices():\n    httpx.post("https://pay.example.com")\n'),
    },
    good: {
      'app/queue.py': 'from huey import RedisHuey\n\nhuey = RedisHuey("shop", host="redis.internal")\n',
      'app/jobs.py': task(
        'def send_invoices():\n    with redis.Redis(host="redis.internal").lock("invoices", timeout=600):\n        httpx.post("https://pay.example.com")\n',
      ).replace(/[«»]/g, ''),
    },
  },
]);
