import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about:
      'a start script that fills in random keys gives every container its own; placeholders alone are replaced by keys in the shared database',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/bash\nset -e\nif [ ! -s wp-config.php ]; then\n  «awk \'/put your unique phrase here/ { cmd = "head -c1m /dev/urandom | sha1sum"; cmd | getline str; gsub("put your unique phrase here", str) } { print }\' wp-config-docker.php» > wp-config.php\nfi\nexec "$@"\n',
    },
    good: { 'docker-entrypoint.sh': '#!/bin/bash\nexec "$@"\n' },
  },
  {
    on: 'wordpress-6',
    about: 'keys made with random_bytes change with every request',
    bad: {
      'wp-config.php': "<?php\n«define('AUTH_KEY', bin2hex(random_bytes(32)))»;\n",
    },
  },
]);
