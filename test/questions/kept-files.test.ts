import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

type Files = Readonly<Record<string, string>>;

const rule = 'local-writes/per-server-file';

async function placesOf(files: Files): Promise<readonly string[]> {
  const { findings } = await auditTexts(new Map(Object.entries(files)), {});
  return findings.flatMap(({ ruleId, location }) => (ruleId === rule ? [`${location.path}:${location.line}`] : []));
}

/** Notes as text files below a folder that the settings name. */
const notes = (folder: string, files: Files = {}): Files => ({
  'composer.json': '{ "require": { "php": ">=8.2" } }\n',
  'index.php':
    "<?php\nrequire_once __DIR__ . '/inc/init.php';\nrequire_once __DIR__ . '/inc/store.php';\nif ($_SERVER['REQUEST_METHOD'] === 'POST') {\n    saveNote($_POST['id'], $_POST['text']);\n}\necho readNote($_GET['id']);\n",
  'inc/init.php': "<?php\nglobal $conf;\n$conf = [];\nrequire __DIR__ . '/../conf/notes.php';\n",
  'conf/notes.php': `<?php\n$conf['title'] = 'Notes';\n$conf['notesdir'] = ${folder};\n`,
  'inc/store.php':
    "<?php\nfunction noteFile($id)\n{\n    global $conf;\n    return $conf['notesdir'] . '/' . basename($id) . '.txt';\n}\n\nfunction readNote($id)\n{\n    return is_file(noteFile($id)) ? file_get_contents(noteFile($id)) : '';\n}\n\nfunction writeFile($file, $text)\n{\n    $handle = fopen($file, 'wb');\n    fwrite($handle, $text);\n    fclose($handle);\n}\n\nfunction saveNote($id, $text)\n{\n    writeFile(noteFile($id), $text);\n}\n",
  ...files,
});

test('a path below what a table of settings says that all code of the program shares', async () => {
  assert.deepEqual(await placesOf(notes("'./data/notes'")), ['inc/store.php:15']);
  assert.deepEqual(await placesOf(notes("sys_get_temp_dir() . '/notes'")), []);
});

const shared: Files = {
  'compose.yml':
    'services:\n  app:\n    build: .\n    volumes:\n      - notes:/srv/notes\n    deploy:\n      replicas: 2\nvolumes:\n  notes:\n    driver: local\n    driver_opts:\n      type: nfs\n      o: addr=files.internal,rw\n      device: ":/notes"\n',
  Dockerfile: 'FROM php:8.3-apache\nCOPY . /var/www/html\n',
};

test('a path in a mount that every server shares, as the settings say it', async () => {
  assert.deepEqual(await placesOf(notes("'/srv/notes'", shared)), []);
});

const constant = (value: string): Files =>
  notes('NOTES_DIR', { 'conf/paths.php': `<?php\ndefined('NOTES_DIR') or define('NOTES_DIR', ${value});\n` });

test('a constant that is defined where nothing has defined it', async () => {
  assert.deepEqual(await placesOf(constant("__DIR__ . '/../data'")), ['inc/store.php:15']);
  assert.deepEqual(await placesOf(constant('sys_get_temp_dir()')), []);
});

test('a path that is joined of a list', async () => {
  assert.deepEqual(await placesOf(notes("join('/', [__DIR__, '..', 'data'])")), ['inc/store.php:15']);
  assert.deepEqual(await placesOf(notes("implode('/', [sys_get_temp_dir(), 'data'])")), []);
});

/** Two requests that write through helpers, which are told where to. */
const told = (note: string, settings: string): Files => ({
  'package.json':
    '{ "name": "notes", "type": "module", "scripts": { "start": "node server.js", "report": "node bin/report.js" }, "dependencies": { "express": "5.1.0" } }\n',
  'server.js': `import express from 'express';\nimport { tmpdir } from 'node:os';\nimport { keepText } from './lib/files.js';\nimport { pathIn } from './lib/paths.js';\nconst app = express();\napp.use(express.json());\napp.post('/notes', async (req, res) => {\n  await keepText(${note}, req.body.text);\n  res.end();\n});\napp.put('/settings', async (req, res) => {\n  await keepText(${settings}, JSON.stringify(req.body));\n  res.end();\n});\napp.listen(3000);\n`,
  'lib/files.js':
    "import { writeFile } from 'node:fs/promises';\nexport async function keep(file, text) {\n  await writeFile(file, text);\n}\nexport const keepText = (file, text) => keep(file, `${text}\\n`);\n",
  'lib/paths.js': "import { join } from 'node:path';\nexport const pathIn = (folder, name) => join(folder, name);\n",
  'bin/report.js':
    "import { keepText } from '../lib/files.js';\nimport { pathIn } from '../lib/paths.js';\nawait keepText(pathIn('./reports', 'all.txt'), 'report');\n",
});

test('a writer that is told where to is judged by each who tells it, once for each store', async () => {
  assert.deepEqual(await placesOf(told("pathIn('./data', req.body.id)", "'./data/settings.json'")), ['lib/files.js:3']);
  assert.deepEqual(await placesOf(told("pathIn('./data', req.body.id)", "'/srv/settings/all.json'")), [
    'lib/files.js:3',
    'server.js:12',
  ]);
  assert.deepEqual(await placesOf(told("pathIn(tmpdir(), 'a.txt')", "'./data/settings.json'")), ['lib/files.js:3']);
});

test('what only somebody who runs a script keeps is none of what the server keeps', async () => {
  assert.deepEqual(await placesOf(told("pathIn(tmpdir(), 'a.txt')", "pathIn(tmpdir(), 'b.txt')")), []);
});

const python = (path: string): Files => ({
  'requirements.txt': 'Flask==3.1.0\n',
  'app.py': `import tempfile\n\nfrom flask import Flask, request\n\nfrom store import Store, within\n\napp = Flask(__name__)\nstore = Store()\n\n\n@app.post("/notes")\ndef keep():\n    store.write(${path}, request.form["text"])\n    return ""\n`,
  'store.py':
    'import os\n\n\ndef within(folder, name):\n    return os.path.join(folder, name)\n\n\nclass Store:\n    def write(self, path, text):\n        with open(path, "w") as file:\n            file.write(text)\n',
  'report.py':
    'from store import Store, within\n\nif __name__ == "__main__":\n    Store().write(within("./reports", "all.txt"), "report")\n',
});

test('a method that is told where to write', async () => {
  assert.deepEqual(await placesOf(python('within("./data", "a.txt")')), ['store.py:10']);
  assert.deepEqual(await placesOf(python('"/".join([".", "data", "a.txt"])')), ['store.py:10']);
  assert.deepEqual(await placesOf(python('within(tempfile.gettempdir(), "a.txt")')), []);
});

const settings = (before: string, after: string): Files => ({
  'composer.json': '{ "require": { "php": ">=8.2" } }\n',
  'settings.php': `<?php\nfunction fileIn($folder, $name)\n{\n    return $folder . '/' . $name;\n}\n\n$ok = false;\n${before}\nif (file_put_contents(fileIn(__DIR__, 'settings.json'), json_encode($_POST))) {\n    $ok = true;\n}\n${after}\n`,
});

test('what is removed to make room, where it failed, or elsewhere, stays', async () => {
  const own = "@unlink(fileIn(__DIR__, 'settings.json'));";
  assert.deepEqual(await placesOf(settings('', '')), ['settings.php:9']);
  assert.deepEqual(await placesOf(settings(own, '')), ['settings.php:9']);
  assert.deepEqual(await placesOf(settings('', `if (!$ok) {\n    ${own}\n}`)), ['settings.php:9']);
  assert.deepEqual(await placesOf(settings('', "@unlink(fileIn(__DIR__, 'old.json'));")), ['settings.php:9']);
  assert.deepEqual(await placesOf(settings('', own)), []);
});

test('a file that a helper asks for first is made again wherever it is missing', async () => {
  const files = (test: string): Files => ({
    'package.json':
      '{ "name": "words", "type": "module", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }\n',
    'server.js':
      "import express from 'express';\nimport { fetchWords } from './words.js';\nconst app = express();\napp.get('/words', async (req, res) => {\n  await fetchWords('./data/words.txt');\n  res.end();\n});\napp.listen(3000);\n",
    'words.js': `import { existsSync, writeFileSync } from 'node:fs';\nconst isMissing = (file) => !existsSync(file);\nconst put = (file, text) => writeFileSync(file, text);\nexport async function fetchWords(file) {\n  if (!(${test})) return;\n  put(file, await (await fetch('https://words.example/all')).text());\n}\n`,
  });
  assert.deepEqual(await placesOf(files('isMissing(file)')), []);
  assert.deepEqual(await placesOf(files('process.env.WORDS')), ['words.js:3']);
});

/** A copy of what somebody else's server says. */
const copied = (before: string, around: string): Files => ({
  'composer.json': '{ "require": { "php": ">=8.2" } }\n',
  'rates.php': `<?php\nfunction ratesFrom($url, $copy)\n{\n    ${before}\n    $body = file_get_contents($url);\n    ${around} {\n        file_put_contents($copy, $body);\n    }\n    return $body;\n}\n\necho ratesFrom('https://rates.example/all', __DIR__ . '/copies/rates.txt');\n`,
});

test('a copy that is given as long as it is new enough is made again wherever it is missing', async () => {
  const given =
    'if (($age = @filemtime($copy)) !== false) {\n        $body = file_get_contents($copy);\n        if ($body !== false) {\n            return $body;\n        }\n    }';
  assert.deepEqual(await placesOf(copied('', 'if ($body)')), ['rates.php:7']);
  assert.deepEqual(await placesOf(copied(given, 'if ($body)')), []);
  assert.deepEqual(await placesOf(copied('$made = @filemtime($copy);', 'if ($made < time() - 3600)')), []);
  assert.deepEqual(await placesOf(copied('$made = @filemtime($copy);', "if ($made == $_POST['made'])")), [
    'rates.php:7',
  ]);
});

test('settings of an object whose path begins as an empty text', async () => {
  const files: Files = {
    'composer.json': '{ "require": { "php": ">=8.2" } }\n',
    'index.php':
      "<?php\nrequire __DIR__ . '/Settings.php';\nfunction isKnown($name, $note)\n{\n    return file_exists(__DIR__ . '/users/' . $name);\n}\n$known = isKnown($_POST['user'], '');\nif (!$known) {\n    exit;\n}\n$settings = new Settings(__DIR__ . '/data/settings.php');\n$settings->save($_POST);\n",
    'Settings.php':
      "<?php\nclass Settings\n{\n    private string $file = '';\n\n    public function __construct(string $file)\n    {\n        $this->file = $file;\n    }\n\n    public function save(array $all): void\n    {\n        file_put_contents($this->file, '<?php return ' . var_export($all, true) . ';');\n    }\n}\n",
  };
  assert.deepEqual(await placesOf(files), ['Settings.php:13']);
});

/** Folders of the settings are made whole, one by one, by a function that takes out what leads upwards. */
const folders = (root: string): Files =>
  notes(root, {
    'conf/notes.php': `<?php\n$conf['savedir'] = ${root};\n`,
    'inc/init.php':
      "<?php\nglobal $conf;\n$conf = [];\nrequire __DIR__ . '/../conf/notes.php';\ninitFolders();\n\nfunction initFolders()\n{\n    global $conf;\n    foreach (['notesdir' => 'notes', 'mediadir' => 'media'] as $key => $name) {\n        $folder = empty($conf[$key]) ? $conf['savedir'] . '/' . $name : $conf[$key];\n        $conf[$key] = wholePath($folder);\n        if (empty($conf[$key])) {\n            exit('no folder');\n        }\n    }\n}\n\nfunction wholePath($path)\n{\n    $root = '';\n    if ($path[0] == '/') {\n        $root = '/';\n    }\n    $parts = [];\n    foreach (explode('/', str_replace('\\\\', '/', $path)) as $part) {\n        if ($part === '..') {\n            array_pop($parts);\n            continue;\n        }\n        $parts[] = $part;\n    }\n    return is_dir($path) ? $root . implode('/', $parts) : false;\n}\n",
  });

test('folders that a function makes whole begin where the settings say', async () => {
  assert.deepEqual(await placesOf(folders("'./data'")), ['inc/store.php:15']);
  assert.deepEqual(await placesOf(folders('sys_get_temp_dir()')), []);
  const { findings } = await auditTexts(new Map(Object.entries(folders("'./data'"))), {});
  const steps = findings.find(({ ruleId }) => ruleId === rule)?.evidence.map(({ location }) => location?.path) ?? [];
  assert.ok(steps.includes('conf/notes.php'), String(steps));
});

/** Settings that a form changes in the file that the app reads when it starts. */
const rewritten = (test: string): Files => ({
  'composer.json': '{ "require": { "php": ">=8.2" } }\n',
  'admin.php': "<?php\nrequire __DIR__ . '/env.php';\nsetValue('MAIL_HOST', $_POST['host']);\n",
  'env.php': `<?php\nfunction setValue($key, $value)\n{\n    $path = __DIR__ . '/.env';\n    ${test} {\n        file_put_contents($path, $key . '=' . $value);\n    }\n}\n`,
});

test('what is written only where it is there already is no file that each server makes for itself', async () => {
  assert.deepEqual(await placesOf(rewritten('if (file_exists($path))')), ['env.php:6']);
  assert.deepEqual(await placesOf(rewritten('if (!file_exists($path)) { return; } else')), ['env.php:6']);
  assert.deepEqual(await placesOf(rewritten('if ($_POST === [] || !file_exists($path)) { return; } else')), [
    'env.php:6',
  ]);
  assert.deepEqual(await placesOf(rewritten('if (file_exists($path) === false)')), []);
  assert.deepEqual(await placesOf(rewritten('if (!file_exists($path))')), []);
});

const limits = (test: string): Files => ({
  'requirements.txt': 'Flask==3.1.0\n',
  'app.py': `import json\nimport os\n\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.post("/limits")\ndef limits():\n    ${test}:\n        with open("limits.json", "w") as file:\n            json.dump(request.form, file)\n    return ""\n`,
});

test('the same, with another language', async () => {
  assert.deepEqual(await placesOf(limits('if os.path.exists("limits.json")')), ['app.py:12']);
  assert.deepEqual(await placesOf(limits('if not os.path.exists("limits.json")')), []);
});
