import { examples } from 'ha-ready/rule';

const server = `import express from 'express';\nimport * as settings from './settings.js';

const app = express();
await settings.load();

app.get('/', (_, res) => res.send(settings.get('title')));
app.post('/settings', async (req, res) => {
  await settings.change(req.body.name, req.body.value);
  res.end();
});
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const settings = (rows: string, more: string) => `import { Redis } from 'ioredis';\nimport pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL);
let rows = [];

export async function load() {
  const found = await pool.query('SELECT name, value FROM settings');
  ${rows} = found.rows;
}

export function get(name) {
  return rows.find((row) => row.name === name)?.value;
}

export async function change(name, value) {
  await pool.query('UPDATE settings SET value = $2 WHERE name = $1', [name, value]);
  ${more}
}
`;

const flask = (change: string) => `from flask import Flask, request
from sqlalchemy import create_engine, text

from shop.prices import Prices

engine = create_engine("postgresql://db.internal/shop")
app = Flask(__name__)
prices = Prices(engine)


@app.get("/prices/<name>")
def price(name):
    return {"price": prices.of(name)}


@app.post("/prices/<name>")
def change(name):
    with engine.begin() as connection:
        connection.execute(text("UPDATE prices SET price = :price WHERE name = :name"), request.form)
    ${change}
    return "ok"


@app.get("/healthz")
def healthz():
    return "ok"
`;

export default examples([
  {
    on: 'express-5',
    about:
      'a copy of rows, loaded at the start and again by who changes them; not one that hears of the changes of others',
    bad: { 'src/settings.js': settings('«rows»', 'await load();'), 'src/server.js': server },
    good: {
      'src/settings.js': `${settings('rows', "await redis.publish('settings', 'changed');")}
const heard = new Redis(process.env.REDIS_URL);
await heard.subscribe('settings');
heard.on('message', () => load());
`,
      'src/server.js': server,
    },
  },
  {
    on: 'express-5',
    about: 'a copy that the clock loads again is old for a while only',
    good: {
      'src/settings.js': `${settings('rows', 'await load();')}
setInterval(load, 10_000);
`,
      'src/server.js': server,
    },
  },
  {
    on: 'flask-3',
    about: 'a field of the one object; read anew for each request it is none',
    bad: {
      'shop/__init__.py': flask('prices.load()'),
      'shop/prices.py':
        'from sqlalchemy import text\n\n\nclass Prices:\n    def __init__(self, engine):\n        self.engine = engine\n        self.load()\n\n    def load(self):\n        with self.engine.connect() as connection:\n            «self.known» = dict(connection.execute(text("SELECT name, price FROM prices")).all())\n\n    def of(self, name):\n        return self.known.get(name)\n',
    },
    good: {
      'shop/__init__.py': flask('pass'),
      'shop/prices.py':
        'from sqlalchemy import text\n\n\nclass Prices:\n    def __init__(self, engine):\n        self.engine = engine\n\n    def of(self, name):\n        with self.engine.connect() as connection:\n            return connection.execute(text("SELECT price FROM prices WHERE name = :name"), {"name": name}).scalar()\n',
    },
  },
  {
    on: 'express-5',
    about:
      'a table that the start fills with what comes with the app, once more by the page that ends the installation',
    good: {
      'src/settings.js':
        "const known = {};\n\nexport async function load() {\n  for (const name of ['mail', 'search']) known[name] = { name, since: Date.now() };\n}\n\nexport function get(name) {\n  return known[name];\n}\n\nexport async function change() {\n  await load();\n}\n",
      'src/server.js': server,
    },
  },
]);
