import { examples } from 'ha-ready/rule';

const image =
  'FROM ruby:3.4-alpine\nWORKDIR /app\nCOPY docker/rootfs /\nCOPY . /app\nEXPOSE 80\nENTRYPOINT ["/init"]\n';

const started = 'FROM python:3.13\nCOPY . /app\nWORKDIR /app\nCMD ["./start.sh"]\n';
const kept =
  'FROM python:3.13\nCOPY docker/supervisord.conf /etc/supervisord.conf\nCOPY . /app\nCMD ["supervisord", "-n", "-c", "/etc/supervisord.conf"]\n';
const program = (command: string) => `[program:shop]\ncommand=${command}\nautorestart=true\n`;

export default examples([
  {
    on: 's6-3',
    about: 'a service whose server stands in a pipe, and one that takes the place of its script',
    bad: {
      Dockerfile: image,
      'docker/rootfs/etc/services.d/shop/run':
        '#!/usr/bin/with-contenv sh\ncd /app\n«./bin/puma -C config/puma.rb» 2>&1 | tee -a log/shop.log\n',
    },
    good: {
      Dockerfile: image,
      'docker/rootfs/etc/services.d/shop/run':
        '#!/usr/bin/with-contenv sh\ncd /app\nexec ./bin/puma -C config/puma.rb\n',
    },
  },
  {
    on: 's6-3',
    about: 'a chain of execline has no shell that stays in front',
    good: {
      Dockerfile: image,
      'docker/rootfs/etc/services.d/shop/run': '#!/bin/execlineb -P\npuma -C config/puma.rb\n',
    },
  },
  {
    on: 's6-3',
    about: 'a script that runs once, and is kept in a file beside what starts it',
    bad: {
      Dockerfile: image,
      'docker/rootfs/etc/s6-overlay/s6-rc.d/index/run':
        '#!/command/with-contenv sh\ncd /app\n«./bin/puma -C index.rb» | tee -a log/index.log\n',
      'docker/rootfs/etc/s6-overlay/s6-rc.d/index/type': 'longrun\n',
    },
    good: {
      Dockerfile: image,
      'docker/rootfs/etc/s6-overlay/s6-rc.d/index/run':
        '#!/command/with-contenv sh\ncd /app\n./bin/puma -C index.rb | tee -a log/index.log\n',
      'docker/rootfs/etc/s6-overlay/s6-rc.d/index/type': 'oneshot\n',
      'docker/rootfs/etc/s6-overlay/s6-rc.d/index/up': '/etc/s6-overlay/s6-rc.d/index/run\n',
    },
  },
  {
    on: 'compose-2',
    about: 'supervisord tells the shell of a program to stop, and not what the shell waits for; a group is told whole',
    bad: {
      Dockerfile: kept,
      'docker/supervisord.conf': program(`sh -c "cd /app && «gunicorn shop.wsgi»"`),
    },
    good: {
      Dockerfile: kept,
      'docker/supervisord.conf': program('sh -c "cd /app && gunicorn shop.wsgi"\nstopasgroup=true'),
    },
  },
  {
    on: 'compose-2',
    about: 'a line of supervisord that ends in exec, and one of bash, which makes way for its last command',
    good: {
      Dockerfile: kept,
      'docker/supervisord.conf':
        program('sh -c "cd /app && exec gunicorn shop.wsgi"') +
        '\n[program:more]\ncommand=bash -c "cd /app; gunicorn more.wsgi"\n',
    },
  },
  {
    on: 'compose-2',
    about: 'servers in the background of a shell that waits, without a trap',
    bad: {
      'start.sh': '#!/bin/sh\n«gunicorn shop.wsgi» &\ncelery -A shop worker &\nwait\n',
      Dockerfile: started,
    },
    good: {
      'start.sh':
        '#!/bin/sh\nstop() {\n  kill -TERM "$pid"\n  wait "$pid"\n}\ntrap stop TERM INT\ngunicorn shop.wsgi &\npid=$!\nwait "$pid"\n',
      Dockerfile: started,
    },
  },
  {
    on: 'compose-2',
    about: 'a trap ends the wait: what stands behind it must wait for the server again',
    bad: {
      'start.sh': `#!/bin/sh\n«gunicorn shop.wsgi» &\npid=$!\ntrap 'kill -TERM $pid' TERM\nwait $pid\n`,
      Dockerfile: started,
    },
    good: {
      'start.sh': `#!/bin/sh\ngunicorn shop.wsgi &\npid=$!\ntrap 'kill -TERM $pid' TERM\nwait $pid\ntrap - TERM\nwait $pid\n`,
      Dockerfile: started,
    },
  },
  {
    on: 'compose-2',
    about: 'supervisord stops a server by a signal that the server does not take for a graceful end',
    bad: {
      Dockerfile: kept,
      'docker/supervisord.conf': program('bundle exec puma -p 8000\nstopsignal=«QUIT»'),
    },
    fixed: { 'docker/supervisord.conf': program('bundle exec puma -p 8000\nstopsignal=TERM') },
    good: {
      Dockerfile: kept,
      'docker/supervisord.conf': `${program('php-fpm -F\nstopsignal=QUIT')}\n[program:web]\ncommand=gunicorn shop.wsgi\nstopsignal=TERM\n`,
    },
  },
  {
    on: 'compose-2',
    about: 'supervisord stops by SIGTERM what names no signal: a quick end for nginx and php-fpm',
    bad: {
      Dockerfile: kept,
      'docker/supervisord.conf': `[program:fpm]\ncommand=«php-fpm8.4 -F»\n[program:web]\ncommand=nginx -g "daemon off;"\n`,
    },
    good: {
      Dockerfile: kept,
      'docker/supervisord.conf': `[program:fpm]\ncommand=php-fpm8.4 -F\nstopsignal=QUIT\n[program:web]\ncommand=nginx -g "daemon off;"\nstopsignal=QUIT\n`,
    },
  },
]);
