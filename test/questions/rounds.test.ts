import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

const rule = 'scheduler/unguarded-task';

async function placesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await auditTexts(
    new Map(Object.entries({ 'requirements.txt': 'Flask==3.1.0\npsycopg==3.2\nrequests==2.32\n', ...files })),
    {},
  );
  return findings.flatMap(({ ruleId, location }) => (ruleId === rule ? [`${location.path}:${location.line}`] : []));
}

const app = (loop: string, body: string) => ({
  'app.py': `import threading\n\nimport requests\nfrom flask import Flask\n\napp = Flask(__name__)\nstop = threading.Event()\n\n\ndef remind():\n    ${loop}:\n        ${body}\n\n\nthreading.Thread(target=remind, daemon=True).start()\n\n\n@app.get("/")\ndef index():\n    return "a"\n`,
});

const post = 'requests.post("https://hooks.example/digest", json={})';

test('a pause that an event may end decides whether there is another round', async () => {
  assert.deepEqual(await placesOf(app('while not stop.wait(60)', post)), ['app.py:15']);
  assert.deepEqual(await placesOf(app('while not stop.is_set()', `${post}\n        stop.wait(timeout=60)`)), [
    'app.py:16',
  ]);
  // without a limit it waits for what this very process tells
  assert.deepEqual(await placesOf(app('while stop.wait()', post)), []);
  // what only this process knows of
  assert.deepEqual(await placesOf(app('while not stop.wait(5)', 'app.beats = threading.active_count()')), []);
});

const rows = (lock: string, statement: string) => ({
  'app.py':
    'from flask import Flask\n\nfrom ticker import Sweeper\n\napp = Flask(__name__)\nsweeper = Sweeper(60)\nsweeper.start()\n\n\n@app.get("/")\ndef index():\n    return "a"\n',
  'ticker.py': `import threading\n\nimport psycopg\n\n\nclass Sweeper:\n    def __init__(self, seconds):\n        self.seconds = seconds\n        self.stopped = threading.Event()\n\n    def start(self):\n        threading.Thread(target=self._run, daemon=True).start()\n\n    def _run(self):\n        while not self.stopped.wait(self.seconds):\n            self.sweep()\n\n    def sweep(self):\n        with psycopg.connect("postgresql://db/app") as db:\n            ${lock}db.execute("${statement}")\n`,
});

test('rows that a driver of a database is told to write, in a class of the app that goes round', async () => {
  const insert = 'INSERT INTO digests (at) VALUES (now())';
  assert.deepEqual(await placesOf(rows('', insert)), ['ticker.py:12']);
  assert.deepEqual(await placesOf(rows('', 'DELETE FROM sessions WHERE expires < now()')), []);
  assert.deepEqual(await placesOf(rows('', 'SELECT count(*) FROM digests')), []);
  const lock =
    'if not db.execute("SELECT pg_try_advisory_lock(7)").fetchone()[0]:\n                return\n            ';
  assert.deepEqual(await placesOf(rows(lock, insert)), []);
});
