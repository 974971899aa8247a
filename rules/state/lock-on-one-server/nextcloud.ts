import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about:
      'a start script that locks a file of its volume; file locks of Nextcloud itself are in the database or in Redis',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\n(\n  flock 9\n  rsync -a /usr/src/nextcloud/ /var/www/html/\n) «9> /var/www/html/init.lock»\nexec "$@"\n',
    },
    good: { 'config/config.php': "<?php\n$CONFIG = ['dbtype' => 'pgsql'];\n" },
  },
]);
