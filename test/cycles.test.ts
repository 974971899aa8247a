import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractorOf } from '../src/extract/extract.js';
import { auditTexts } from '../src/rule/examples.js';
import { loadTechnologies } from '../src/technologies/load.js';

/** Things that stand for themselves, alone or by way of another one: nobody runs such files, and people still commit them. */
const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Python: {
    'requirements.txt': 'fastapi\npydantic-settings\ndjango\nflask\n',
    'manage.py': 'import django\n',
    'settings.py':
      'from pydantic_settings import BaseSettings\nfrom settings import *\nfrom other import A, B\n\nclass Settings(Settings):\n    key = key\n    debug = settings.debug\n\nsettings = Settings()\nDEBUG = settings.debug\nCACHES = {"default": CACHES}\nSECRET_KEY = SECRET_KEY or settings.SECRET_KEY\n',
    'other.py':
      'from settings import *\nfrom other import A\n\nclass A(B):\n    x = B.x\n\nclass B(A):\n    x = A.x\n\ndef f(g=f):\n    return f(f)\n\napp = A()\napp = app.app\nSESSION_TYPE = A().x\nurl = f"{url}/{url}"\n',
    'app.py':
      'from fastapi import FastAPI, Depends\nfrom settings import settings\n\ndef one(x=Depends(two)):\n    return two()\n\ndef two(x=Depends(one)):\n    return one()\n\napp = FastAPI()\n\n@app.get("/")\ndef index(x=Depends(one)):\n    items[settings.debug] = index\n    return index()\n\nitems = {"a": items}\n',
  },
  JavaScript: {
    'package.json':
      '{"name":"a","main":"app.js","scripts":{"start":"npm run serve","serve":"npm start"},"dependencies":{"express":"5.0.0"}}',
    'tsconfig.json': '{"extends":"./tsconfig.json","compilerOptions":{"paths":{"@/*":["./@/*"]}}}',
    'app.js':
      "import express from 'express';\nexport * from './app.js';\nexport * from './other.js';\nimport { b } from './other.js';\nexport const a = b;\nclass A extends A { x = new A(); }\nclass B extends C {}\nclass C extends B {}\nconst app = app ?? express();\nconst key = `${key}`;\nconst options = { ...options, options };\nfunction f(x = f()) { return f(f(x)); }\nexport default f(a);\napp.use(f);\napp.get('/', function g() { return g(g, options); });\nfor (const x of x) x.send(x);\napp.listen(process.env.PORT ?? PORT);\n",
    'other.js':
      "export * from './app.js';\nimport { a } from './app.js';\nexport const b = a;\nexport { a as c } from './app.js';\nmodule.exports = require('./other.js');\n",
  },
  PHP: {
    'composer.json': '{"require":{"laravel/framework":"^11.0"},"autoload":{"psr-4":{"App\\\\":"app/"}}}',
    artisan: '#!/usr/bin/env php\n<?php\n',
    'config/cache.php':
      "<?php\nreturn ['default' => config('cache.default'), 'stores' => ['a' => config('cache.stores.a')]];\n",
    'config/session.php':
      "<?php\n$a = require __DIR__ . '/session.php';\nreturn array_merge($a, ['driver' => $a['driver']]);\n",
    'app/A.php':
      '<?php\nnamespace App;\nclass A extends A { use A; const X = self::X . A::X; public $a = self::X; function f($a) { $a = $a . $a; return $this->f($this->f($a)); } }\ninterface I extends I {}\ntrait T { use T; }\n',
    'app/B.php': '<?php\nnamespace App;\nclass B extends C { function f() { return (new C)->f(); } }\n',
    'app/C.php': '<?php\nnamespace App;\nclass C extends B { function f() { return (new B)->f(); } }\n',
    'routes/web.php':
      "<?php\nrequire __DIR__ . '/web.php';\nRoute::get('/', [App\\A::class, 'f']);\nRoute::get('/b', [App\\B::class, 'f']);\n",
    'public/index.php': "<?php\ninclude 'index.php';\n$x = $x;\n$$x = $$x;\nfile_put_contents($x . $x, $x);\n",
  },
  Ruby: {
    Gemfile: "gem 'rails', '~> 8.0'\neval_gemfile 'Gemfile'\n",
    'config/application.rb': 'class A < A\n  config.x.a = config.x.a\nend\n',
    'config/environments/production.rb':
      "require_relative 'production'\nRails.application.configure do\n  config.cache_store = config.cache_store\nend\n",
    'app/models/a.rb':
      'class A < A\n  include A\n  X = X\n  def f(a = f) = f(f(a))\n  def g = @g ||= g\nend\nmodule M\n  include N\nend\nmodule N\n  include M\nend\nclass B < C; end\nclass C < B; end\n',
    'app/controllers/a_controller.rb': 'class AController < AController\n  def index = A.new.f(index)\nend\n',
    'config/database.yml': 'production: &p\n  <<: *p\n  adapter: sqlite3\n',
  },
  shell: {
    Dockerfile: 'FROM a AS a\nARG X=$X\nENV Y=$Y$Y\nCOPY --from=a e.sh /\nENTRYPOINT ["/e.sh"]\n',
    'e.sh': '#!/bin/sh\n. /e.sh\nsource ./e.sh\nf() { g "$@"; }\ng() { f "$@"; }\nX=$X$X\nf\nexec /e.sh "$@"\n',
    Procfile: 'web: foreman start\nother: ./e.sh\n',
    Makefile: 'include Makefile\na: b\n\t$(MAKE) b\nb: a\n\t$(MAKE) a\n',
    '.env': 'A=${B}\nB=${A}\nC=${C}${C}\nREDIS_URL=${REDIS_URL}\n',
  },
  deployment: {
    'compose.yaml':
      'include: [compose.yaml]\nservices:\n  a:\n    extends: {service: b}\n    depends_on: [b]\n  b:\n    extends: {service: a}\n    depends_on: [a]\n  c:\n    extends: {service: c, file: compose.yaml}\n    env_file: .env\n    image: ${IMAGE:-$IMAGE}\n',
    'nginx.conf':
      'include nginx.conf;\nupstream a { server a; }\nserver { location / { include nginx.conf; proxy_pass http://a; } }\n',
    'kustomize/kustomization.yaml': 'resources: [., ../kustomize, kustomization.yaml]\ncomponents: [.]\n',
    'chart/Chart.yaml':
      'apiVersion: v2\nname: chart\nversion: 1.0.0\ndependencies: [{name: chart, version: 1.0.0, repository: "file://."}]\n',
    'chart/values.yaml': 'name: "{{ tpl .Values.name . }}"\n',
    'chart/templates/_a.tpl':
      '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}\n',
    'chart/templates/a.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ include "a" . }}}\nspec: {replicas: {{ tpl .Values.name . }}}\n',
    'site.yml':
      '- hosts: all\n  roles: [a]\n  vars: {x: "{{ x }}", y: "{{ z }}", z: "{{ y }}"}\n- import_playbook: site.yml\n',
    'roles/a/meta/main.yml': 'dependencies: [a]\n',
    'roles/a/tasks/main.yml': '- include_tasks: main.yml\n- include_role: {name: a}\n- package: {name: "{{ y }}"}\n',
    'main.tf':
      'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_instance" "x" { user_data = local.a }\nmodule "m" { source = "./" }\n',
    'k8s.yaml': 'a: &a [*a]\nb: &b {c: *b}\n',
  },
};

describe('what stands for itself', async () => {
  const extractor = extractorOf(await loadTechnologies());
  for (const [name, files] of Object.entries(repositories))
    test(`${name} is understood without a fault`, async () => {
      const report = await auditTexts(new Map(Object.entries(files)), { extractor });
      assert.ok(report.files.read > 0);
      assert.deepEqual(
        report.unclear.filter(({ message }) => /fault of this program/.test(message)),
        [],
      );
      assert.deepEqual(
        report.errors.filter(({ message }) => /fault|call stack|RangeError/.test(message)),
        [],
      );
    });
});
