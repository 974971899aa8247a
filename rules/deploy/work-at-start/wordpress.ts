import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'a start script unpacks or downloads WordPress into the volume of each container',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/bash\nif [ ! -e index.php ]; then\n  «tar --create --file - --directory /usr/src/wordpress .» | tar --extract --file -\nfi\n«wp plugin install redis-cache --activate»\nexec "$@"\n',
    },
    good: { 'docker-entrypoint.sh': '#!/bin/bash\nwp core version\nexec "$@"\n' },
  },
]);
