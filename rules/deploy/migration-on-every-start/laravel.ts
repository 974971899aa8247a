import { examples } from 'ha-ready/rule';

const automated = (on: string, more: string) => `services:
  web:
    build: .
    restart: always
    expose: ['8080']
    environment:
      AUTORUN_ENABLED: ${on}
      DB_HOST: db.internal
${more}`;

const route =
  "<?php\n\nRoute::post('/modules', ['uses' => 'ModuleController@store', 'middleware' => ['auth']])->name('modules.store');\n";
const module = (body: string) =>
  `<?php\n\nnamespace App\\Http\\Controllers;\n\nclass ModuleController\n{\n    public function store(string $path): void\n    {\n${body}    }\n}\n`;

export default examples([
  {
    on: 'laravel-11',
    about:
      'a start script that migrates: the lock that the framework offers is asked for, in a store that is there before',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=redis.internal\n',
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\nset -e\n«php artisan migrate --force»\nexec "$@"\n',
    },
    fixed: { 'docker/entrypoint.sh': '#!/bin/sh\nset -e\nphp artisan migrate --isolated=1 --force\nexec "$@"\n' },
  },
  {
    on: 'laravel-11',
    about: 'a migration that code starts, with and without parameters; one that takes the lock already',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=redis.internal\n',
      'app/Http/Controllers/UpdateController.php':
        "<?php\nclass UpdateController\n{\n    public function update(): void\n    {\n        «Artisan::call('migrate', ['--force' => true])»;\n    }\n\n    public function again(): void\n    {\n        «Artisan::call('migrate')»;\n    }\n\n    public function forced(): void\n    {\n        «Artisan::call('migrate --force')»;\n    }\n}\n",
    },
    fixed: {
      'app/Http/Controllers/UpdateController.php':
        "<?php\nclass UpdateController\n{\n    public function update(): void\n    {\n        Artisan::call('migrate', ['--isolated' => true, '--force' => true]);\n    }\n\n    public function again(): void\n    {\n        Artisan::call('migrate', ['--isolated' => true]);\n    }\n\n    public function forced(): void\n    {\n        Artisan::call('migrate --force --isolated');\n    }\n}\n",
    },
    good: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=redis.internal\n',
      'app/Http/Controllers/UpdateController.php':
        "<?php\nclass UpdateController\n{\n    public function update(): void\n    {\n        Artisan::call('migrate', ['--isolated' => true, '--force' => true]);\n    }\n}\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a base image that migrates where a variable asks for it; under a lock of the shared cache',
    bad: {
      Dockerfile: 'FROM serversideup/php:8.4-fpm-nginx\nCOPY . /var/www/html\n',
      'compose.yaml': automated('«"true"»', ''),
    },
    good: {
      Dockerfile: 'FROM serversideup/php:8.4-fpm-nginx\nCOPY . /var/www/html\n',
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=redis.internal\n',
      'compose.yaml': automated('"true"', '      AUTORUN_LARAVEL_MIGRATION_ISOLATION: "true"\n'),
    },
  },
  {
    on: 'laravel-11',
    about: 'a base image whose switch is off',
    good: {
      Dockerfile: 'FROM serversideup/php:8.4-fpm-nginx\nCOPY . /var/www/html\nENV AUTORUN_ENABLED=false\n',
    },
  },
  {
    on: 'laravel-11',
    about:
      'an update that brings new code to one server; somebody asks for the tables of a module, once for all servers',
    bad: {
      'routes/web.php': route,
      'app/Http/Controllers/ModuleController.php': module(
        "        $archive = new \\PharData($path);\n        $archive->extractTo(base_path());\n        «Artisan::call('migrate', ['--force' => true])»;\n",
      ),
    },
    good: {
      'routes/web.php': route,
      'app/Http/Controllers/ModuleController.php': module("        Artisan::call('migrate', ['--force' => true]);\n"),
    },
  },
]);
