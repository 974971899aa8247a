import { examples } from 'ha-ready/rule';

/** Rates of a day that are asked of another server, with a page that shows them and one that asks for them anew. */
const app = (rates: string) => ({
  'src/app.js':
    "import express from 'express';\nimport { fetchRates, Rates } from './rates.js';\n\nexport const app = express();\napp.get('/rates', async (request, response) => response.json(await new Rates().all()));\napp.post('/rates', async (request, response) => response.json(await fetchRates(request.query.key)));\n",
  'src/rates.js': `import fs from 'node:fs';\nimport path from 'node:path';\n\nconst folder = path.resolve(process.env.DATA_DIR, 'rates');\n\n${rates}`,
});

const asked = (kept: string, sync: string) =>
  `export class Rates {\n  constructor() {\n    this.file = path.resolve(folder, 'rates.json');\n    this.stamp = path.resolve(folder, '.fetched');\n  }\n\n  isStale() {\n    if (!fs.existsSync(this.stamp)) return true;\n    return Date.now() - Number(fs.readFileSync(this.stamp)) > 86400000;\n  }\n\n  async sync() {\n${sync}  }\n\n  async all() {\n    await this.sync();\n    return JSON.parse(fs.readFileSync(this.file, 'utf8'));\n  }\n}\n\nexport async function fetchRates(key = '') {\n  return fetch(\`https://rates.example.com/daily.json?key=\${key}\`)\n    .then((answer) => answer.json())\n    .then((rates) => {\n      ${kept};\n      fs.writeFileSync(path.resolve(folder, '.fetched'), String(Date.now()));\n      return rates;\n    });\n}\n`;

const write = "fs.writeFileSync(path.resolve(folder, 'rates.json'), JSON.stringify(rates))";

export default examples([
  {
    on: 'express-5',
    about:
      'what was asked of another server is asked again where it is missing or old; a list that nobody asks again is kept',
    bad: app(asked(`«${write}»`, '    if (this.isStale()) return;\n')),
    good: app(asked(write, '    if (fs.existsSync(this.file) && !this.isStale()) return;\n    await fetchRates();\n')),
  },
]);
