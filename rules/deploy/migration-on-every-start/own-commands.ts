import { examples } from 'ha-ready/rule';

const php =
  'FROM php:8.4-fpm\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker/entrypoint.sh"]\nCMD ["php-fpm"]\nEXPOSE 9000\n';
const setup = (inside: string) => `<?php

namespace App\\Console\\Commands;

use Illuminate\\Console\\Command;

class Setup extends Command
{
    protected $signature = 'shop:setup
                            {--force : without a question}';

    public function handle(): void
    {
        $this->prepare();
    }

    private function prepare(): void
    {
        $this->step('schema', '${inside}', ['--force' => true]);
    }

    private function step(string $message, string $command, array $options = []): void
    {
        $this->info($message);
        $this->call($command, $options);
    }
}
`;
const entry = (line: string) => `#!/bin/sh\nset -e\n${line}\nexec "$@"\n`;

const ruby = 'FROM ruby:3.4-alpine\nWORKDIR /app\nCOPY docker/rootfs /\nCOPY . /app\nEXPOSE 80\nENTRYPOINT ["/init"]\n';
const tasks = (inside: string) => `namespace :shop do
  task upgrade: :environment do
    Rake::Task['shop:db:upgrade'].invoke
  end

  namespace :db do
    task upgrade: :environment do
      Rake::Task['${inside}'].invoke
    end
  end
end
`;

const python =
  'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nENTRYPOINT ["./docker/entrypoint.sh"]\nCMD ["gunicorn", "shop.wsgi"]\nEXPOSE 8000\n';
const boot = (inside: string) => `from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        call_command("${inside}", interactive=False)
`;

const scripts =
  '[project]\nname = "shop"\ndependencies = ["django>=5"]\n\n[project.scripts]\nshopctl = "shop.cli:main"\n';

const tasksOf = (name: string) =>
  `from django.core.management import call_command
from invoke import task


@task
def set_up(context, quick=False):
    if quick:
        prepare(context)


@task
def prepare(context):
    call_command("${name}")


@task
def warm_up(context):
    print("warm")
`;

const clicked = `import click
from django.core.management import call_command


@click.group()
def cli():
    pass


@cli.command("set-up")
@click.option("--quick")
def prepare(quick):
    call_command("migrate")


def main():
    cli()
`;

const bundled = (name: string) =>
  `FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm run build\nEXPOSE 3000\nCMD ["sh", "-c", "«node -r dotenv/config dist/${name}.mjs» && exec node dist/server.mjs"]\n`;

const grouped = `import subprocess
import sys

import click


@click.group("shop")
@click.option("--settings")
def shop(settings):
    pass


@shop.group("rows")
def rows():
    pass


@rows.command("raise")
def raise_schema():
    steps = [sys.executable, "-m", "alembic", "upgrade", "head"]
    subprocess.run(steps, check=True)


@rows.command("tidy")
def tidy():
    print("tidy")


if __name__ == "__main__":
    shop()
`;

/** A runner of the app's own, which goes through its steps; `first` and `second` are what these do. */
const ownRunner = (first: string, second: string, start: string) => ({
  'package.json':
    '{ "name": "shop", "type": "module", "scripts": { "start": "node src/server.js" }, "dependencies": { "mongodb": "6" } }\n',
  'src/steps.js': `export async function sums(db) {\n  ${first}\n}\n\nexport async function marks(db) {\n  ${second}\n}\n`,
  'src/runner.js':
    "import { marks, sums } from './steps.js';\n\nconst all = [\n  { name: 'sums', run: sums },\n  { name: 'marks', run: marks },\n];\n\nexport async function bringUp(db) {\n  for (const one of all) {\n    if (await db.collection('done').findOne({ name: one.name })) continue;\n    await one.run(db);\n    await db.collection('done').insertOne({ name: one.name });\n  }\n}\n",
  'src/server.js': `import { createServer } from 'node:http';\nimport { MongoClient } from 'mongodb';\nimport { bringUp } from './runner.js';\n\nconst client = await new MongoClient(process.env.MONGO_URL).connect();\n${start}\ncreateServer((request, response) => response.end()).listen(3000);\n`,
});

export default examples([
  {
    on: 'node-22',
    about: 'all steps of a runner are told once, where the start calls it',
    bad: ownRunner(
      "await db.collection('sums').drop();",
      "await db.collection('marks').rename('flags');",
      '«await bringUp(client.db())»;'.replace('«await ', 'await «'),
    ),
    good: ownRunner(
      "await db.collection('sums').createIndex({ day: 1 });",
      "await db.collection('marks').createIndex({ of: 1 });",
      'await bringUp(client.db());',
    ),
  },
  {
    on: 'laravel-11',
    about: "a command of the app's own that migrates two methods away",
    bad: {
      Dockerfile: php,
      'docker/entrypoint.sh': entry('«php artisan shop:setup --force»'),
      'app/Console/Commands/Setup.php': setup('migrate'),
    },
    good: {
      Dockerfile: php,
      'docker/entrypoint.sh': entry('php artisan shop:setup --force'),
      'app/Console/Commands/Setup.php': setup('view:cache'),
    },
  },
  {
    on: 'rails-8',
    about: 'a task of the set-up scripts of s6 that leads to another task',
    bad: {
      Dockerfile: ruby,
      'docker/rootfs/etc/cont-init.d/30-upgrade': '#!/usr/bin/with-contenv sh\ncd /app\n«./bin/rails shop:upgrade»\n',
      'lib/tasks/shop.rake': tasks('db:migrate'),
    },
    good: {
      Dockerfile: ruby,
      'docker/rootfs/etc/cont-init.d/30-upgrade': '#!/usr/bin/with-contenv sh\ncd /app\n./bin/rails shop:upgrade\n',
      'lib/tasks/shop.rake': tasks('db:version'),
    },
  },
  {
    on: 'django-5',
    about: 'a management command that calls another one; nobody but a person runs the second',
    bad: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('«python manage.py prepare»'),
      'shop/management/commands/prepare.py': boot('migrate'),
    },
    good: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('python manage.py check_links'),
      'shop/management/commands/prepare.py': boot('migrate'),
    },
  },
  {
    on: 'compose-2',
    about: 'a script of the app that upgrades the schema before the server starts',
    bad: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('«python startup.py»'),
      'startup.py':
        'from alembic import command\nfrom alembic.config import Config\n\n\ndef main():\n    command.upgrade(Config("alembic.ini"), "head")\n\n\nmain()\n',
    },
    good: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('python warm_up.py'),
      'warm_up.py': 'from shop import templates\n\ntemplates.load_all()\n',
    },
  },
  {
    on: 'django-5',
    about: 'a program that the package installs, whose task leads to the migrations',
    bad: {
      Dockerfile: python,
      'pyproject.toml': scripts,
      'docker/entrypoint.sh': entry('«shopctl set-up --quick»'),
      'shop/tasks.py': tasksOf('migrate'),
    },
    good: {
      Dockerfile: python,
      'pyproject.toml': scripts,
      'docker/entrypoint.sh': entry('shopctl warm-up'),
      'shop/tasks.py': tasksOf('migrate'),
    },
  },
  {
    on: 'django-5',
    about: 'a command whose decorator names it; a program of somebody else with a command of that name',
    bad: {
      Dockerfile: python,
      'pyproject.toml': scripts,
      'docker/entrypoint.sh': entry('«shopctl set-up»'),
      'shop/cli.py': clicked,
    },
    good: {
      Dockerfile: python,
      'pyproject.toml': scripts,
      'docker/entrypoint.sh': entry('vendorctl set-up'),
      'shop/cli.py': clicked,
    },
  },
  {
    on: 'express-5',
    about: 'a module that a bundler has built of TypeScript, behind one that is loaded first',
    bad: {
      Dockerfile: bundled('raise'),
      'raise.ts':
        "import { drizzle } from 'drizzle-orm/node-postgres';\nimport { migrate } from 'drizzle-orm/node-postgres/migrator';\n\nawait migrate(drizzle(process.env.DATABASE_URL), { migrationsFolder: 'drizzle' });\n",
    },
    good: {
      Dockerfile: bundled('warm').replace(/[«»]/g, ''),
      'warm.ts':
        "import { drizzle } from 'drizzle-orm/node-postgres';\n\nexport const database = drizzle(process.env.DATABASE_URL);\n",
    },
  },
  {
    on: 'compose-2',
    about: 'a command of a package that runs by its name; another one of it',
    bad: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('«python3 -m shop --settings /etc/shop.cfg rows raise»'),
      'shop/__main__.py': grouped,
    },
    good: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('python3 -m shop --settings /etc/shop.cfg rows tidy'),
      'shop/__main__.py': grouped,
    },
  },
  {
    on: 'compose-2',
    about: 'a command of that name of a package that is not the one that is run',
    good: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('python3 -m desk rows raise'),
      'desk/__main__.py': 'print("desk")\n',
      'shop/__main__.py': grouped,
    },
  },
  {
    on: 'compose-2',
    about: 'a module of the app that runs by its name',
    bad: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('«python -m shop.startup»'),
      'shop/startup.py':
        'from alembic import command\nfrom alembic.config import Config\n\n\ndef main():\n    command.upgrade(Config("alembic.ini"), "head")\n\n\nif __name__ == "__main__":\n    main()\n',
    },
    good: {
      Dockerfile: python,
      'docker/entrypoint.sh': entry('python -m compileall shop'),
      'shop/startup.py':
        'from alembic import command\nfrom alembic.config import Config\n\n\ndef main():\n    command.upgrade(Config("alembic.ini"), "head")\n\n\nif __name__ == "__main__":\n    main()\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a service that migrates and ends, started again only when it fails; one that serves behind it',
    bad: {
      'compose.yaml': `services:\n  app:\n    build: .\n    restart: always\n    environment: { DATABASE_URL: 'postgres://shop@db/shop', MIGRATE: 'yes' }\n    ports: ['80:8000']\n  db:\n    image: postgres:16\n`,
      Dockerfile: 'FROM python:3.13\nCOPY . /srv\nWORKDIR /srv\nCMD ["./start.sh"]\n',
      'prepare.sh': '#!/bin/sh\nif [ X"$MIGRATE" = X"yes" ]; then\n  «python manage.py migrate»\nfi\n',
      'start.sh': '#!/bin/sh\n. /srv/prepare.sh\nexec gunicorn shop.wsgi\n',
    },
    good: {
      'compose.yaml': `services:\n  migrations:\n    build: .\n    command: ./prepare.sh\n    restart: on-failure\n    environment: { DATABASE_URL: 'postgres://shop@db/shop', MIGRATE: 'yes' }\n  app:\n    build: .\n    restart: always\n    environment: { DATABASE_URL: 'postgres://shop@db/shop', MIGRATE: 'no' }\n    ports: ['80:8000']\n  db:\n    image: postgres:16\n`,
      Dockerfile: 'FROM python:3.13\nCOPY . /srv\nWORKDIR /srv\nCMD ["./start.sh"]\n',
      'prepare.sh': '#!/bin/sh\nif [ X"$MIGRATE" = X"yes" ]; then\n  python manage.py migrate\nfi\n',
      'start.sh': '#!/bin/sh\n. /srv/prepare.sh\nexec gunicorn shop.wsgi\n',
    },
  },
  {
    on: 'express-5',
    about: 'a script of Node that the start runs before the server, and one that a build has made',
    bad: {
      Dockerfile:
        'FROM node:22-alpine AS build\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM node:22-alpine\nWORKDIR /app\nCOPY --from=build /app/dist .\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nset -eu\nexport NODE_ENV=production\n«node db/init.js»\nexec node src/server.js\n',
      'db/init.js':
        "import knex from 'knex';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\n\nasync function main() {\n  await database.migrate.latest();\n}\n\nmain();\n",
    },
    good: {
      Dockerfile: 'FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nset -eu\nnode db/check.js\nexec node src/server.js\n',
      'db/check.js':
        "import knex from 'knex';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\nawait database.migrate.list();\n",
    },
  },
  {
    on: 'compose-2',
    about: 'a function that is handed a line for another user: it stands where it is called, and is told once',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nset -e\nas_app() {\n  if [ "$(id -u)" = 0 ]; then\n    su -p "$user" -s /bin/sh -c "$1"\n  else\n    sh -c "$1"\n  fi\n}\nuser=app\nas_app \'«python manage.py migrate --noinput»\'\nexec "$@"\n',
    },
    good: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nset -e\nas_app() {\n  if [ "$(id -u)" = 0 ]; then\n    su -p "$user" -s /bin/sh -c "$1"\n  else\n    sh -c "$1"\n  fi\n}\nuser=app\nas_app \'python manage.py check --deploy\'\nexec "$@"\n',
    },
  },
  {
    on: 'laravel-12',
    about: "a command of the app's own that runs many others by one helper",
    bad: {
      Dockerfile:
        'FROM php:8.4-fpm\nCOPY . /app\nWORKDIR /app\nENTRYPOINT ["sh", "/app/docker/start.sh"]\nCMD ["php-fpm"]\n',
      'docker/start.sh': '#!/bin/sh\nset -e\n«php artisan shop:setup»\nexec "$@"\n',
      'app/Console/Commands/Setup.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\n\nclass Setup extends Command\n{\n    protected $signature = 'shop:setup';\n\n    public function handle(): void\n    {\n        $this->step('Cache', 'cache:clear');\n        $this->step('Settings', 'config:clear');\n        $this->step('Routes', 'route:clear');\n        $this->step('Views', 'view:clear');\n        $this->step('Events', 'event:clear');\n        $this->step('Settings', 'config:cache');\n        $this->step('Routes', 'route:cache');\n        $this->step('Views', 'view:cache');\n        $this->step('Events', 'event:cache');\n        $this->step('Database', 'migrate', ['--force' => true]);\n    }\n\n    private function step(string $says, string $command, array $options = []): void\n    {\n        $this->info($says);\n        $this->callSilent($command, $options);\n    }\n}\n",
    },
  },
]);
