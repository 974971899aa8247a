import { examples } from 'ha-ready/rule';

const lifespan = (start: string) =>
  `import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.hooks import hooks\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    ${start}\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n`;
const rounds = (head: string, step: string) =>
  `import asyncio\n${head}\n\n\nclass Hooks${step}\n\n    async def rounds(self):\n        while True:\n            await asyncio.sleep(3600)\n            self.tell("due")\n`;
const posts = '        httpx.post("https://hooks.internal/due", json={"text": text})\n';
const below = `\n\nclass Posted(Hooks):\n    def tell(self, text):\n${posts}\n\ndef hooks() -> Hooks:\n    return Posted()\n`;
const handed = (deed: string) =>
  `import asyncio\nfrom typing import Protocol\n\nimport httpx\n\n\nclass Teller(Protocol):\n    def tell(self, text: str): ...\n\n\nclass Told:\n    def tell(self, text):\n${deed}\n\nclass Hooks:\n    def __init__(self, teller: Teller):\n        self.teller = teller\n\n    async def rounds(self):\n        while True:\n            await asyncio.sleep(3600)\n            self.teller.tell("due")\n\n\ndef hooks():\n    return Hooks(Told())\n`;

export default examples([
  {
    on: 'fastapi-0',
    about: 'a scheduler in the process of the web server',
    bad: {
      'app/jobs.py':
        'import smtplib\n\nfrom apscheduler.schedulers.asyncio import AsyncIOScheduler\n\nscheduler = AsyncIOScheduler()\n\n\n@«scheduler.scheduled_job("cron", hour=3)»\ndef send_invoices():\n    with smtplib.SMTP("mail.internal") as server:\n        server.send_message("invoice")\n',
    },
    good: {
      'app/jobs.py':
        'import smtplib\n\nfrom apscheduler.schedulers.asyncio import AsyncIOScheduler\nfrom redis import Redis\n\nscheduler = AsyncIOScheduler()\nredis = Redis(host="locks.internal")\n\n\n@scheduler.scheduled_job("cron", hour=3)\ndef send_invoices():\n    with redis.lock("invoices", timeout=600), smtplib.SMTP("mail.internal") as server:\n        server.send_message("invoice")\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a loop without an end that the lifespan starts',
    bad: {
      'app/reminders.py':
        'import asyncio\nimport smtplib\n\n\nclass Reminders:\n    def send(self):\n        with smtplib.SMTP("mail.internal") as server:\n            server.send_message("due")\n\n    async def rounds(self):\n        while True:\n            await asyncio.sleep(3600)\n            self.send()\n',
      'app/main.py':
        'import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.reminders import Reminders\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    «asyncio.create_task(Reminders().rounds())»\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {}\n',
    },
    good: {
      'app/reminders.py':
        'import asyncio\nimport smtplib\n\nfrom redis import Redis\n\nredis = Redis(host="locks.internal")\n\n\nclass Reminders:\n    def send(self):\n        with redis.lock("reminders"):\n            with smtplib.SMTP("mail.internal") as server:\n                server.send_message("due")\n\n    async def rounds(self):\n        while True:\n            await asyncio.sleep(3600)\n            self.send()\n',
      'app/main.py':
        'import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.reminders import Reminders\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    asyncio.create_task(Reminders().rounds())\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'the schedule of a queue that the lifespan of the web server runs; one that a process of its own runs',
    bad: {
      'app/tasks.py':
        'from taskiq import TaskiqScheduler\nfrom taskiq.cli.scheduler.run import SchedulerLoop\nfrom taskiq.schedule_sources import LabelScheduleSource\nfrom taskiq_redis import ListQueueBroker\n\nbroker = ListQueueBroker("redis://queue.internal")\n\n\n@broker.task(schedule=[{"cron": "0 6 * * *"}])\nasync def send_reports():\n    print("reports")\n\n\ndef scheduler():\n    return SchedulerLoop(TaskiqScheduler(broker, [LabelScheduleSource(broker)]))\n',
      'app/main.py':
        'import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.tasks import scheduler\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    loop = scheduler()\n    task = asyncio.create_task(«loop.run()»)\n    yield\n    task.cancel()\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {}\n',
    },
    good: {
      'app/tasks.py':
        'from taskiq import TaskiqScheduler\nfrom taskiq.schedule_sources import LabelScheduleSource\nfrom taskiq_redis import ListQueueBroker\n\nbroker = ListQueueBroker("redis://queue.internal")\nscheduler = TaskiqScheduler(broker, [LabelScheduleSource(broker)])\n\n\n@broker.task(schedule=[{"cron": "0 6 * * *"}])\nasync def send_reports():\n    print("reports")\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a helper of the app hands the round off',
    bad: {
      'app/reminders.py':
        'import asyncio\nimport smtplib\n\n\nasync def rounds():\n    while True:\n        await asyncio.sleep(3600)\n        with smtplib.SMTP("mail.internal") as server:\n            server.send_message("due")\n',
      'app/main.py':
        'import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.reminders import rounds\n\n\ndef later(work):\n    return asyncio.create_task(work)\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    «later(rounds())»\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'what tells others is handed in by a protocol, which names no class',
    bad: { 'app/hooks.py': handed(posts), 'app/main.py': lifespan('«asyncio.create_task(hooks().rounds())»') },
    good: {
      'app/hooks.py': handed('        print(text)\n'),
      'app/main.py': lifespan('asyncio.create_task(hooks().rounds())'),
    },
  },
  {
    on: 'fastapi-0',
    about: 'a class that leaves a step of its round to those below it',
    bad: {
      'app/hooks.py':
        rounds(
          'from abc import ABC, abstractmethod\n\nimport httpx',
          '(ABC):\n    @abstractmethod\n    def tell(self, text): ...',
        ) + below,
      'app/main.py': lifespan('«asyncio.create_task(hooks().rounds())»'),
    },
  },
  {
    on: 'fastapi-0',
    about: 'a class that refuses a step, which those below it do',
    bad: {
      'app/hooks.py':
        rounds('\nimport httpx', ':\n    def tell(self, text):\n        raise NotImplementedError("tell")') + below,
      'app/main.py': lifespan('«asyncio.create_task(hooks().rounds())»'),
    },
  },
]);
