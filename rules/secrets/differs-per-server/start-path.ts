import { examples } from 'ha-ready/rule';

const entry = (body: string) => `#!/bin/bash\nset -e\n${body}\nexec "$@"\n`;

export default examples([
  {
    on: 'compose-2',
    about: 'made by a function, from a file that is taken in',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker-entrypoint.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
      'docker-entrypoint.sh': entry('. "$(dirname "$0")/random.sh"\nexport «SECRET_KEY=$(make_random 50)»'),
      'random.sh': 'make_random() {\n  head -c "$1" /dev/urandom | base64\n}\n',
    },
    good: {
      'docker-entrypoint.sh': entry('. "$(dirname "$0")/random.sh"\nexport RUN_NAME=$(make_random 50)'),
      'random.sh': 'make_random() {\n  head -c "$1" /dev/urandom | base64\n}\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a variable of any name that ends up in a setting',
    bad: {
      'docker-entrypoint.sh': entry(
        '«value=$(dd if=/dev/urandom bs=36 count=1 | openssl base64)»\nsed -i "s:^APP_SECRET=.*:APP_SECRET=$value:" .env',
      ),
    },
    good: {
      'docker-entrypoint.sh': entry('value=$(uuidgen)\nsed -i "s:^INSTANCE=.*:INSTANCE=$value:" .env'),
    },
  },
  {
    on: 'compose-2',
    about: 'a here-document',
    bad: {
      'docker-entrypoint.sh': entry(
        'if [ ! -f /app/.env ]; then\n  «cat» > /app/.env <<EOF\nMODE=production\nSESSION_SECRET=$(openssl rand -hex 32)\nEOF\nfi',
      ),
    },
    good: {
      'docker-entrypoint.sh': entry(
        'if [ ! -f /app/.env ]; then\n  cat > /app/.env <<EOF\nMODE=production\nSESSION_SECRET=$SESSION_SECRET\nEOF\nfi',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'a line that is added to a file; the certificate of a container may be its own',
    bad: {
      'docker-entrypoint.sh': entry('«echo "APP_KEY=$(uuidgen)"» >> /app/.env'),
    },
    good: {
      'docker-entrypoint.sh': entry(
        'openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=shop -keyout /etc/ssl/private/key.pem -out /etc/ssl/shop.crt',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'a key that a certificate is asked for with, and one that is only kept',
    bad: {
      'docker-entrypoint.sh': entry('«openssl genrsa -out /app/shop.key 2048»'),
    },
    good: {
      'docker-entrypoint.sh': entry(
        'openssl genrsa -out /app/shop.key 2048\nopenssl req -key /app/shop.key -new -out /app/shop.csr -subj /CN=shop\n[ -f "$BASE/acme/key.pem" ] || openssl genrsa 4096 > "$BASE/acme/key.pem"',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'a key in a folder that all servers mount',
    bad: {
      'docker-entrypoint.sh': entry('[ -f /data/secret.key ] || «openssl rand -hex 32» > /data/secret.key'),
    },
    good: {
      'docker-entrypoint.sh': entry('[ -f /data/secret.key ] || openssl rand -hex 32 > /data/secret.key'),
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    volumes: ['keys:/data']
volumes:
  keys:
    driver: local
    driver_opts:
      type: nfs
      o: addr=files.internal,rw
      device: ':/srv/keys'
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a tool that is named by a variable of the script',
    bad: {
      'docker-entrypoint.sh': entry(
        'if [ "$1" = "gunicorn" ]; then\n  ROOT=/var/www/html\n  ARTISAN="php $ROOT/artisan"\n  if [ -z "${APP_KEY:-}" ]; then\n    «${ARTISAN} key:generate --force»\n  fi\nfi',
      ),
    },
    good: {
      'docker-entrypoint.sh': entry(
        'if [ "$1" = "gunicorn" ]; then\n  ROOT=/var/www/html\n  ARTISAN="php $ROOT/artisan"\n  if [ -z "${APP_KEY:-}" ]; then\n    ${ARTISAN} key:generate --force\n  fi\nfi',
      ),
      'compose.yaml':
        "services:\n  web:\n    build: .\n    restart: always\n    expose: ['8000']\n    environment:\n      APP_KEY: base64:9b1c\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a key that the start makes where its copy of the example has none: the example has one, or not',
    bad: {
      Dockerfile: 'FROM php:8.3-fpm\nWORKDIR /var/www/html\nCOPY . .\nENTRYPOINT ["/var/www/html/start.sh"]\n',
      '.env.example': 'APP_NAME=Shop\nAPP_KEY=\n',
      'start.sh':
        '#!/bin/sh\nset -e\ncd /var/www/html\nif [ ! -e .env ]; then\n  cp .env.example .env\nfi\necho "starting"\nif ! grep -q \'^APP_KEY=[^[:space:]]\' /var/www/html/.env; then\n  «php artisan key:generate -n»\nfi\nexec php-fpm\n',
    },
    good: {
      Dockerfile: 'FROM php:8.3-fpm\nWORKDIR /var/www/html\nCOPY . .\nENTRYPOINT ["/var/www/html/start.sh"]\n',
      '.env.example': 'APP_NAME=Shop\nAPP_KEY=base64:kx3vUoYV7vT2qPWmRk0hZs1bYw5nQ9dLr8eCfGhIjKl=\n',
      'start.sh':
        '#!/bin/sh\nset -e\ncd /var/www/html\nif [ ! -e .env ]; then\n  cp .env.example .env\nfi\necho "starting"\nif ! grep -q \'^APP_KEY=[^[:space:]]\' /var/www/html/.env; then\n  php artisan key:generate -n\nfi\nexec php-fpm\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a program of the image that is named for making the keys',
    bad: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\n«/opt/shop/scripts/generate_secrets.py --production»\nexec "$@"\n',
    },
    good: { 'docker-entrypoint.sh': '#!/bin/sh\nset -e\n/opt/shop/scripts/check_secrets.py --production\nexec "$@"\n' },
  },
  {
    on: 'compose-2',
    about:
      'what stands for the key in a file that the start copies; a word that stands for a password of somebody else',
    bad: {
      'docker-entrypoint.sh': entry(
        'if [ ! -f "$CONFIG/settings.yml" ]; then\n  cp /usr/local/shop/settings.template.yml "$CONFIG/settings.yml"\n  «sed -i "s/verysecretkey/$(head -c 24 /dev/urandom | base64 | tr -dc \'a-zA-Z0-9\')/g" "$CONFIG/settings.yml"»\nfi',
      ),
    },
    good: {
      'docker-entrypoint.sh': entry(
        'sed -i "s/ADMIN_PASSWORD_HERE/$(openssl rand -hex 12)/; s/thekey/$SHOP_KEY/" /usr/local/shop/settings.yml',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'salts that wp-cli makes with a configuration; a configuration without them',
    bad: {
      'docker-entrypoint.sh': entry(
        'if [ ! -f wp-config.php ]; then\n  «wp config create --dbname="$DB_NAME" --dbhost="$DB_HOST"»\nfi',
      ),
    },
    good: {
      'docker-entrypoint.sh': entry('wp config create --skip-salts --dbname="$DB_NAME" --dbhost="$DB_HOST"'),
    },
  },
  {
    on: 'compose-2',
    about: 'tools that write one setting into a file',
    bad: {
      'docker-entrypoint.sh': entry('«crudini --set /etc/shop.ini security secret_key $(openssl rand -base64 32)»'),
      'start.sh': '',
    },
    good: {
      'docker-entrypoint.sh': entry(
        'crudini --set /etc/shop.ini security secret_key "$SECRET_KEY"\nyq -i ".app.id = \\"$(uuidgen)\\"" /etc/shop.yaml',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'a path of a document that yq sets',
    bad: {
      'docker-entrypoint.sh': entry('«yq -i ".app.secret = \\"$(openssl rand -hex 32)\\"" /config/config.yaml»'),
    },
  },
]);
