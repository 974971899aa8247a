import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'supervisor-4',
    about: 'the option is added, or set',
    bad: {
      'supervisord.conf':
        '[program:queue]\ncommand=«php /app/artisan queue:work --max-time=3600»\n\n[program:web]\ncommand=nginx\n«autorestart=false»\n',
    },
    fixed: {
      'supervisord.conf':
        '[program:queue]\ncommand=php /app/artisan queue:work --max-time=3600\nautorestart=true\n\n[program:web]\ncommand=nginx\nautorestart=true\n',
    },
  },
  {
    on: 'supervisor-4',
    about: 'a program that is meant to run through and end',
    good: {
      'supervisord.conf': '[program:prepare]\ncommand=php /app/artisan about\nautorestart=false\nstartsecs=0\n',
    },
  },
  {
    on: 'systemd-252',
    about: 'the unit asks to be restarted',
    bad: { 'worker.service': '[«Service»]\nExecStart=/usr/bin/php /srv/shop/artisan queue:work\n' },
    fixed: { 'worker.service': '[Service]\nExecStart=/usr/bin/php /srv/shop/artisan queue:work\nRestart=always\n' },
  },
  {
    on: 'compose-2',
    about: 'the service gets a restart policy',
    bad: { 'compose.yaml': 'services:\n  worker:\n    build: .\n    command: python worker.py\n' },
    fixed: {
      'compose.yaml':
        'services:\n  worker:\n    build: .\n    command: python worker.py\n    restart: unless-stopped\n',
    },
  },
]);
