import { examples } from 'ha-ready/rule';

const image = `FROM debian:12-slim
RUN echo "7,37 * * * * su www-data -s /bin/sh -c 'php /srv/shop/refresh.php' 2>> /proc/1/fd/2" > /srv/lines.default
ENV CRON_MIN=''
COPY docker/entrypoint.sh /srv/docker/entrypoint.sh
WORKDIR /srv
ENTRYPOINT ["./docker/entrypoint.sh"]
EXPOSE 80
CMD ([ -z "$CRON_MIN" ] || «cron») && . /etc/apache2/envvars && exec apache2 -D FOREGROUND
`;
const entry = `#!/bin/sh
if [ -n "$CRON_MIN" ]; then
  sed </srv/lines.default -r "s#^[^ ]+ #$CRON_MIN #" | crontab -
fi
exec "$@"
`;
const stack = (minutes: string) =>
  `services:\n  shop:\n    build: .\n    restart: always\n    ports: ['80:80']\n${minutes}`;

const writesTab = (cat: string, last: string) =>
  `#!/bin/sh\n: \${FETCH_AT:='*/5 * * * *'}\n${cat} <<-EOF > /srv/shop.cron\n\t$FETCH_AT cd /srv && python fetch.py\nEOF\n${last}\n`;

export default examples([
  {
    on: 'compose-2',
    about: 'the deployment switches on a cron daemon in the container of the web server',
    bad: {
      Dockerfile: image,
      'docker/entrypoint.sh': entry,
      'compose.yaml': stack("    environment:\n      CRON_MIN: '3,33'\n"),
    },
    good: {
      Dockerfile: image.replace(/[«»]/g, ''),
      'docker/entrypoint.sh': entry,
      'compose.yaml': stack(''),
    },
  },
  {
    on: 'compose-2',
    about: 'a loop that keeps several programs alive, a scheduler among them',
    bad: {
      'docker-entrypoint.sh': `#!/bin/bash
start_web() {
  gunicorn shop.wsgi &
}
start_schedule() {
  RQ_REDIS_HOST=\${REDIS_HOST:-redis} \\
    «rqscheduler --path /app» &
}
keep() {
  PROCESS=$1
  if [[ ! -f "/tmp/\${PROCESS}.pid" ]]; then
    start_"\${PROCESS}"
  fi
}
while true; do
  keep web
  keep schedule
  sleep 5
done
`,
    },
    good: {
      'docker-entrypoint.sh': `#!/bin/bash
start_web() {
  gunicorn shop.wsgi &
}
start_schedule() {
  rqscheduler --path /app &
}
while true; do
  start_web
  sleep 5
done
`,
    },
  },
  {
    on: 's6-3',
    about:
      'a crontab of the image, with cron and the web server as services beside each other; a container that is cron alone',
    bad: {
      'image/etc/crontabs/web': '0 8 * * * «cd /app && php bin/daily.php»\n',
      'image/etc/services.d/cron/run': '#!/bin/execlineb -P\ncrond -f\n',
      'image/etc/services.d/web/run': '#!/bin/execlineb -P\nnginx -g "daemon off;"\n',
    },
    good: {
      'image/etc/crontabs/web': '0 8 * * * find /tmp -mtime +1 -delete\n',
      'image/etc/services.d/cron/run': '#!/bin/execlineb -P\ncrond -f\n',
      'image/etc/services.d/web/run': '#!/bin/execlineb -P\nnginx -g "daemon off;"\n',
    },
    unclear: {
      'image/etc/crontabs/web': '0 8 * * * cd /app && php bin/daily.php\n',
      'image/etc/services.d/cron/run': '#!/bin/execlineb -P\ncrond -f\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a start that writes a line for the cron of its container; one that turns the logs of the container over',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nnightly() {\n  «printf \'%s root /app/dump.sh\\n\' "$DUMP_AT"» >/etc/cron.d/dump\n}\nnightly\nexec supervisord -n -c /etc/supervisor/supervisord.conf\n',
    },
    good: {
      'docker-entrypoint.sh':
        '#!/bin/sh\necho "0 3 * * * root logrotate /etc/logrotate.conf" >/etc/cron.d/logs\nexec supervisord -n -c /etc/supervisor/supervisord.conf\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a start that writes the file which its cron is handed by its path; a container that is that cron alone',
    bad: {
      'docker-entrypoint.sh': writesTab('«cat»', 'exec supervisord -n -c /srv/supervisord.conf'),
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["/srv/docker-entrypoint.sh"]\n',
      'supervisord.conf':
        '[supervisord]\nnodaemon=true\n[program:web]\ncommand=gunicorn shop.wsgi\n[program:cron]\ncommand = /usr/local/bin/supercronic /srv/shop.cron\n',
    },
    good: {
      'docker-entrypoint.sh': writesTab('cat', 'exec supercronic /srv/shop.cron'),
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["/srv/docker-entrypoint.sh"]\n',
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    entrypoint: [gunicorn, shop.wsgi]\n    expose: ["8000"]\n  cron:\n    build: .\n    restart: always\n',
    },
  },
  {
    on: 'cron-3',
    about: 'cron in the background of a start that keeps several programs; a container that keeps nothing but cron',
    bad: {
      Dockerfile:
        'FROM php:8.3-fpm-alpine\nCOPY . .\nCOPY cronjobs /etc/cron.d/jobs\nRUN /usr/bin/crontab /etc/cron.d/jobs\nCMD ["/var/www/html/startup.sh"]\n',
      cronjobs: '0 9 * * * «php /var/www/html/jobs/reminders.php»\n',
      'startup.sh': '#!/bin/sh\nphp-fpm -F &\ncrond -f &\nnginx -g "daemon off;" &\nwait\n',
    },
    unclear: {
      Dockerfile:
        'FROM php:8.3-cli-alpine\nCOPY . .\nCOPY cronjobs /etc/cron.d/jobs\nRUN /usr/bin/crontab /etc/cron.d/jobs\nCMD ["/var/www/html/startup.sh"]\n',
      cronjobs: '0 9 * * * php /var/www/html/jobs/reminders.php\n',
      'startup.sh': '#!/bin/sh\ntouch /var/log/jobs.log\ncrond -f &\ntail -F /var/log/jobs.log\n',
    },
  },
  {
    on: 'cron-3',
    about: 'the line that an image starts',
    bad: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY crontab /etc/cron.d/shop\nCMD cron && apache2-foreground\n',
      crontab: '*/5 * * * * «root php /app/bin/mails.php»\n',
    },
    unclear: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY crontab /etc/cron.d/shop\nCMD cron && tail -f /var/log/cron.log\n',
      crontab: '*/5 * * * * root php /app/bin/mails.php\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a scheduler that a script waits for: the one process of a container; beside a server it is not',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nEXPOSE 8000\nENTRYPOINT ["./start.sh"]\n',
      'compose.yaml': stack(''),
      'start.sh': '#!/bin/sh\ngunicorn shop.wsgi &\n«celery -A shop beat» &\nwait\n',
    },
    good: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nEXPOSE 8000\nENTRYPOINT ["./start.sh"]\n',
      'compose.yaml': stack(''),
      'start.sh': '#!/bin/sh\ncelery -A shop beat &\nwait\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'a crontab that starts commands of the app: one that mails, and one that only keeps what it has fetched',
    bad: {
      Dockerfile: 'FROM php:8.3-fpm\nCOPY docker/crontab /etc/cron.d/shop\nENTRYPOINT ["/start.sh"]\n',
      'start.sh': '#!/bin/sh\ncron\nexec php-fpm\n',
      'docker/crontab': '0 0 * * * «php /var/www/html/artisan prices:announce»\n',
      'app/Console/Commands/Announce.php':
        "<?php\nnamespace App\\Console\\Commands;\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Http;\nclass Announce extends Command\n{\n    protected $signature = 'prices:announce';\n    public function handle(): void\n    {\n        Http::post('https://chat.example.com', ['text' => 'new prices']);\n    }\n}\n",
    },
    good: {
      Dockerfile: 'FROM php:8.3-fpm\nCOPY docker/crontab /etc/cron.d/shop\nENTRYPOINT ["/start.sh"]\n',
      'start.sh': '#!/bin/sh\ncron\nexec php-fpm\n',
      'docker/crontab': '0 0 * * * php /var/www/html/artisan prices:fetch >> /dev/null 2>&1\n',
      'app/Console/Commands/Fetch.php':
        "<?php\nnamespace App\\Console\\Commands;\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\Http;\nclass Fetch extends Command\n{\n    protected $signature = 'prices:fetch';\n    public function handle(): void\n    {\n        Cache::forever('prices', Http::get('https://prices.example.com')->json());\n        $this->info('fetched');\n    }\n}\n",
    },
  },
  {
    on: 'cron-3',
    about: 'a crontab that the start hands to a program beside the server; one that is all that a container runs',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD supercronic /app/crontab & gunicorn shop.wsgi\n',
      crontab: '*/5 * * * * «python jobs/send.py»\n',
    },
    unclear: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["supercronic", "/app/crontab"]\n',
      crontab: '*/5 * * * * python jobs/send.py\n',
    },
  },
  {
    on: 'rails-8',
    about: "the app's own schedule, written into the crontab of each container",
    bad: {
      Dockerfile: 'FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nENTRYPOINT ["bin/start.sh"]\n',
      'bin/start.sh': '#!/bin/sh\nbundle exec whenever --update-crontab\n«cron»\nexec bundle exec puma\n',
    },
    good: {
      Dockerfile: 'FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nENTRYPOINT ["bin/start.sh"]\n',
      'bin/start.sh': '#!/bin/sh\nbundle exec whenever --update-crontab\nexec bundle exec puma\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a script that an image puts where its cron looks once a day',
    bad: {
      Dockerfile:
        'FROM alpine:3.22\nRUN apk add --no-cache nginx php84\nCOPY daily.sh /etc/periodic/daily/shop\nEXPOSE 80\nCMD ["/start.sh"]\n',
      'compose.yaml': '',
      'start.sh': '#!/bin/sh\n«crond»\nexec nginx -g "daemon off;"\n',
    },
    good: {
      Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache nginx php84\nEXPOSE 80\nCMD ["/start.sh"]\n',
      'compose.yaml': '',
      'start.sh': '#!/bin/sh\ncrond\nexec nginx -g "daemon off;"\n',
    },
  },
]);
