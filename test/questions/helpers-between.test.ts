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
