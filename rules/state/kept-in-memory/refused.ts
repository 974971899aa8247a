import { examples } from 'ha-ready/rule';

const server = (create: string) => `import express from 'express';\nimport { ${create}, find } from './rooms.js';

const app = express();

app.post('/rooms/:name', (req, res) => {
  res.json(${create}(req.params.name, req.body.owner));
});
app.get('/rooms/:name', (req, res) => {
  res.json(find(req.params.name));
});
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const reset = (keep: string) => `import express from 'express';\nimport nodemailer from 'nodemailer';

const mailer = nodemailer.createTransport(process.env.SMTP_URL);
const app = express();
${keep}
  await mailer.sendMail({ to: req.body.mail, subject: 'Your new password' });
  res.end();
});
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const flask = `from flask import Flask

from shop import counts

app = Flask(__name__)
counts.start()


@app.post("/orders")
def order():
    counts.add("orders")
    return "ok"


@app.get("/counts")
def shown():
    return {"orders": counts.of("orders")}


@app.get("/healthz")
def healthz():
    return "ok"
`;

const checks = (keep: string, find: string) => `from concurrent.futures import ThreadPoolExecutor

from flask import Blueprint

from shop.store import redis, check

pool = ThreadPoolExecutor(4)


def make_checks():
    checks = Blueprint("checks", __name__)
    ${keep}

    @checks.post("/checks/<name>")
    def begin(name):
        pool.submit(work, name)
        return "begun"

    @checks.get("/checks/<name>")
    def state(name):
        return {"state": ${find}}

    return checks
`;

const store = `import os

import requests
from redis import Redis

redis = Redis.from_url(os.environ["REDIS_URL"])


def check(name):
    return requests.get(f"https://{name}").status_code
`;

const app = `from flask import Flask

from shop.checks import make_checks


def create_app():
    app = Flask(__name__)
    app.register_blueprint(make_checks())

    @app.get("/healthz")
    def healthz():
        return "ok"

    return app
`;

export default examples([
  {
    on: 'express-5',
    about:
      'who asks for what is there already is turned away: no memo; what is there already is handed out again by a memo',
    bad: {
      'src/rooms.js':
        "const «rooms» = new Map();\n\nexport function open(name, owner) {\n  if (rooms.has(name)) throw new Error('there is such a room');\n  const room = { name, owner };\n  rooms.set(name, room);\n  return room;\n}\n\nexport function find(name) {\n  return rooms.get(name);\n}\n",
      'src/server.js': server('open'),
    },
    good: {
      'src/rooms.js':
        'const rooms = new Map();\n\nexport function open(name) {\n  if (rooms.has(name)) return rooms.get(name);\n  const room = { name, title: name.toUpperCase() };\n  rooms.set(name, room);\n  return room;\n}\n\nexport function find(name) {\n  return open(name);\n}\n',
      'src/server.js': server('open'),
    },
  },
  {
    on: 'express-5',
    about:
      'a timer that only marks that something was done a moment ago; a timer that does the work itself belongs to its process',
    bad: {
      'src/server.js': reset(
        "const «sent» = {};\n\napp.post('/reset', async (req, res) => {\n  if (sent[req.body.mail]) return res.status(429).end();\n  sent[req.body.mail] = setTimeout(() => {\n    delete sent[req.body.mail];\n  }, 60_000);",
      ),
    },
    good: {
      'src/server.js': reset(
        "const waiting = {};\n\napp.post('/reset', async (req, res) => {\n  clearTimeout(waiting[req.body.mail]);\n  waiting[req.body.mail] = setTimeout(() => {\n    delete waiting[req.body.mail];\n  }, 60_000);",
      ),
    },
  },
  {
    on: 'flask-3',
    about: 'an object that the start puts into a variable of the module',
    bad: {
      'shop/__init__.py': flask,
      'shop/counts.py':
        'class Counts:\n    def __init__(self):\n        self.numbers = «{}»\n\n    def add(self, name):\n        self.numbers[name] = self.numbers.get(name, 0) + 1\n\n    def of(self, name):\n        return self.numbers.get(name, 0)\n\n\ncounts = None\n\n\ndef start():\n    global counts\n    counts = Counts()\n\n\ndef add(name):\n    counts.add(name)\n\n\ndef of(name):\n    return counts.of(name)\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a table of a function that makes pages once, changed by work that a request hands off',
    bad: {
      'shop/__init__.py': app,
      'shop/store.py': store,
      'shop/checks.py': checks(
        '«states» = {}\n\n    def work(name):\n        states[name] = "running"\n        states[name] = check(name)',
        'states.get(name)',
      ),
    },
    good: {
      'shop/__init__.py': app,
      'shop/store.py': store,
      'shop/checks.py': checks(
        'pass\n\n    def work(name):\n        redis.set(name, "running")\n        redis.set(name, check(name))',
        'redis.get(name)',
      ),
    },
  },
]);
