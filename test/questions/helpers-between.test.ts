import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

type Files = Readonly<Record<string, string>>;

async function placesOf(rule: string, files: Files): Promise<readonly string[]> {
  const { findings } = await auditTexts(new Map(Object.entries(files)), {});
  return findings.flatMap(({ ruleId, location }) => (ruleId === rule ? [location.path] : []));
}

const laravel: Files = {
  'composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
  artisan: '#!/usr/bin/env php\n',
};

const words = (answer: string): Files => ({
  ...laravel,
  'routes/web.php':
    "<?php\nuse App\\Http\\Controllers\\WordsController;\nRoute::get('/words', [WordsController::class, 'make']);\n",
  'app/Support/Answer.php':
    "<?php\n\nnamespace App\\Support;\n\nclass Answer\n{\n    public static function with(string $file)\n    {\n        return \\Response::download($file, 'words.zip');\n    }\n}\n",
  'app/Http/Controllers/WordsController.php': `<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Support\\Answer;\nuse Illuminate\\Support\\Facades\\File;\n\nclass WordsController\n{\n    public function make()\n    {\n        $path = storage_path('words/'.date('Ymd').'.zip');\n        File::copy(resource_path('words.zip'), $path);\n\n        return ${answer};\n    }\n}\n`,
});

test('a file that a helper sends is the answer to the request that makes it', async () => {
  const rule = 'local-writes/per-server-file';
  assert.deepEqual(await placesOf(rule, words('Answer::with($path)')), []);
  assert.deepEqual(await placesOf(rule, words('redirect()->back()')), ['app/Http/Controllers/WordsController.php']);
});

const modules = (call: string, verb: string): Files => ({
  ...laravel,
  'routes/web.php': `<?php\nuse App\\Http\\Controllers\\ModuleController;\nRoute::${verb}('/modules', [ModuleController::class, 'store']);\n`,
  'app/Support/Schema.php':
    "<?php\n\nnamespace App\\Support;\n\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass Schema\n{\n    public static function change(string $command)\n    {\n        return Artisan::call($command, ['--force' => true]);\n    }\n}\n",
  'app/Http/Controllers/ModuleController.php': `<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Support\\Schema;\n\nclass ModuleController\n{\n    public function store()\n    {\n        ${call};\n    }\n}\n`,
});

test('a migration that a helper runs for somebody who asks for it is no start', async () => {
  const rule = 'deploy/migration-on-every-start';
  assert.deepEqual(await placesOf(rule, modules("Schema::change('migrate')", 'post')), []);
  assert.equal((await placesOf(rule, modules("Schema::change('migrate')", 'get'))).length, 1);
});

const kept = (removed: string): Files => ({
  Gemfile: "gem 'rails', '8.0.2'\n",
  'config/application.rb': "require 'rails'\nmodule Shop\n  class Application < Rails::Application\n  end\nend\n",
  'app/lib/places.rb': 'class Places\n  def self.within(folder, name)\n    File.join(folder, name)\n  end\nend\n',
  'app/jobs/keep_job.rb': `class KeepJob < ApplicationJob\n  def perform(account, former)\n    File.write(Places.within(folder_of(account), "list.txt"), "a")\n    FileUtils.rm_rf(${removed})\n  end\n\n  private\n\n  def folder_of(account)\n    Rails.root.join("accounts", account)\n  end\nend\n`,
});

test('a folder that a function makes for each who asks is not that of another one, also where a helper joins its path', async () => {
  assert.deepEqual(await placesOf('local-writes/per-server-file', kept('folder_of(former)')), ['app/jobs/keep_job.rb']);
});

const console = (test: string): Files => ({
  'composer.json': '{ "require": { "php": ">=8.2" } }',
  'public/index.php': "<?php\n\necho 'shop';\n",
  'src/console.php': "<?php\n\nfunction on_console(): bool\n{\n    return strtolower(php_sapi_name()) === 'cli';\n}\n",
  'public/list.php': `<?php\n\nrequire __DIR__.'/../src/console.php';\n\nif (${test}) {\n    exit('run me on a console');\n}\nfile_put_contents(__DIR__.'/../data/list.json', json_encode([date('c')]));\n`,
});

test('a script that ends where a function of the app says that it is on no console serves nobody', async () => {
  const rule = 'local-writes/per-server-file';
  assert.deepEqual(await placesOf(rule, console('!on_console()')), []);
  assert.deepEqual(await placesOf(rule, console('on_console()')), ['public/list.php']);
});

const members = (values: string): Files => ({
  Gemfile: "gem 'rails', '8.0.2'\n",
  'config/application.rb': "require 'rails'\nmodule Shop\n  class Application < Rails::Application\n  end\nend\n",
  'app/models/member.rb': 'class Member < ApplicationRecord\nend\n',
  'app/lib/presence.rb':
    'class Presence\n  OFFLINE = false\n\n  def self.set(online:)\n    Member.update_all(online: online)\n  end\nend\n',
  'config/initializers/presence.rb': `Rails.application.config.after_initialize do\n  Presence.set(online: ${values})\nend\n`,
});

test('rows that a helper sets back to what the start gives it are set back', async () => {
  const rule = 'deploy/shared-state-reset';
  assert.equal((await placesOf(rule, members('Presence::OFFLINE'))).length, 1);
  assert.deepEqual(await placesOf(rule, members('Time.now.hour > 8')), []);
});

const stock = (end: string): Files => ({
  'requirements.txt': 'fastapi==0.115.0\nsqlalchemy==2.0.36\n',
  'app/later.py': 'import asyncio\n\n\ndef begin(work):\n    return asyncio.create_task(work)\n',
  'app/stock.py': `import asyncio\n\nfrom fastapi import FastAPI\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nfrom app.later import begin\n\napp = FastAPI()\n\n\nasync def count(shelf):\n    session = AsyncSession()\n    session.add(shelf)\n    await session.commit()\n\n\n@app.post("/stock")\nasync def counted(shelf: dict):\n    task = begin(count(shelf))\n    ${end}\n    return {}\n`,
});

test('work that a helper begins is waited for by the one who asked for it', async () => {
  const rule = 'queue/per-server-queue';
  assert.deepEqual(await placesOf(rule, stock('await asyncio.gather(task)')), []);
  assert.equal((await placesOf(rule, stock('print(task)'))).length, 1);
});

const door = (end: string): Files => ({
  'requirements.txt': 'flask==3.1.0\npsycopg==3.2.3\n',
  'shop/files.py':
    'import fcntl\n\n\ndef hold(file):\n    fcntl.flock(file, fcntl.LOCK_EX)\n\n\ndef drop(file):\n    fcntl.flock(file, fcntl.LOCK_UN)\n',
  'app.py': `import psycopg\nfrom flask import Flask\n\nfrom shop.files import drop, hold\n\napp = Flask(__name__)\ndb = psycopg.connect("postgresql://db.internal/shop", autocommit=True)\n\n\ndef next_number():\n    file = open("/var/lock/numbers", "w")\n    hold(file)\n    db.execute("UPDATE numbers SET value = value + 1")\n    drop(file)\n\n\n@app.post("/orders")\ndef order():\n    ${end}\n    return "ok"\n`,
});

test('a lock that a helper takes is held while its caller goes on, and one that lets it go takes none', async () => {
  const rule = 'state/lock-on-one-server';
  assert.equal((await placesOf(rule, door('next_number()'))).length, 1);
  assert.deepEqual(await placesOf(rule, door('drop(open("/var/lock/numbers"))')), []);
});

const kinds = (mode: string): Files => ({
  'requirements.txt': 'flask==3.1.0\n',
  'app.py': `import os\n\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.post("/limits")\ndef limits():\n    with open(os.path.join(app.root_path, "data", "limits.txt"), os.environ.get("LIMITS_MODE", ${mode})) as file:\n        ${mode === '"r"' ? 'return file.read()' : 'file.write(request.form["rate"])'}\n    return "kept"\n`,
});

test('how a file is opened is what stands in for a variable that nobody sets', async () => {
  const rule = 'local-writes/per-server-file';
  assert.deepEqual(await placesOf(rule, kinds('"w"')), ['app.py']);
  assert.deepEqual(await placesOf(rule, kinds('"r"')), []);
});
