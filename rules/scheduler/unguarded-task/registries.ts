import { examples } from 'ha-ready/rule';

const mails =
  "const nodemailer = require('nodemailer');\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nconst Mails = module.exports;\n\nMails.digest = async function () {\n  await Mails.one('team@example.com');\n};\n\nMails.one = (to) => transport.sendMail({ to, subject: 'News' });\n";
const prunes =
  "const { Pool } = require('pg');\n\nconst pool = new Pool();\n\nexports.prune = () => pool.query(\"DELETE FROM visits WHERE day < now() - interval '30 days'\");\n";

const repeat =
  'import asyncio\nfrom functools import wraps\n\n\ndef every(seconds, turns=None):\n    def decorator(func):\n        @wraps(func)\n        async def wrapped():\n            async def loop():\n                done = 0\n                while turns is None or done < turns:\n                    await func()\n                    done += 1\n                    await asyncio.sleep(seconds)\n\n            asyncio.ensure_future(loop())\n\n        return wrapped\n\n    return decorator\n';
const clock = (decorator: string) =>
  `from shop.registry import Registry\nfrom shop.repeat import every\n\n\n${decorator}\nasync def hourly():\n    for task in Registry.tasks:\n        await run(task)\n\n\nasync def run(task):\n    try:\n        await task()\n    except Exception as error:\n        print(error)\n`;
const registry =
  'class Registry:\n    tasks = []\n\n    @staticmethod\n    def _add(name, tasks, given):\n        for one in given:\n            print(name)\n            tasks.append(one)\n\n    @staticmethod\n    def register(*given):\n        Registry._add("hourly", Registry.tasks, given)\n';
const main = (start: string) =>
  `from contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom shop import mails\nfrom shop.clock import hourly\nfrom shop.registry import Registry\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    Registry.register(mails.digest)\n    await ${start}\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n`;
const pythonMails = (verb: string) =>
  `import httpx\n\n\nasync def digest():\n    async with httpx.AsyncClient() as client:\n        await client.${verb}("https://mail.example.com/send")\n`;

/** A helper that many files give their work, the last of them what is done. */
const jobs = (name: string, work: string) =>
  `const { CronJob } = require('cron');\nconst ${name} = require('./${name}');\n\nasync function add({ name, cronTime, onTick }) {\n  const job = ${'«new CronJob»'}(cronTime, async () => {\n    console.log(name);\n    await onTick();\n  });\n  job.start();\n}\n\n${Array.from({ length: 9 }, (_, at) => `add({ name: 'log ${at}', cronTime: '${at} * * * *', onTick: () => console.log(${at}) });\n`).join('')}add({ name: '${name}', cronTime: '0 7 * * *', onTick: async () => ${work} });\n`;

/** Work that code has put into a list or a table before the clock goes through it. */
export default examples([
  {
    on: 'node-22',
    about: 'a table of jobs that a loop gives to a scheduler with options; a module that calls itself by its exports',
    bad: {
      'src/mails.js': mails,
      'src/jobs.js':
        "const Cron = require('croner');\nconst mails = require('./mails');\n\nconst jobs = [{ name: 'digest', at: '0 7 * * *', run: mails.digest }];\n\nfor (const job of jobs) {\n  «new Cron»(job.at, { name: job.name }, job.run);\n}\n",
    },
    good: {
      'src/prunes.js': prunes,
      'src/jobs.js':
        "const Cron = require('croner');\nconst { prune } = require('./prunes');\n\nconst jobs = [{ name: 'prune', at: '0 7 * * *', run: prune }];\n\nfor (const job of jobs) {\n  new Cron(job.at, { name: job.name }, job.run);\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'the tenth of those who give a helper work with options',
    bad: { 'src/mails.js': mails, 'src/jobs.js': jobs('mails', 'mails.digest()') },
    good: { 'src/prunes.js': prunes, 'src/jobs.js': jobs('prunes', 'prunes.prune()').replace(/[«»]/g, '') },
  },
  {
    on: 'node-22',
    about: 'what other files register one by one',
    bad: {
      'src/mails.js': mails,
      'src/registry.js':
        'const jobs = new Map();\n\nexports.register = (name, job) => {\n  jobs.set(name, job);\n};\n\nexports.runAll = async () => {\n  for (const [name, job] of jobs) {\n    console.log(name);\n    await job.run();\n  }\n};\n',
      'src/clock.js':
        "const mails = require('./mails');\nconst { register, runAll } = require('./registry');\n\nregister('digest', { run: () => mails.digest() });\n\n«setInterval»(() => runAll(), 3_600_000);\n",
    },
    good: {
      'src/prunes.js': prunes,
      'src/registry.js':
        'const jobs = new Map();\n\nexports.register = (name, job) => {\n  jobs.set(name, job);\n};\n\nexports.runAll = async () => {\n  for (const [name, job] of jobs) {\n    console.log(name);\n    await job.run();\n  }\n};\n',
      'src/clock.js':
        "const { prune } = require('./prunes');\nconst { register, runAll } = require('./registry');\n\nregister('prune', { run: () => prune() });\n\nsetInterval(() => runAll(), 3_600_000);\n",
    },
  },
  {
    on: 'node-22',
    about:
      'one object that all files see, with what each of them puts on it; a timer for long spans that sets itself again',
    bad: {
      'src/mails.js': mails,
      'src/index.js':
        "const SHOP = { version: 1 };\nglobal.SHOP = SHOP;\n\nSHOP.clock = require('./clock').init();\nSHOP.clock.start();\n",
      'src/clock.js':
        "const { setTimeout } = require('unlimited-timeout');\n\nmodule.exports = {\n  init() {\n    SHOP.mails = require('./mails');\n    return this;\n  },\n  start() {\n    const turn = async () => {\n      await SHOP.mails.digest();\n      «setTimeout»(turn, 86_400_000);\n    };\n    turn();\n  },\n};\n",
    },
  },
  {
    on: 'node-22',
    about: 'what a program does when it is told to end is no task',
    bad: {
      'src/mails.js': mails,
      'src/clock.js': "const mails = require('./mails');\n\n«setInterval»(mails.digest, 3_600_000);\n",
    },
    good: {
      'src/mails.js': mails,
      'src/clock.js':
        "const mails = require('./mails');\n\nfunction end() {\n  setInterval(() => mails.digest(), 100);\n  setTimeout(() => process.exit(1), 5000);\n}\n\nprocess.on('SIGTERM', end);\n",
    },
  },
  {
    on: 'fastapi-0',
    about: "a decorator of the app's own that repeats what it stands above, and a registry of what is to be done",
    bad: {
      'shop/__init__.py': '',
      'shop/repeat.py': repeat,
      'shop/registry.py': registry,
      'shop/clock.py': clock('@every(3600)'),
      'shop/mails.py': pythonMails('post'),
      'shop/main.py': main('«hourly()»'),
    },
    unclear: {
      'shop/__init__.py': '',
      'shop/repeat.py': repeat,
      'shop/registry.py': registry,
      'shop/clock.py': clock('@every(3600)'),
      'shop/mails.py':
        'import importlib\n\n\nasync def digest():\n    module = importlib.import_module("plugins")\n    module.run_it()\n',
      'shop/main.py': main('hourly()'),
    },
  },
  {
    on: 'fastapi-0',
    about: 'rows that are added by a session, which a context of the app gives and a maker of sessions makes',
    bad: {
      'shop/store.py':
        'import os\nfrom contextlib import contextmanager\n\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\n\n\ndef opened(address):\n    engine = create_engine(address)\n    return sessionmaker(bind=engine), engine\n\n\nSessions, engine = opened(os.environ["DATABASE_URL"])\n\n\n@contextmanager\ndef session_of_one_work():\n    session = Sessions()\n    try:\n        yield session\n    finally:\n        session.close()\n',
      'shop/clock.py':
        'from apscheduler.schedulers.background import BackgroundScheduler\n\nfrom shop.models import Invoice\nfrom shop.store import session_of_one_work\n\n\ndef bill():\n    with session_of_one_work() as session:\n        session.add(Invoice(total=100))\n        session.commit()\n\n\nscheduler = BackgroundScheduler()\n«scheduler.add_job(bill, "interval", hours=24)»\nscheduler.start()\n',
    },
    good: {
      'shop/store.py':
        'import os\nfrom contextlib import contextmanager\n\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\n\nSessions = sessionmaker(bind=create_engine(os.environ["DATABASE_URL"]))\n\n\n@contextmanager\ndef session_of_one_work():\n    with Sessions() as session:\n        yield session\n',
      'shop/clock.py':
        'from shop.models import Invoice\nfrom shop.store import session_of_one_work\n\n\ndef bill():\n    with session_of_one_work() as session:\n        session.add(Invoice(total=100))\n        session.commit()\n',
    },
  },
]);
