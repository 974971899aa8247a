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
  ['Python, with an early return', upload, flask, "Set FILES to 'bucket'", 'BUCKET'],
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

  const none: readonly (readonly [about: string, factory: string])[] = [
    ['what a row of the database says is no setting', "import { rows } from './rows.js';\nexport async function storage(id) {\n  const row = await rows.find(id);\n  return row.kind === 'bucket' ? new Bucket() : new Disk();\n}\n"],
    ['what code remembers is no setting', 'let last;\nexport function storage() {\n  if (last) return new Bucket();\n  return new Disk();\n}\n'],
    ['without another way there is no switch', 'export function storage() {\n  void Bucket;\n  return new Disk();\n}\n'],
  ]; // biome-ignore format: one row each
  for (const [about, factory] of none) {
    test(about, async () => {
      const [finding] = await findingsOf(upload, node(factory));
      assert.ok(finding, 'the hazard is found');
      assert.doesNotMatch(finding.fix?.title ?? '', /^(Set|Switch|Leave) /);
    });
  }
});
