import { examples } from 'ha-ready/rule';

const image =
  'FROM ubuntu:24.04\nCOPY docker/supervisord.conf /etc/supervisor/conf.d/shop.conf\nCOPY docker/start.sh /usr/local/bin/start.sh\nENTRYPOINT ["start.sh"]\nCMD ["supervisord", "-n"]\nEXPOSE 80\n';
const web = '[program:web]\ncommand=/usr/sbin/apache2ctl -DFOREGROUND\nautorestart=true\n';

/** Keeps the container open behind the server, so that people can start it again. */
const data =
  '#!/bin/bash\nset -e\nsu - postgres -c "/usr/lib/postgresql/17/bin/postgres -D /data" &\nuntil pg_isready; do sleep 2; done\npsql -c "CREATE EXTENSION IF NOT EXISTS pg_trgm"\n/bin/bash -c "trap : TERM INT; sleep infinity & wait"\n';

export default examples([
  {
    on: 'compose-2',
    about: 'supervisord keeps a MySQL beside the web server of each container',
    bad: {
      Dockerfile: image,
      'compose.yaml': '',
      'docker/start.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
      'docker/supervisord.conf': `${web}[program:database]\ncommand=«/usr/bin/mysqld_safe --user=mysql»\nautorestart=true\n`,
    },
    good: {
      Dockerfile: image,
      'compose.yaml': '',
      'docker/start.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
      'docker/supervisord.conf': web,
    },
  },
  {
    on: 'compose-2',
    about: 'a program that waits until a script starts it',
    bad: {
      Dockerfile: image,
      'compose.yaml': '',
      'docker/start.sh': '#!/bin/sh\nset -e\nsupervisorctl start database\nexec "$@"\n',
      'docker/supervisord.conf': `${web}[program:database]\ncommand=«/usr/bin/mysqld_safe --user=mysql»\nautostart=false\n`,
    },
    good: {
      Dockerfile: image,
      'compose.yaml': '',
      'docker/start.sh': '#!/bin/sh\nset -e\nmysqld --initialize-insecure --user=mysql\nexec "$@"\n',
      'docker/supervisord.conf': `${web}[program:database]\ncommand=/usr/bin/mysqld_safe --user=mysql\nautostart=false\n`,
    },
  },
  {
    on: 'compose-2',
    about: 'a program under a name of its own, with a switch that the start script turns on where no host is given',
    bad: {
      Dockerfile: `FROM ubuntu:24.04
ARG ENGINE=mysql
COPY docker/web.conf /etc/supervisor/conf.d/shop.conf
COPY docker/db/${'$'}{ENGINE}/supervisord.conf /etc/supervisor/conf.d/database.conf
COPY docker/start.sh /usr/local/bin/start.sh
ENTRYPOINT ["start.sh"]
CMD ["supervisord", "-n"]
EXPOSE 80
`,
      'compose.yaml': '',
      'docker/web.conf': web,
      'docker/db/mysql/supervisord.conf':
        '[program:database]\ncommand=«/usr/sbin/mysqld --user=mysql»\nautostart=%(ENV_DB_AUTOSTART)s\n',
      'docker/start.sh':
        '#!/bin/bash\nset -e\nif [ -z "$DB_HOST" ]; then\n  export DB_AUTOSTART=true\nelse\n  export DB_AUTOSTART=false\nfi\nexec "$@"\n',
    },
    good: {
      Dockerfile: image.replace(
        'conf.d/shop.conf',
        'conf.d/shop.conf\nCOPY docker/db.conf /etc/supervisor/conf.d/database.conf',
      ),
      'compose.yaml': '',
      'docker/supervisord.conf': web,
      'docker/db.conf': '[program:database]\ncommand=/usr/sbin/mysqld --user=mysql\nautostart=%(ENV_DB_AUTOSTART)s\n',
      'docker/start.sh': '#!/bin/bash\nset -e\nexport DB_AUTOSTART=false\nexec "$@"\n',
    },
  },
  {
    on: 'compose-2',
    about:
      'an image over that of a web server, whose start of the database is a script; an image for the database alone',
    bad: {
      Dockerfile:
        'FROM nginx:1.29\nCOPY docker/supervisord.conf /etc/supervisor/supervisord.conf\nCOPY docker/pg.sh /pg.sh\nEXPOSE 80\nENTRYPOINT []\nCMD ["/usr/bin/supervisord", "--configuration=/etc/supervisor/supervisord.conf", "--nodaemon"]\n',
      'compose.yaml': '',
      'docker/pg.sh': data,
      'docker/supervisord.conf':
        '[program:database]\ncommand=«/pg.sh»\n[program:api]\ncommand=/usr/local/bin/shop-api\n[program:site]\ncommand=/usr/sbin/nginx -g "daemon off;"\n',
    },
    good: {
      Dockerfile: 'FROM debian:13\nCOPY docker/pg.sh /pg.sh\nEXPOSE 5432\nCMD ["/pg.sh"]\n',
      'compose.yaml': '',
      'docker/pg.sh': data,
    },
  },
]);
