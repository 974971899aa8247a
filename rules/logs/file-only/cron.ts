import { examples } from 'ha-ready/rule';

const image = (more: string) => `FROM php:8.3-apache\nCOPY deploy/crontab /etc/cron.d/shop\n${more}CMD ["/start.sh"]\n`;
const start = '#!/bin/sh\ncron\nexec apache2-foreground\n';

export default examples([
  {
    on: 'cron-3',
    about: 'what the jobs of an image print stays in a file of the container; one that the console follows',
    bad: {
      Dockerfile: image(''),
      'deploy/crontab': '*/5 * * * * «root php /app/bin/mails.php >> /var/log/mails.log 2>&1»\n',
      'start.sh': start,
    },
    good: {
      Dockerfile: image(''),
      'deploy/crontab': '*/5 * * * * root php /app/bin/mails.php >> /var/log/mails.log 2>&1\n',
      'start.sh': start.replace('cron\n', 'cron\ntail -F /var/log/mails.log &\n'),
    },
  },
  {
    on: 'cron-3',
    about: 'a file that is the console; work for the machine itself',
    good: {
      Dockerfile: image('RUN ln -sf /proc/1/fd/1 /var/log/mails.log\n'),
      'deploy/crontab':
        '*/5 * * * * root php /app/bin/mails.php > /var/log/mails.log\n0 1 * * * root php /app/bin/tidy.php >/proc/1/fd/1 2>&1\n0 3 * * * root logrotate /etc/logrotate.conf >> /var/log/rotate.log\n',
      'start.sh': start,
    },
  },
]);
