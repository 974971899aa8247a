import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractorOf } from '../src/extract/extract.js';
import { reporter } from '../src/report/index.js';
import type { Report } from '../src/report/report.js';
import { auditTexts } from '../src/rule/examples.js';
import { loadTechnologies } from '../src/technologies/load.js';

/** What every object of JavaScript answers for, and what stands for it in a repository without such names. */
const names: readonly (readonly [string, string])[] = [
  ['constructor', 'ordinary'],
  ['__proto__', '__plain__'],
  ['hasOwnProperty', 'ordinaryName'],
  ['toString', 'plainName'],
  ['valueOf', 'plainName'],
  ['isPrototypeOf', 'ordinaryName'],
];

/** A repository in which a person called everything so: variables, functions, classes, keys, services, methods of libraries. */
const repositories: Readonly<Record<string, (name: string) => Readonly<Record<string, string>>>> = {
  JavaScript: (n) => ({
    'package.json': `{"name":"${n}","scripts":{"${n}":"node ${n}.js","start":"node ${n}.js"},"dependencies":{"express":"5.0.0","${n}":"1.0.0"}}`,
    [`${n}.js`]: `const express = require('express');\nconst ${n} = require('${n}');\nconst app = express();\nconst seen = { ${n}: {} };\nfunction f() { return ${n}.${n}({ ${n}: 1 }); }\nclass A { ${n}x() { this.${n} = seen['${n}']; } }\napp.use(${n}());\napp.use(${n}.${n}({ store: ${n} }));\napp.get('/${n}', (req, res) => { seen[req.${n}] = f(process.env.${n}); app.set('${n}', 1); res.${n}(); });\nmodule.exports = { ${n}: new A() };\n`,
    'other.ts': `import { ${n} } from './${n}';\nexport enum E { ${n} }\nexport interface I { ${n}: string }\nexport const a: I = ${n}.${n};\n`,
    'ecosystem.config.js': `module.exports = { apps: [{ name: '${n}', script: '${n}.js', exec_mode: '${n}', ${n}: 2 }] };\n`,
  }),
  PHP: (n) => ({
    'composer.json': `{"require":{"laravel/framework":"^11.0","${n}/${n}":"^1.0"}}`,
    'config/session.php': `<?php\nreturn ['driver' => env('${n}', '${n}'), '${n}' => '${n}'];\n`,
    'config/cache.php': `<?php\nreturn ['default' => '${n}', 'stores' => ['${n}' => ['driver' => '${n}', '${n}' => 1]]];\n`,
    'app/A.php': `<?php\nnamespace ${n};\nuse ${n}\\${n} as B;\nclass A extends B { public $${n} = []; function f() { $${n} = ${n}(${n}: 1); $this->${n}->${n}(); self::${n}(); B::${n}($${n}['${n}']); file_put_contents(${n}(), $this->${n}); ini_set('${n}', '${n}'); } }\n`,
    'routes/console.php': `<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('${n}')->${n}()->${n}();\n$schedule->${n}('${n}');\n`,
  }),
  Python: (n) => ({
    'requirements.txt': `django\nflask\ncelery\n${n}==1.0\n`,
    'manage.py': 'import django\n',
    'settings.py': `import os\n${n} = os.environ['${n}']\nINSTALLED_APPS = ['${n}']\nCACHES = {'default': {'BACKEND': '${n}', '${n}': 1}, '${n}': {'BACKEND': '${n}'}}\nDATABASES = {'default': {'ENGINE': '${n}', 'NAME': '${n}'}}\nSESSION_ENGINE = '${n}'\nCELERY_BROKER_URL = '${n}://${n}'\n`,
    'app.py': `import ${n}\nfrom ${n} import ${n} as b\nfrom flask import Flask\napp = Flask('${n}')\napp.config['${n}'] = '${n}'\nSEEN = {}\nclass ${n}x:\n    ${n} = {}\n    def ${n}(self, ${n}=1):\n        self.${n} = ${n}.${n}(${n}=b)\n@app.route('/${n}')\ndef ${n}():\n    SEEN['${n}'] = ${n}\n    open('${n}', 'w').write(SEEN['${n}'])\n    return ${n}()\n`,
  }),
  Ruby: (n) => ({
    Gemfile: `gem 'rails', '~> 8.0'\ngem '${n}'\n`,
    'config/application.rb': `class A < Rails::Application\n  config.${n} = :${n}\n  config.x.${n}.${n} = ENV['${n}']\nend\n`,
    'config/environments/production.rb': `Rails.application.configure do\n  config.cache_store = :${n}\n  config.${n}.${n} = '${n}'\n  config.session_store :${n}\nend\n`,
    'app/models/a.rb': `require '${n}'\nclass A\n  ${n} = {}\n  @@${n} = {}\n  def ${n}(${n} = 1)\n    @${n} ||= ${n}.${n}(${n}: ${n})\n    @@${n}['${n}'] = ENV.fetch('${n}')\n    File.write('${n}', @${n})\n  end\n  def self.${n}\n    new.${n}\n  end\nend\n`,
    'config/cable.yml': `production:\n  adapter: ${n}\n  ${n}: ${n}\n`,
    'config/database.yml': `production:\n  adapter: ${n}\n  ${n}: 1\n${n}:\n  adapter: ${n}\n`,
    'config/storage.yml': `${n}:\n  service: ${n}\n`,
    'config/puma.rb': `${n} 1\nplugin :${n}\nworkers ENV['${n}']\n`,
  }),
  shell: (n) => ({
    Dockerfile: `FROM ${n}:1 AS ${n.toLowerCase()}\nARG ${n}=1\nENV ${n}=${n}\nCOPY --from=${n.toLowerCase()} e.sh /\nSHELL ["${n}"]\nHEALTHCHECK CMD ${n}\nENTRYPOINT ["/e.sh", "${n}"]\n`,
    'e.sh': `#!/bin/sh\nexport ${n}=\${${n}:-${n}}\n${n}x() { ${n} "$${n}"; }\ncase $1 in ${n}) ${n}x ;; esac\n[ "$1" ${n} 2 ] && ${n} --${n}\nexec ${n} "$@"\n`,
    Procfile: `${n}: ${n} ${n}\nweb: ${n}\n`,
    '.env': `${n}=${n}\nREDIS_URL=${n}://${n}\n`,
  }),
  Compose: (n) => ({
    'compose.yaml': `name: ${n}\nservices:\n  ${n}:\n    image: ${n}\n    command: ${n} ${n}\n    restart: ${n}\n    ${n}: ${n}\n    environment: {${n}: ${n}}\n    labels: {${n}: ${n}}\n    depends_on: {${n}: {condition: ${n}}}\n    volumes: ['${n}:/${n}']\n    stop_grace_period: 1${n}\n    healthcheck: {test: ${n}, interval: 2${n}}\n    deploy: {replicas: 2, ${n}: 1}\nvolumes:\n  ${n}: {driver: ${n}}\n${n}: {}\n`,
  }),
  Kubernetes: (n) => ({
    'k8s.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${n}, labels: {${n}: ${n}}}\nspec:\n  replicas: 2\n  strategy: {type: ${n}}\n  template:\n    metadata: {labels: {${n}: ${n}}}\n    spec:\n      ${n}: 1\n      containers:\n        - {name: ${n}, image: ${n}, command: [${n}], env: [{name: ${n}, value: ${n}}], ports: [{name: ${n}, containerPort: 80}]}\n---\napiVersion: v1\nkind: ${n}\nmetadata: {name: ${n}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: ${n}}\nspec: {type: ${n}, selector: {${n}: ${n}}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${n}}\ndata: {${n}: ${n}}\n`,
    'chart/Chart.yaml': `apiVersion: v2\nname: ${n}\nversion: 1.0.0\ndependencies: [{name: ${n}, version: 1, repository: 'https://charts.bitnami.com/bitnami'}]\n`,
    'chart/values.yaml': `${n}: {${n}: ${n}}\n`,
    'chart/templates/a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Values.${n}.${n} | ${n} }}}\nspec: {replicas: {{ .${n}.x | default (${n} 1) }}}\n---\n{{ include "${n}" . }}\n{{ define "${n}" }}{{ .Capabilities.${n} }}{{ end }}\n`,
  }),
  servers: (n) => ({
    'nginx.conf': `http { upstream ${n} { ${n}; server ${n}:80 ${n}; } map $${n} $x { ${n} 1; } server { listen 80; server_name ${n}; include ${n}; location /${n} { proxy_pass http://${n}; proxy_set_header ${n} $${n}; proxy_read_timeout 1${n}; ${n} ${n}; } } }\n`,
    'haproxy.cfg': `defaults ${n}\n  timeout ${n} 5${n}\nfrontend ${n}\n  bind :80\n  ${n} ${n}\n  default_backend ${n}\nbackend ${n}\n  balance ${n}\n  option ${n}\n  server ${n} 10.0.0.1:80 ${n} "\\${n}"\n`,
    Caddyfile: `${n}.example.com {\n  ${n} ${n}\n  reverse_proxy ${n}:80 {\n    lb_policy ${n}\n    ${n} ${n}\n  }\n}\n`,
    'supervisord.conf': `[${n}]\n${n}=1\n[program:${n}]\ncommand=${n}\nautorestart=${n}\n${n}=${n}\n`,
    'deploy/a.service': `[Service]\nExecStart=/usr/bin/${n}\nRestart=${n}\nTimeoutStopSec=5${n}\nEnvironment=${n}=${n}\n[${n}]\n${n}=1\n`,
    'redis.conf': `${n} ${n}\nappendonly ${n}\nmaxmemory-policy ${n}\n`,
    'postgresql.conf': `${n} = ${n}\nmax_connections = ${n}\n`,
    'pgbouncer.ini': `[databases]\n${n} = host=${n}\n[pgbouncer]\npool_mode = ${n}\n`,
    'my.cnf': `[mysqld]\n${n} = ${n}\n[${n}]\n`,
    'php.ini': `session.save_handler = ${n}\n${n} = ${n}\n`,
    crontab: `* * * * * ${n} ${n}\n@${n} ${n}\n`,
  }),
  Terraform: (n) => ({
    'main.tf': `resource "aws_instance" "${n}" {\n  ami = var.${n}\n  ${n} = "\\${n}"\n}\nresource "${n}" "${n}" {\n  ${n} {\n    ${n} = [1, { ${n} = 2 }]\n  }\n}\nvariable "${n}" {\n  default = "${n}"\n}\nlocals {\n  ${n} = local.${n}\n}\nmodule "${n}" {\n  source = "./${n}"\n}\n`,
    'pyproject.toml': `[${n}]\n${n} = 1\n[tool.${n}.${n}]\n${n} = {${n} = "${n}"}\n`,
    'playbook.yml': `- hosts: ${n}\n  vars: {${n}: ${n}}\n  tasks:\n    - name: ${n}\n      ${n}: {${n}: '{{ ${n}.${n} | ${n} }}'}\n      when: ${n} is ${n}\n    - service: {name: ${n}, state: ${n}}\n  roles: [${n}]\n`,
    'config/services.yaml': `services:\n  ${n}: {class: ${n}, ${n}: ['@${n}']}\nframework:\n  session: {handler_id: ${n}}\n  cache: {app: ${n}, pools: {${n}: {adapter: ${n}}}}\n`,
  }),
}; // biome-ignore format: one repository a block

const extractor = extractorOf(await loadTechnologies());

describe('names that every object of JavaScript has', () => {
  for (const [about, of] of Object.entries(repositories))
    test(`${about}: they are names as any other`, async () => {
      for (const [name, other] of names) {
        const report = await auditTexts(new Map(Object.entries(of(name))), { extractor });
        const plain = await auditTexts(new Map(Object.entries(of(other))), { extractor });
        assert.deepEqual(report.errors.filter(({ message }) => /fault of this program/.test(message)), [], name);
        assert.deepEqual(report.unclear.filter(({ message }) => /fault of this program/.test(message)), [], name);
        assert.deepEqual(told(report, name), told(plain, other), name);
        for (const format of ['text', 'json']) {
          const write = await reporter(format);
          assert.ok(write);
          assert.doesNotMatch(write(report, shown), /\[native code\]|\[object Object\]|function \w+\(\)/);
        }
      }
    }); // biome-ignore format: long lines
});

const shown = { width: 100, color: false, verbose: true, quiet: false, showAccepted: true, failOn: 'note' as const, linkFrom: '/x', gate: 'x' }; // biome-ignore format: one line

/** What is found, and where, with the name left out. */
function told(report: Report, name: string): readonly string[] {
  const plain = (text: string) => text.replaceAll(name, 'N').replaceAll(name.toLowerCase(), 'n');
  return [
    ...report.findings.map(({ ruleId, message, location }) => plain(`${ruleId} ${location.path}:${location.line} ${message}`)),
    ...report.unclear.map(({ ruleId, message }) => plain(`unclear ${ruleId} ${message}`)),
    ...report.errors.map(({ path, message }) => plain(`error ${path} ${message}`)),
  ].sort(); // biome-ignore format: long lines
}
