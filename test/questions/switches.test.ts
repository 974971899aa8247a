import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

type Files = Readonly<Record<string, string>>;

async function findingsOf(rule: string, files: Files): Promise<readonly Finding[]> {
  const asked = rules.filter(({ id }) => id === rule);
  return (await auditTexts(new Map(Object.entries(files)), { rules: asked })).findings;
}

const express = '{ "dependencies": { "express": "5", "multer": "2", "@aws-sdk/client-s3": "3" } }';
const routes =
  "import express from 'express';\nimport multer from 'multer';\nimport { storage } from './storage/index.js';\nconst app = express();\napp.post('/files', multer().single('file'), async (req, res) => {\n  await storage().put(req.file.originalname, req.file.buffer);\n  res.end();\n});\napp.listen(3000);\n";
const disk =
  "import { writeFile } from 'node:fs/promises';\nexport class Disk {\n  async put(name, data) {\n    await writeFile(`./data/${name}`, data);\n  }\n}\n";
const bucket =
  "import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';\nexport class Bucket {\n  constructor() {\n    this.client = new S3Client({ region: process.env.BUCKET_REGION });\n  }\n  async put(name, data) {\n    await this.client.send(new PutObjectCommand({ Bucket: process.env.BUCKET_NAME, Key: name, Body: data }));\n  }\n}\n";
const imports = "import { Bucket } from './bucket.js';\nimport { Disk } from './disk.js';\n";
const node = (factory: string, more: Files = {}): Files => ({
  'package.json': express,
  'src/server.js': routes,
  'src/storage/disk.js': disk,
  'src/storage/bucket.js': bucket,
  'src/storage/index.js': `${imports}${factory}`,
  ...more,
});

const flask: Files = {
  'requirements.txt': 'flask==3.1\nboto3==1.38\n',
  'app.py':
    "from flask import Flask, request\nfrom store import store\n\napp = Flask(__name__)\n\n@app.post('/files')\ndef add():\n    file = request.files['file']\n    store().save(file.filename, file.read())\n    return 'ok'\n",
  'disk.py':
    "class Disk:\n    def save(self, name, data):\n        with open('data/' + name, 'wb') as out:\n            out.write(data)\n",
  'bucket.py':
    "import os\nimport boto3\n\nclass Bucket:\n    def save(self, name, data):\n        boto3.client('s3').put_object(Bucket=os.environ['BUCKET'], Key=name, Body=data)\n",
  'store.py':
    "import os\nfrom bucket import Bucket\nfrom disk import Disk\n\ndef store():\n    if os.environ.get('FILES', 'disk') == 'bucket':\n        return Bucket()\n    return Disk()\n",
};

const php: Files = {
  'composer.json': '{ "require": { "php": "^8.3" } }',
  'index.php':
    "<?php\nrequire 'sessions.php';\n$settings = require 'settings.php';\n(new Sessions($settings))->start();\nsession_start();\n",
  'settings.php': "<?php\nreturn ['session' => ['kind' => getenv('SESSION_KIND') ?: 'files']];\n",
  'sessions.php':
    "<?php\nclass Sessions {\n  public function __construct(private array $settings) {}\n  public function start(): void {\n    $kind = strtolower($this->settings->get('session.kind') ?? 'files');\n    switch ($kind) {\n      case 'files':\n        ini_set('session.save_handler', 'files');\n        break;\n      case 'redis':\n        ini_set('session.save_handler', 'redis');\n        break;\n      default:\n        throw new RuntimeException('unknown');\n    }\n  }\n}\n",
};

/** Only the deployment says that files are kept in a volume: the class that writes them is made by a plugin that nobody follows. */
const volume: Files = {
  'package.json': express,
  'compose.yaml': "services:\n  web:\n    build: .\n    volumes: ['./uploads:/app/uploads']\n    ports: ['80:3000']\n",
  'src/server.js': "import express from 'express';\nimport './plugins.js';\nexpress().listen(3000);\n",
  'src/storage/disk.js': disk.replace('./data/', '${this.folder}/'),
  'src/storage/bucket.js': bucket,
  'src/settings/read.js':
    "import { pairs } from './pairs.js';\nexport const read = () => pairs([pair('FILES_KIND', 'string', 'files.kind'), pair('FILES_FOLDER', 'string', 'files.folder')]);\n",
  'src/plugins.js': `${imports.replaceAll("'./", "'./storage/")}import { config } from './settings/config.js';
if (!global.files) {
  switch (config.files.kind) {
    case 's3':
      global.files = new Bucket(config.files.bucket);
      break;
    case 'disk':
      global.files = new Disk(config.files.folder);
      break;
  }
}
`,
};

const django = (settings: string): Files => ({
  'requirements.txt': 'Django==5.2\nenvirons==14.0\n',
  'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
  'shop/models.py': 'from django.db import models\n\nclass Photo(models.Model):\n    file = models.ImageField()\n',
  'shop/settings.py': `from environs import Env\nenv = Env()\nINSTALLED_APPS = ['shop']\nMEDIA_ROOT = 'images'\n${settings}`,
});
const inBucket = "{'default': {'BACKEND': 'storages.backends.s3.S3Storage', 'OPTIONS': {'location': 'images'}}}";
const onDisk = "{'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}";

const sqlite: Files = {
  'requirements.txt': 'fastapi==0.115\nsqlalchemy==2.0\n',
  'app.py':
    "import os\nfrom fastapi import FastAPI\nfrom sqlalchemy import create_engine\n\napp = FastAPI()\nurl = os.environ.get('SHOP_DATABASE')\nif url:\n    address = url.replace('postgres://', 'postgresql+psycopg://')\nelse:\n    address = 'sqlite:///./shop.sqlite3'\nengine = create_engine(address)\n",
};

const upload = 'uploads/local-disk';

/** The app's own way is all that is told: the setting that decides, and the value (or values) by which all servers share. */
const told: readonly (readonly [about: string, rule: string, files: Files, title: string, reads?: string])[] = [
  [
    'a factory with a switch on a variable',
    upload,
    node(
      "export function storage() {\n  const kind = process.env.FILES_IN || 'disk';\n  switch (kind) {\n    case 'disk':\n      return new Disk();\n    case 'bucket':\n      return new Bucket();\n    default:\n      throw new Error(kind);\n  }\n}\n",
    ),
    "Set FILES_IN to 'bucket'",
    'BUCKET_REGION, BUCKET_NAME',
  ],
  [
    'a table of classes',
    upload,
    node(
      "const kinds = { disk: Disk, bucket: Bucket };\nexport function storage() {\n  return new { disk: Disk, bucket: Bucket }[process.env.FILES_IN ?? 'disk']();\n}\n",
    ),
    "Set FILES_IN to 'bucket'",
  ],
  [
    'a choice on a variable that is there or not',
    upload,
    node('export function storage() {\n  return process.env.BUCKET_NAME ? new Bucket() : new Disk();\n}\n'),
    'Set BUCKET_NAME',
  ],
  [
    'the name of a kind, which another function makes of a variable',
    upload,
    node(
      "const Kind = { disk: 'DISK', bucket: 'BUCKET' };\nfunction kind() {\n  if (process.env.FILES_IN === 's3') return Kind.bucket;\n  return Kind.disk;\n}\nexport function storage() {\n  const chosen = kind();\n  if (chosen === Kind.bucket) return new Bucket();\n  return new Disk();\n}\n",
    ),
    "Set FILES_IN to 's3'",
  ],
  [
    'both ways in one function',
    upload,
    node(
      "import { writeFile } from 'node:fs/promises';\nimport { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';\nconst put = async (name, data) => {\n  if (process.env.FILES_IN === 's3') await new S3Client().send(new PutObjectCommand({ Bucket: 'a', Key: name, Body: data }));\n  else await writeFile(`./data/${name}`, data);\n};\nexport const storage = () => ({ put });\n",
    ),
    "Set FILES_IN to 's3'",
  ],
  [
    'an inner field that the same file fills by a getter of the settings',
    upload,
    node(
      "import { settings } from '../settings.js';\nfunction made(disk) {\n  switch (disk.driver) {\n    case 'disk':\n      return new Disk();\n    case 'bucket':\n      return new Bucket();\n    default:\n      throw new Error('unknown');\n  }\n}\nexport const provider = { provide: 'DISK', useFactory: () => ({ driver: settings.filesIn().toLowerCase(), root: './data' }) };\nexport const storage = (disk) => made(disk);\n",
      {
        'src/settings.js':
          "class Settings {\n  filesIn() {\n    return process.env.FILES_IN ?? 'disk';\n  }\n}\nexport const settings = new Settings();\n",
      },
    ),
    "Set FILES_IN to 'bucket'",
  ],
  [
    'a call that nobody can follow: the class that stands ready is named',
    upload,
    node(
      'export function storage() {\n  return app.hooks.bucket.isEnabled() ? new Bucket(app.hooks.bucket.client()) : new Disk();\n}\n',
    ),
    'Let src/storage/index.js choose Bucket, which the app has for it',
    'whether app.hooks.bucket.isEnabled\\(\\) is so',
  ],
  [
    'a kind that a table of settings chooses by a variable',
    upload,
    node(
      "import { settings } from '../settings.js';\nexport function storage() {\n  const config = settings.files;\n  if (config.kind === 's3') return new Bucket();\n  return new Disk();\n}\n",
      {
        'src/settings.js':
          "import { z } from 'zod';\nconst all = z.object({ FILES_BUCKET_URL: z.string().optional() }).transform((given) => {\n  const made = { files: { kind: given.FILES_BUCKET_URL ? 's3' : 'disk', root: './data' } };\n  return made;\n});\nexport const settings = all.parse(process.env);\n",
      },
    ),
    'Set FILES_BUCKET_URL',
  ],
  [
    'what a getter of the settings gives under a key, by a condition there',
    upload,
    node(
      "import { settings } from '../settings.js';\nexport function storage() {\n  return settings.get('FILES').inBucket ? new Bucket() : new Disk();\n}\n",
      {
        'src/settings.js':
          "class Settings {\n  constructor() {\n    this.all = { MAILS: { inBucket: process.env.MAILS_IN === 'bucket' }, FILES: { inBucket: process.env.FILES_IN === 'bucket' } };\n  }\n  get(key) {\n    return this.all[key];\n  }\n}\nexport const settings = new Settings();\n",
      },
    ),
    "Set FILES_IN to 'bucket'",
  ],
  [
    'Python, a table of the file that is asked by a method',
    upload,
    {
      ...flask,
      'store.py':
        "import os\nfrom bucket import Bucket\nfrom disk import Disk\n\nKINDS = {'disk': Disk, 'bucket': Bucket}\n\ndef store():\n    return KINDS.get(os.environ.get('FILES', 'disk'))()\n",
    },
    "Set FILES to 'bucket'",
  ],
  ['Python, with an early return', upload, flask, "Set FILES to 'bucket'", 'BUCKET'],
  ['a volume of the deployment, which a class of the app fills', upload, volume, "Set FILES_KIND to 's3'"],
  [
    'a setting of a framework that has another value on another way',
    upload,
    django(
      `if env.bool('USE_BUCKET', False):\n    AWS_STORAGE_BUCKET_NAME = env('BUCKET')\n    STORAGES = ${inBucket}\nelse:\n    STORAGES = ${onDisk}\n`,
    ),
    'Set USE_BUCKET',
    'BUCKET',
  ],
  [
    'several of them',
    upload,
    django(
      `if env.bool('USE_S3', False):\n    STORAGES = ${inBucket}\nelif env.bool('USE_AZURE', False):\n    STORAGES = ${inBucket.replace('s3.S3Storage', 'azure_storage.AzureStorage')}\nelse:\n    STORAGES = ${onDisk}\n`,
    ),
    'Set USE_S3 or USE_AZURE',
  ],
  [
    'the address of a database',
    'database/file-on-one-server',
    sqlite,
    'Set SHOP_DATABASE to the address of a database server',
    'Move what the file holds',
  ],
  [
    'PHP, where a setting names the handler of sessions',
    'sessions/per-server-store',
    php,
    "Set SESSION_KIND to 'redis'",
  ],
];

describe("the app's own switch", () => {
  for (const [about, rule, files, title, reads] of told) {
    test(about, async () => {
      const [finding] = await findingsOf(rule, files);
      assert.equal(finding?.fix?.title, title);
      assert.equal(finding?.remedy, `${title}.`, 'nothing else is offered');
      assert.equal(finding?.fix?.safety, 'manual');
      if (reads) assert.match(finding?.fix?.needs.join('\n') ?? '', new RegExp(reads));
    });
  }

  test('a value that only begins in a certain way is said so', async () => {
    const [finding] = await findingsOf(upload, {
      ...flask,
      'store.py':
        "import os\nfrom bucket import Bucket\nfrom disk import Disk\n\nBUCKETS = 's3://'\n\ndef store():\n    base = os.environ.get('FILES', '')\n    if base and base.startswith(BUCKETS):\n        return Bucket()\n    return Disk()\n",
    });
    assert.equal(finding?.fix?.title, "Set FILES to a value that begins with 's3://'");
  });

  test('another value that is in force keeps nothing on this server', async () => {
    const compose =
      "services:\n  web:\n    build: .\n    environment:\n      FILES_IN: bucket\n    ports: ['80:3000']\n";
    const files = node(
      "export function storage() {\n  switch (process.env.FILES_IN) {\n    case 'bucket':\n      return new Bucket();\n    default:\n      return new Disk();\n  }\n}\n",
      { 'compose.yaml': compose },
    );
    assert.deepEqual(await findingsOf(upload, files), []);
    const local = { ...files, 'compose.yaml': compose.replace('FILES_IN: bucket', 'FILES_IN: disk') };
    assert.equal((await findingsOf(upload, local))[0]?.fix?.title, "Set FILES_IN to 'bucket'");
  });

  test('a setting that chooses, the code that it chooses and the volume below are one fault', async () => {
    const found = await findingsOf(upload, {
      ...flask,
      'compose.yaml':
        "services:\n  web:\n    build: .\n    command: flask run\n    volumes: ['./uploads:/srv/uploads']\n    ports: ['80:5000']\n",
      'config.py': "class Config:\n    UPLOAD_PROVIDER = 'disk'\n    UPLOAD_FOLDER = '/srv/uploads'\n",
      'app.py': `${flask['app.py']?.replace('app = Flask(__name__)\n', "app = Flask(__name__)\napp.config.from_object('config.Config')\n")}`,
      'disk.py':
        "from flask import current_app\n\nclass Disk:\n    def save(self, name, data):\n        with open(current_app.config['UPLOAD_FOLDER'] + '/' + name, 'wb') as out:\n            out.write(data)\n",
      'asked.py':
        'from flask import current_app\n\ndef asked(key, usual=None):\n    value = current_app.config.get(key, usual)\n    return value\n',
      'store.py':
        "from asked import asked\nfrom bucket import Bucket\nfrom disk import Disk\n\nKINDS = {'disk': Disk, 'bucket': Bucket}\n\ndef store():\n    return KINDS.get(asked('UPLOAD_PROVIDER') or 'disk')()\n",
    });
    assert.deepEqual(
      found.map(({ location, fix }) => `${location.path}: ${fix?.title}`),
      ["disk.py: Set the setting UPLOAD_PROVIDER to 'bucket'"],
    );
  });

  test('what a request asks for is no setting', async () => {
    const files: Files = {
      'composer.json': '{ "require": { "php": "^8.3" } }',
      'index.php':
        "<?php\n$query = explode('/', $_GET['query']);\n$kind = isset($query[1]) ? $query[1] : null;\nswitch ($_SERVER['REQUEST_METHOD']) {\n  case 'POST':\n    switch ($kind) {\n      case 'maps':\n        file_put_contents('/srv/maps/' . $_POST['name'], $_POST['text']);\n        break;\n      case 'orders':\n        (new PDO('mysql:host=db'))->exec('INSERT INTO orders VALUES (1)');\n        break;\n    }\n    break;\n  case 'GET':\n    echo (new PDO('mysql:host=db'))->query('SELECT 1')->fetch(PDO::FETCH_ASSOC);\n}\n",
    };
    const [finding] = await findingsOf('local-writes/per-server-file', files);
    assert.ok(finding, 'the hazard is found');
    assert.equal(finding.fix, undefined);
  });

  test('nor is a key of a form that a view reads itself', async () => {
    const [finding] = await findingsOf(upload, {
      ...flask,
      'app.py':
        "from flask import Flask, request\nfrom bucket import Bucket\n\napp = Flask(__name__)\n\n@app.post('/files')\ndef add():\n    if request.form.get('action') == 'keep':\n        request.files['file'].save('/srv/files/' + request.files['file'].filename)\n    elif request.form.get('action') == 'publish':\n        Bucket().save('file', request.files['file'].read())\n    return 'ok'\n",
    });
    assert.ok(finding, 'the hazard is found');
    assert.doesNotMatch(finding.fix?.title ?? '', /action/);
  });

  test('a command that is run instead of the server is no other place for what the server keeps', async () => {
    const { findings } = await auditTexts(
      new Map(
        Object.entries({
          'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '5', nconf: '0.13', pg: '8' }, scripts: { start: 'node app.js' } }),
          'app.js': "const nconf = require('nconf');\n\nnconf.argv().env();\nif (nconf.get('orders')) require('./src/orders').list();\nelse require('./src/server').start();\n",
          'src/orders.js': "const { Pool } = require('pg');\n\nexports.list = () => new Pool().query('SELECT * FROM orders');\n",
          'src/server.js':
            "const express = require('express');\n\nconst rooms = new Map();\n\nexports.start = () => {\n  const app = express();\n  app.post('/rooms', (request, response) => { rooms.set(request.body.id, request.body); response.end(); });\n  app.get('/rooms/:id', (request, response) => response.json(rooms.get(request.params.id)));\n  app.listen(3000);\n};\n",
        }),
      ),
      {},
    );
    assert.ok(findings.some(({ ruleId }) => ruleId === 'state/kept-in-memory'));
    assert.ok(findings.every(({ fix }) => !/orders/.test(fix?.title ?? '')));
  }); // biome-ignore format: files on one line

  test('a way on which the same class works too is no other one', async () => {
    const files = node(
      'export function storage() {\n  if (process.env.LATER) {\n    const first = new Disk();\n    const second = new Bucket();\n    return [first, second][0];\n  }\n  return new Disk();\n}\n',
    );
    const [finding] = await findingsOf(upload, files);
    assert.ok(finding, 'the hazard is found');
    assert.doesNotMatch(finding.fix?.title ?? '', /LATER/);
  });

  test('neither is what a form sends under a key', async () => {
    const [finding] = await findingsOf(upload, {
      ...flask,
      'app.py':
        "from flask import Flask, request\nfrom store import change\n\napp = Flask(__name__)\n\n@app.post('/files')\ndef add():\n    change(request)\n    return 'ok'\n",
      'store.py':
        "from bucket import Bucket\nfrom disk import Disk\n\ndef change(request):\n    action = request.form['action']\n    if action == 'keep':\n        Disk().save(request.files['file'].filename, request.files['file'].read())\n    elif action == 'publish':\n        Bucket().save('file', request.files['file'].read())\n",
    });
    assert.ok(finding, 'the hazard is found');
    assert.doesNotMatch(finding.fix?.title ?? '', /action/);
  });

  test('nor a field of a body that is handed on', async () => {
    const [finding] = await findingsOf(upload, {
      ...flask,
      'requirements.txt': 'fastapi==0.116\nboto3==1.38\n',
      'app.py':
        "from fastapi import FastAPI, UploadFile\nfrom store import change\n\napp = FastAPI()\n\n@app.post('/files')\ndef add(body: dict, file: UploadFile):\n    change(body, file)\n    return 'ok'\n",
      'store.py':
        "from bucket import Bucket\nfrom disk import Disk\n\ndef change(given, file):\n    if given.kind == 'keep':\n        Disk().save(file.filename, file.file.read())\n    elif given.kind == 'publish':\n        Bucket().save('file', file.file.read())\n",
    });
    assert.ok(finding, 'the hazard is found');
    assert.doesNotMatch(finding.fix?.title ?? '', /kind/);
  });

  test('where a session ends on one way and a row goes on the other, nobody chooses where sessions are kept', async () => {
    const [finding] = await findingsOf('sessions/per-server-store', {
      'composer.json': '{ "require": { "php": "^8.3" } }',
      'index.php':
        "<?php\nrequire 'sessions.php';\nrequire 'account.php';\n$account = new Account(new Sessions(), new PDO(getenv('DATABASE_DSN')));\n$_SERVER['REQUEST_METHOD'] === 'DELETE' ? $account->end() : (new Sessions())->start();\n",
      'sessions.php': '<?php\nclass Sessions {\n  public function start(): void {\n    session_start();\n  }\n}\n',
      'account.php':
        "<?php\nclass Account {\n  public function __construct(private Sessions $sessions, private PDO $rows) {}\n  private function hasCookie(): bool {\n    return (string) filter_input(INPUT_COOKIE, 'token') !== '';\n  }\n  public function end(): void {\n    if ($this->hasCookie() === true) {\n      $this->leave();\n    } else {\n      $this->forget();\n    }\n  }\n  private function leave(): void {\n    session_destroy();\n    $this->sessions->start();\n  }\n  private function forget(): void {\n    $this->rows->prepare('DELETE FROM token WHERE id = ?')->execute([1]);\n  }\n}\n",
    });
    assert.ok(finding, 'the hazard is found');
    assert.doesNotMatch(finding.fix?.title ?? '', /INPUT_COOKIE|hasCookie|Let /);
  });

  test('a way on which the setting names nothing shared is none', async () => {
    const files = django(
      `if env.bool('DEBUG', False):\n    STORAGES = ${onDisk.replace('FileSystemStorage', 'InMemoryStorage')}\nelse:\n    STORAGES = ${onDisk}\n`,
    );
    const [finding] = await findingsOf(upload, files);
    assert.ok(finding, 'the hazard is found');
    assert.doesNotMatch(finding.fix?.title ?? '', /DEBUG/);
  });

  const none: readonly (readonly [about: string, factory: string])[] = [
    ['what a row of the database says is no setting', "import { rows } from './rows.js';\nexport async function storage(id) {\n  const row = await rows.find(id);\n  return row.kind === 'bucket' ? new Bucket() : new Disk();\n}\n"],
    ['a row of the database that is handed on is no setting', "import { rows } from './rows.js';\nfunction made(row) {\n  if (row.kind === 'bucket') return new Bucket();\n  return new Disk();\n}\nexport async function storage(id) {\n  const row = await rows.find(id);\n  return made(row);\n}\n"],
    ['what a row of the database answers is no setting', "import { rows } from './rows.js';\nexport async function storage(id) {\n  const row = await rows.find(id);\n  return row.isPublic() ? new Bucket() : new Disk();\n}\n"],
    ['what code remembers is no setting', 'let last;\nexport function storage() {\n  if (last) return new Bucket();\n  return new Disk();\n}\n'],
    ['a key that is worked out is none of the settings that are called so', "export const tls = { kind: process.env.TLS_KIND };\nfunction made(kind) {\n  return kind === 'bucket' ? new Bucket() : new Disk();\n}\nexport function storage(id) {\n  const kind = `${id}-kind`;\n  return made(kind);\n}\n"],
    ['neither is what callers give that nobody sees', "class Kinds {\n  made(given) {\n    if (given.kind === 'bucket') return new Bucket();\n    return new Disk();\n  }\n}\nconst kinds = new Kinds();\nexport const storage = (given) => kinds.made(given);\n"],
    ['without another way there is no switch', 'export function storage() {\n  void Bucket;\n  return new Disk();\n}\n'],
  ]; // biome-ignore format: one row each
  for (const [about, factory] of none) {
    test(about, async () => {
      const [finding] = await findingsOf(upload, node(factory));
      assert.ok(finding, 'the hazard is found');
      assert.doesNotMatch(finding.fix?.title ?? '', /^(Set|Switch|Leave|Let) /);
    });
  }
});
