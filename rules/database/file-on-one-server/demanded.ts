import { examples } from 'ha-ready/rule';

const image = (start: string) => ({
  Dockerfile:
    'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker/entrypoint.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
  'docker/entrypoint.sh': `#!/bin/bash\nset -e\n${start}\nexec "$@"\n`,
});

const settings = {
  'requirements.txt': 'Django==5.1.4\ndj-database-url==2.3.0\n',
  'shop/deployment.py':
    "import dj_database_url\n\nDATABASES = {'default': «dj_database_url.config(default='sqlite:///db.sqlite3')»}\n",
};

const unmarked = { ...settings, 'shop/deployment.py': settings['shop/deployment.py'].replace(/[«»]/g, '') };

export default examples([
  {
    on: 'django-5',
    about: 'what stands in for an address that the start insists on is in force nowhere; it is where the start goes on',
    bad: { ...settings, ...image('[ -z "$DATABASE_URL" ] && echo "no DATABASE_URL: a file is used"') },
    unclear: {
      ...unmarked,
      ...image('if [[ -z $DATABASE_URL ]]; then\n  echo "DATABASE_URL must be set"\n  exit 1\nfi'),
    },
  },
  {
    on: 'django-5',
    about: 'a shell that ends by itself where the variable is not set; a demand of one branch is none of every start',
    bad: {
      ...settings,
      ...image('if [ -n "$REPORTS" ]; then\n  [ -n "$DATABASE_URL" ] || exit 1\nfi'),
    },
    unclear: { ...unmarked, ...image(': "${DATABASE_URL:?an address is needed}"') },
  },
  {
    on: 'django-5',
    about: 'a function that ends the start; a way out without a failure is no demand',
    bad: { ...settings, ...image('fail() {\n  echo "$1"\n}\n[ "$DATABASE_URL" ] || fail "no database"') },
    unclear: {
      ...unmarked,
      ...image('fail() {\n  echo "$1" >&2\n  exit 2\n}\n[ "$DATABASE_URL" ] || fail "no database"'),
    },
  },
  {
    on: 'laravel-12',
    about: 'the connection that is used where a variable is not set, which the start insists on',
    bad: {
      '.env.example': 'APP_NAME=Shop\n',
      'config/database.php':
        "<?php\n\nreturn [\n    'default' => «env('DB_CONNECTION', 'sqlite')»,\n    'connections' => ['sqlite' => ['driver' => 'sqlite', 'database' => database_path('database.sqlite')]],\n];\n",
      Dockerfile:
        'FROM php:8.3-apache\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["apache2-foreground"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\n[ -n "$DB_HOST" ] || exit 1\nexec "$@"\n',
    },
    unclear: {
      '.env.example': 'APP_NAME=Shop\n',
      'config/database.php':
        "<?php\n\nreturn [\n    'default' => env('DB_CONNECTION', 'sqlite'),\n    'connections' => ['sqlite' => ['driver' => 'sqlite', 'database' => database_path('database.sqlite')]],\n];\n",
      Dockerfile:
        'FROM php:8.3-apache\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["apache2-foreground"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\n[ -n "$DB_CONNECTION" ] || exit 1\nexec "$@"\n',
    },
  },
  {
    on: 'django-5',
    about: 'a stack that is not started without the address',
    bad: {
      ...settings,
      'compose.yaml':
        "services:\n  web:\n    build: .\n    ports: ['8000:8000']\n    environment:\n      WEB_CONCURRENCY: ${WORKERS:?}\n",
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
    },
    unclear: {
      ...unmarked,
      'compose.yaml':
        "services:\n  web:\n    build: .\n    ports: ['8000:8000']\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n",
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
    },
  },
]);
