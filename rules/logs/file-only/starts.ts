import { examples } from 'ha-ready/rule';

const image = (command: string) => `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nCMD ${command}\n`;
const start = (line: string) => `#!/bin/sh\nset -e\n${line}\n`;

export default examples([
  {
    on: 'compose-2',
    about: 'the server of a container writes to a file by an option; a lone dash is the console',
    bad: {
      Dockerfile: image('[«"gunicorn", "shop.wsgi", "--error-logfile", "/var/log/shop/error.log"»]'),
      'compose.yaml': '',
    },
    good: {
      Dockerfile: image('["gunicorn", "shop.wsgi", "--error-logfile", "-", "--access-logfile=-"]'),
      'compose.yaml': '',
    },
  },
  {
    on: 'compose-2',
    about: 'a redirection of the start; a file that the start shows, and a program that ends',
    bad: {
      Dockerfile: image('["/app/start.sh"]'),
      'compose.yaml': '',
      'start.sh': start('«nohup celery -A shop worker» > /var/log/celery.log 2>&1 &\nexec gunicorn shop.wsgi'),
    },
    good: {
      Dockerfile: image('["/app/start.sh"]'),
      'compose.yaml': '',
      'start.sh': start(
        'python manage.py check > /tmp/check.log\ncelery -A shop worker > /var/log/celery.log 2>&1 &\ntail -F /var/log/celery.log &\nexec gunicorn shop.wsgi',
      ),
    },
  },
]);
