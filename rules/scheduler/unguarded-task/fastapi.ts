import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a scheduler in the process of the web server',
    bad: {
      'app/jobs.py':
        'from apscheduler.schedulers.asyncio import AsyncIOScheduler\n\nscheduler = AsyncIOScheduler()\n\n\n@«scheduler.scheduled_job("cron", hour=3)»\ndef send_invoices():\n    print("sending")\n',
    },
    good: {
      'app/jobs.py':
        'from apscheduler.schedulers.asyncio import AsyncIOScheduler\nfrom redis import Redis\n\nscheduler = AsyncIOScheduler()\nredis = Redis(host="locks.internal")\n\n\n@scheduler.scheduled_job("cron", hour=3)\ndef send_invoices():\n    with redis.lock("invoices", timeout=600):\n        print("sending")\n',
    },
  },
]);
