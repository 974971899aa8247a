import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = (await loadRules()).filter(
  ({ id }) => id === 'local-writes/per-server-file' || id === 'uploads/local-disk',
);

type Files = Readonly<Record<string, string>>;

async function toldOf(files: Files): Promise<readonly string[]> {
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules });
  return findings.map(({ severity, message }) => `${severity}: ${/: (\S+ leaves it off)$/.exec(message)?.[1] ?? 'in force'}`);
} // biome-ignore format: one list

const settings = `class Settings {
  constructor() {
    this.all = this.read();
  }
  get(key) {
    return this.all[key];
  }
  read() {
    return {
      MAIL: { ON: process.env.MAIL_ON === 'true' },
      SHELF: { ON: process.env.SHELF_ON === 'true' },
    };
  }
}
export const settings = new Settings();
`;
const keep =
  "import { writeFile } from 'node:fs/promises';\nexport const keep = (req) => writeFile(`./data/${req.params.name}`, req.body.text);\n";
const server = (imports: string, body: string) =>
  `import express from 'express';\n${imports}const app = express();\napp.use(express.json());\n${body}app.listen(3000);\n`;
const node = (imports: string, body: string, env: string, more: Files = {}): Files => ({
  'package.json': '{ "dependencies": { "express": "5" } }',
  '.env.example': env,
  'src/settings.js': settings,
  'src/keep.js': keep,
  'src/server.js': server(imports, body),
  ...more,
});
const imports = "import { keep } from './keep.js';\nimport { settings } from './settings.js';\n";
const guarded =
  "app.put('/shelf/:name', async (req, res) => {\n  if (settings.get('SHELF').ON) await keep(req);\n  res.end();\n});\n";
const early =
  "app.put('/shelf/:name', async (req, res) => {\n  if (!settings.get('SHELF').ON) return res.end();\n  await keep(req);\n  res.end();\n});\n";
const asked = "app.get('/shelf/:name', (req, res) => res.sendFile(`${process.cwd()}/data/${req.params.name}`));\n";
const open = "app.post('/notes/:name', async (req, res) => {\n  await keep(req);\n  res.end();\n});\n";

const base = `export class Part {
  constructor(app, open) {
    this.app = app;
    this.open = open;
  }
  set open(open) {
    this.isOpen = open;
  }
  get open() {
    return this.isOpen;
  }
}
`;
const shelf = `import { keep } from './keep.js';
import { Part } from './part.js';
import { settings } from './settings.js';
export class Shelf extends Part {
  constructor(app) {
    super(app, settings.get('SHELF').ON);
  }
  begin() {
    if (!this.open) return;
    this.app.put('/shelf/:name', async (req, res) => {
      await keep(req);
      res.end();
    });
  }
}
`;
const mail = shelf
  .replaceAll('Shelf', 'Mail')
  .replaceAll('SHELF', 'MAIL')
  .replace('await keep(req);', 'req.log.info(1);');
const parts = {
  'src/part.js': base,
  'src/shelf.js': shelf,
  'src/mail.js': mail,
};
const withParts = "import { Mail } from './mail.js';\nimport { Shelf } from './shelf.js';\n";
const begin = 'new Mail(app).begin();\nnew Shelf(app).begin();\n';

const python = (test: string, more: Files = {}): Files => ({
  'requirements.txt': 'flask==3.1\n',
  'app.py': `import os\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n@app.put('/shelf/<name>')\ndef shelf(name):\n    if ${test}:\n        with open('data/' + name, 'w') as out:\n            out.write(request.form['text'])\n    return 'ok'\n\n@app.get('/shelf/<name>')\ndef read(name):\n    return open('data/' + name).read()\n`,
  ...more,
});

const compose = (worker: string) =>
  `services:\n  web:\n    build: .\n    command: node src/server.js\n    environment: { SHELF_ON: 'false' }\n    ports: ['80:3000']\n  jobs:\n    build: .\n    command: node src/server.js\n    environment: { SHELF_ON: '${worker}' }\n`;

describe('what a switch keeps from running as it is shipped', () => {
  const off = ['warning: SHELF_ON leaves it off'];
  const on = ['error: in force'];
  const cases: readonly (readonly [string, Files, readonly string[]])[] = [
    ['settings that are asked by a key', node(imports, guarded + asked, 'SHELF_ON=false\n'), off],
    ['the function returns where the switch is off', node(imports, early + asked, 'SHELF_ON=false\n'), off],
    ['nobody sets it, and the code asks for a yes', node(imports, guarded + asked, 'MAIL_ON=true\n'), off],
    ['the example has it on', node(imports, guarded + asked, 'SHELF_ON=true\n'), on],
    ['one of the services has it on', node(imports, guarded + asked, '', { 'compose.yaml': compose('true') }), on],
    ['all services have it off', node(imports, guarded + asked, '', { 'compose.yaml': compose('false') }), off],
    ['another route goes there too', node(imports, guarded + asked + open, 'SHELF_ON=false\n'), on],
    ['an address says no yes or no', node("import { keep } from './keep.js';\n", guarded.replace("settings.get('SHELF').ON", 'process.env.SHELF_URL') + asked, ''), on],
    ['a class hands its own switch to the one above it', node(withParts, begin + asked, 'SHELF_ON=false\nMAIL_ON=true\n', parts), off],
    ['the switch of the class beside it is another one', node(withParts, begin + asked, 'SHELF_ON=true\nMAIL_ON=false\n', parts), on],
    ['Python: what stands in for the variable', python("os.getenv('SHELF_ON', 'no').lower() == 'yes'"), ['note: SHELF_ON leaves it off']],
    ['Python: the text of a variable is true whatever it says', python("os.getenv('SHELF_ON')", { '.env.example': 'SHELF_ON=false\n' }), ['warning: in force']],
  ]; // biome-ignore format: a table
  for (const [about, files, expected] of cases)
    test(about, async () => {
      assert.deepEqual(await toldOf(files), expected);
    });
});
