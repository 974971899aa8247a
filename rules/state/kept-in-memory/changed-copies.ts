import { examples } from 'ha-ready/rule';

const server = `import express from 'express';\nimport { settings } from './settings.js';

const app = express();
await settings.load();

app.get('/', (_, res) => res.send(settings.title));
app.put('/settings', async (req, res) => {
  settings.title = req.body.title;
  await settings.save();
  res.end();
});
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const settings = (load: string, save: string) => `import { Redis } from 'ioredis';\nimport pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL);

class Settings {
  constructor() {
    this.data = { title: 'shop', isOpen: true };
  }

  get title() {
    return this.data.title;
  }

  set title(title) {
    this.data.title = title;
  }

  async load() {
    const { rows } = await pool.query('SELECT data FROM settings');
    ${load} = { ...this.data, ...rows[0].data };
  }

  async save() {
    await pool.query('UPDATE settings SET data = $1', [this.data]);${save}
  }
}

export const settings = new Settings();
`;

const variable = (change: string) => `import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
let values = {};

export async function load() {
  const { rows } = await pool.query('SELECT data FROM settings');
  values = rows[0].data;
}

export const get = (name) => values[name];

export async function change(more) {
  ${change}
  await pool.query('UPDATE settings SET data = $1', [values]);
}
`;

/** Settings that the start loads, and that a request changes where they are kept. */
export default examples([
  {
    on: 'express-5',
    about: 'by what the object of the settings offers; not where the others hear of it',
    bad: { 'src/settings.js': settings('«this.data»', ''), 'src/server.js': server },
    good: {
      'src/settings.js': `${settings('this.data', "\n    await redis.publish('settings', 'changed');")}
const heard = new Redis(process.env.REDIS_URL);
await heard.subscribe('settings');
heard.on('message', () => settings.load());
`,
      'src/server.js': server,
    },
  },
  {
    on: 'express-5',
    about: 'values that are mixed into a variable; who reads the rows anew for each request has no copy',
    bad: {
      'src/settings.js': variable('Object.assign(values, more);').replace('  values = rows', '  «values» = rows'),
      'src/server.js': server
        .replace('{ settings }', '* as settings')
        .replace('settings.title)', "settings.get('title'))")
        .replace('  settings.title = req.body.title;\n  await settings.save();', '  await settings.change(req.body);'),
    },
    good: {
      'src/settings.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n\nexport async function load() {\n  const { rows } = await pool.query('SELECT data FROM settings');\n  return rows[0].data;\n}\n\nexport const get = async (name) => (await load())[name];\n\nexport async function change(more) {\n  const values = await load();\n  Object.assign(values, more);\n  await pool.query('UPDATE settings SET data = $1', [values]);\n}\n",
      'src/server.js': server
        .replace('{ settings }', '* as settings')
        .replace('settings.title)', "await settings.get('title'))")
        .replace('(_, res) => res.send', 'async (_, res) => res.send')
        .replace('  settings.title = req.body.title;\n  await settings.save();', '  await settings.change(req.body);'),
    },
  },
  {
    on: 'flask-3',
    about: 'a field of the one object, changed by its key',
    bad: {
      'shop/__init__.py':
        'from flask import Flask, request\n\nfrom shop.prices import Prices\n\napp = Flask(__name__)\nprices = Prices()\n\n\n@app.get("/prices/<name>")\ndef price(name):\n    return {"price": prices.of(name)}\n\n\n@app.post("/prices/<name>")\ndef change(name):\n    prices.change(name, request.form["price"])\n    return "ok"\n\n\n@app.get("/healthz")\ndef healthz():\n    return "ok"\n',
      'shop/prices.py':
        'import json\n\n\nclass Prices:\n    def __init__(self):\n        self.load()\n\n    def load(self):\n        with open("data/prices.json") as file:\n            «self.known» = json.load(file)\n\n    def of(self, name):\n        return self.known["prices"][name]\n\n    def change(self, name, price):\n        self.known["prices"][name] = price\n        with open("data/prices.json", "w") as file:\n            json.dump(self.known, file)\n',
    },
  },
]);
