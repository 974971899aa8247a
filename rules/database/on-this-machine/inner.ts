import { examples } from 'ha-ready/rule';

const image =
  'FROM ubuntu:24.04\nCOPY docker/supervisord.conf /etc/supervisor/conf.d/shop.conf\nCOPY docker/start.sh /usr/local/bin/start.sh\nENTRYPOINT ["start.sh"]\nCMD ["supervisord", "-n"]\nEXPOSE 80\n';
const web = '[program:web]\ncommand=/usr/sbin/apache2ctl -DFOREGROUND\nautorestart=true\n';

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
]);
