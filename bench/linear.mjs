// Holds that an audit is linear in its input: each row is audited at a size and at twice that size, and may take at most 2.5 times as
// long. Figures are computing time of the fastest of three audits, in one process, without the cost of a start; a size is doubled until
// an audit takes long enough to be measured. A row over the bar counts only where the next doubling is over it too: what grows faster
// than its input does so at every size, while a step of the machine (a cache, a heap that grows) is passed once.
//
//   node bench/linear.mjs [row ...]     ends with 1 where a row is over the bar
import { extractorOf } from '../dist/src/extract/extract.js';
import { auditTexts } from '../dist/src/rule/examples.js';
import { loadTechnologies } from '../dist/src/technologies/load.js';

const laravel = { 'composer.json': '{"require":{"laravel/framework":"^11.0"}}' };
const express = { 'package.json': '{"dependencies":{"express":"5.0.0"}}' };
const many = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');

/** Files of a size; `size` is chosen so that the smaller audit takes a tenth of a second or so where all is well. */
export const rows = {
  'labels in JavaScript': [4000, (n) => ({ ...express, 'app.js': `require('express');\n${'a:'.repeat(n)}\n` })],
  'members in JavaScript': [2000, (n) => ({ ...express, 'app.js': `require('express');\n${many(n, (i) => `x.a${i}.b();\n`)}` })],
  'shell noise': [4000, (n) => ({ 'entrypoint.sh': `#!/bin/sh\n${'$( `"\' && | {'.repeat(n / 4)}` })],
  'shell pipes': [1000, (n) => ({ 'entrypoint.sh': `#!/bin/sh\n${'a | '.repeat(n)}b\n` })],
  'shell conditions': [500, (n) => ({ 'entrypoint.sh': `#!/bin/sh\n${many(n, (i) => `if [ "$A${i}" = x ]; then php artisan migrate; fi\n`)}` })],
  'shell functions': [400, (n) => ({ Dockerfile: 'FROM php:8\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n', 'entrypoint.sh': `#!/bin/sh\n${many(n, (i) => `f${i}() { f${i + 1}; }\n`)}f0\n` })],
  'Compose services': [400, (n) => ({ ...laravel, 'compose.yaml': `services:\n${many(n, (i) => `  s${i}:\n    image: php:8\n    depends_on: [s${i + 1}]\n    volumes: ['./d${i}:/var/www/html/storage']\n`)}` })],
  'Compose services that extend others': [400, (n) => ({ ...laravel, 'compose.yaml': `services:\n${many(n, (i) => `  s${i}:\n    image: p${i}/x:8\n    extends:\n      service: s${i + 1}\n`)}` })],
  'supervisor programs': [1000, (n) => ({ ...laravel, 'supervisord.conf': many(n, (i) => `[program:p${i}]\ncommand=php artisan queue:work\n`) })],
  'supervisor sections of one name': [2000, (n) => ({ 'supervisord.conf': '[program:a]\n'.repeat(n) })],
  'HAProxy backends': [1000, (n) => ({ 'haproxy.cfg': `frontend f\n  bind :80\n  default_backend b0\n${many(n, (i) => `backend b${i}\n  server s1 10.0.0.1:80\n`)}` })],
  'nginx servers': [500, (n) => ({ 'nginx.conf': `http {\n${many(n, (i) => `upstream u${i} { server 10.0.0.1:80; }\nserver { listen 80; server_name n${i}; location / { proxy_pass http://u${i}; } }\n`)}}\n` })],
  'nginx includes': [500, (n) => ({ 'nginx.conf': `http {\n${many(n, (i) => `include a${i}.conf;\n`)}${many(n, (i) => `server { server_name n${i}; location / { proxy_pass http://u${i}; } }\n`)}}\n` })],
  'a Kubernetes command': [4000, (n) => ({ 'k8s.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w}\nspec:\n  template:\n    spec:\n      containers:\n        - name: w\n          image: php:8\n          command: ["sh", "-c", "${'queue:work celery beat '.repeat(n / 4)}"]\n` })],
  'a Kubernetes command that names one program again': [1000, (n) => ({ ...laravel, 'k8s.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w}\nspec:\n  template:\n    spec:\n      containers:\n        - name: w\n          image: php:8\n          command: ["sh", "-c", "${'php artisan migrate wp celery '.repeat(n)}"]\n` })],
  'Kubernetes deployments': [100, (n) => ({ 'k8s.yaml': many(n, (i) => `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w${i}}\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n        - {name: w, image: php:8}\n`) })],
  'Gemfile spaces': [100_000, (n) => ({ Gemfile: `gem 'rails', '~> 7.0'\n${' '.repeat(n)}x\n` })],
  'blank lines of Python': [100_000, (n) => ({ 'manage.py': 'import django\n', 'settings.py': `INSTALLED_APPS = ['django.contrib.sessions']\n${' \n'.repeat(n)}` })],
  'a Laravel schedule': [200, (n) => ({ ...laravel, 'routes/console.php': `<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n${many(n, (i) => `Schedule::command('a:b${i}')->daily();\n`)}` })],
  'a chained Laravel schedule': [200, (n) => ({ ...laravel, 'routes/console.php': `<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('a')${'->daily()'.repeat(n)};\n` })],
  'many small findings': [500, (n) => ({ ...laravel, 'routes/web.php': `<?php\n${many(n, (i) => `file_put_contents(public_path('a${i}.txt'), $x);\n`)}` })],
  'many small findings in files': [200, (n) => ({ ...express, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`src/a${i}.js`, "const multer = require('multer');\nmodule.exports = multer({ dest: 'uploads/' });\n"])) })],
  'variables that name each other': [1000, (n) => ({ ...laravel, '.env': `${many(n, (i) => `A${i}=\${A${i + 1}}\n`)}SESSION_DRIVER=\${A0}\n` })],
  'secrets': [2000, (n) => ({ ...laravel, '.env': many(n, (i) => `DB_PASSWORD_${i}=hunter2-zDk39s${i}\n`) })],
  'build stages': [1000, (n) => ({ Dockerfile: many(n, (i) => `FROM ${i ? `s${i - 1}` : 'php:8'} AS s${i}\n`) })],
  'Ruby calls': [2000, (n) => ({ Gemfile: "gem 'rails'\n", 'config/application.rb': many(n, (i) => `config.x.a${i} = 1\n`) })],
  'Terraform resources': [500, (n) => ({ 'main.tf': many(n, (i) => `resource "aws_instance" "w${i}" {\n  ami = "x"\n}\n`) })],
  'environment files': [2000, (n) => ({ ...express, '.env': many(n, (i) => `NAME_${i}=value${i}\n`) })],
  'JavaScript functions': [500, (n) => ({ ...express, 'app.js': `const app = require('express')();\n${many(n, (i) => `function f${i}() { return f${i + 1}(); }\n`)}app.get('/', f0);\n` })],
  'JavaScript routes': [300, (n) => ({ ...express, 'app.js': `const app = require('express')();\nconst seen = {};\n${many(n, (i) => `app.get('/${i}', (req, res) => { seen[req.query.a] = ${i}; });\n`)}` })],
  'JavaScript modules': [200, (n) => ({ ...express, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`src/m${i}.js`, `const next = require('./m${i + 1}');\nexports.f = () => next.f();\n`])) })],
  'PHP functions': [500, (n) => ({ 'index.php': `<?php\n${many(n, (i) => `function f${i}() { return f${i + 1}(); }\n`)}f0();\n` })],
  'PHP assignments': [1000, (n) => ({ 'index.php': `<?php\n${many(n, (i) => `$a${i} = $a${i - 1} . 'x';\n`)}file_put_contents($a${n - 1}, 'x');\n` })],
  'Python functions': [500, (n) => ({ 'requirements.txt': 'flask\n', 'app.py': `from flask import Flask\napp = Flask(__name__)\n${many(n, (i) => `def f${i}():\n    return f${i + 1}()\n\n`)}` })],
  'Python routes': [300, (n) => ({ 'requirements.txt': 'flask\n', 'app.py': `from flask import Flask\napp = Flask(__name__)\nseen = {}\n${many(n, (i) => `@app.route('/${i}')\ndef r${i}():\n    seen[${i}] = 1\n    return ''\n\n`)}` })],
  'Python decorators': [2000, (n) => ({ 'requirements.txt': 'celery\n', 'app.py': `from shop import app\n${'@app.task\n'.repeat(n)}def work():\n    pass\n` })],
  'Ruby methods': [500, (n) => ({ Gemfile: "gem 'rails'\n", 'app/models/a.rb': `class A\n${many(n, (i) => `  def f${i}\n    f${i + 1}\n  end\n`)}end\n` })],
  'Ruby assignments': [1000, (n) => ({ Gemfile: "gem 'rails'\n", 'app/models/a.rb': many(n, (i) => `a${i} = a${i - 1}\n`) })],
  'Ruby calls in a chain': [500, (n) => ({ Gemfile: "gem 'rails'\n", 'app/models/a.rb': `a${many(n, (i) => `.b${i}`)}\n` })],
  'systemd units': [200, (n) => ({ ...express, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`deploy/w${i}.service`, '[Service]\nExecStart=/usr/bin/node app.js\n'])) })],
  'Dockerfile lines': [1000, (n) => ({ Dockerfile: `FROM php:8\n${many(n, (i) => `RUN echo ${i}\n`)}` })],
  'JSON keys': [2000, (n) => ({ 'package.json': `{"dependencies":{"express":"5.0.0"${many(n, (i) => `,"a${i}":"1.0.0"`)}}}` })],
  'TOML tables': [2000, (n) => ({ 'pyproject.toml': many(n, (i) => `[tool.a${i}]\nx = 1\n`) })],
  'writes in one function': [2000, (n) => ({ ...laravel, 'routes/web.php': `<?php\n${many(n, (i) => `file_put_contents(public_path('a${i}.txt'), $x);\n`)}` })],
  'findings in many files': [100, (n) => ({ ...express, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`src/a${i}.js`, `const multer = require('multer');\n${many(10, (j) => `exports.u${j} = multer({ dest: 'uploads${j}/' });\n`)}`])) })],
  'writes in many files': [50, (n) => ({ ...laravel, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`app/a${i}.php`, `<?php\n${many(10, (j) => `file_put_contents(public_path('a${j}.txt'), $x);\n`)}`])) })],
  'Kubernetes services': [300, (n) => ({ 'k8s.yaml': many(n, (i) => `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${i}}\nspec:\n  selector: {app: w${i}}\n  ports: [{port: 80}]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w${i}}\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: w${i}}}\n  template:\n    metadata: {labels: {app: w${i}}}\n    spec:\n      containers:\n        - {name: w, image: 'php:8'}\n`) })],
  'Compose services with ports': [500, (n) => ({ ...laravel, 'compose.yaml': `services:\n${many(n, (i) => `  s${i}:\n    image: php:8\n    ports: ['${8000 + i}:80']\n`)}` })],
  'Compose databases': [1000, (n) => ({ ...laravel, 'compose.yaml': `services:\n  app:\n    build: .\n${many(n, (i) => `  d${i}:\n    image: postgres:16\n`)}` })],
  'databases of an env file': [4000, (n) => ({ ...laravel, '.env': many(n, (i) => `DB_${i}_URL=postgres://u:p${i}@h${i}/db\n`) })],
  'databases opened in one file': [1000, (n) => ({ 'package.json': '{"dependencies":{"better-sqlite3":"9.0.0"}}', 'app.js': `const D = require('better-sqlite3');\n${many(n, (i) => `const d${i} = new D('x${i}.db');\n`)}` })],
  'clients made in one file': [1000, (n) => ({ 'package.json': '{"dependencies":{"pg":"8.0.0"}}', 'app.js': `const { Pool } = require('pg');\n${many(n, (i) => `const d${i} = new Pool({ host: process.env.H_${i}, database: 'x${i}' });\n`)}` })],
  'schedules behind switches': [500, (n) => ({ 'package.json': '{"dependencies":{"express":"5.0.0","node-cron":"3.0.0"}}', 'app.js': `const app = require('express')();\nconst cron = require('node-cron');\n${many(n, (i) => `if (process.env.X_${i}) cron.schedule('* * * * *', () => send(${i}));\n`)}app.listen(3000);\n` })],
  'a Helm range': [200, (n) => ({ 'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n', 'chart/templates/a.yaml': `{{- range until ${n} }}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a{{ . }}}\n{{- end }}\n` })],
}; // biome-ignore format: one row a line

const extractor = extractorOf(await loadTechnologies());

/** Seconds of computing that the fastest of some audits takes. */
export async function seconds(files, times = 3) {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const before = process.cpuUsage();
    await auditTexts(new Map(Object.entries(files)), { extractor });
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
    if (least > 3) break;
  }
  return least;
}

const bar = 2.5;
/** Below this the figures are noise. */
const leastSeconds = 0.15;
const mostDoublings = 3;

/** Least seconds of a size and of twice that size; a ratio over the bar is measured again, as other work on the machine makes such too. */
async function pair(make, size, known = Number.POSITIVE_INFINITY) {
  let once = Math.min(known, await seconds(make(size), 2));
  let twice = await seconds(make(2 * size));
  for (let again = 0; again < 3 && twice / once > bar; again++) {
    once = Math.min(once, await seconds(make(size)));
    twice = Math.min(twice, await seconds(make(2 * size)));
  }
  return { size, once, twice, ratio: twice / once };
}

async function measured(first, make) {
  let size = first;
  let once = await seconds(make(size), 1);
  for (let doubling = 0; doubling < mostDoublings && once < leastSeconds; doubling++) {
    size *= 2;
    once = await seconds(make(size), 1);
  }
  const at = await pair(make, size, once);
  if (at.ratio <= bar) return at;
  const next = await pair(make, 2 * size, at.twice);
  return next.ratio < at.ratio ? next : at;
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.slice(2);
  await seconds({
    ...laravel,
    ...express,
    'app.js': "require('express')\n",
    'a.php': '<?php\n',
    'x.sh': 'a\n',
    'a.py': 'a = 1\n',
    'a.rb': 'a = 1\n',
  });
  console.log('row'.padEnd(34), 'size'.padStart(8), 'seconds'.padStart(9), 'twice'.padStart(8), 'ratio'.padStart(7));
  let bad = 0;
  for (const [name, [first, make]] of Object.entries(rows)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const { size, once, twice, ratio } = await measured(first, make);
    if (ratio > bar) bad++;
    console.log(
      name.padEnd(34),
      String(size).padStart(8),
      once.toFixed(3).padStart(9),
      twice.toFixed(3).padStart(8),
      ratio.toFixed(2).padStart(7),
      ratio > bar ? ' <--' : '',
    );
  }
  if (bad > 0) console.log(`${bad} of the rows take more than ${bar} times as long for twice the input`);
  process.exitCode = bad > 0 ? 1 : 0;
}
