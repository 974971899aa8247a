import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about: 'a start script that installs or upgrades',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nrsync -a /usr/src/nextcloud/ /var/www/html/\n«run_as \'php /var/www/html/occ upgrade\'»\nexec "$@"\n',
    },
    good: { 'docker-entrypoint.sh': '#!/bin/sh\nrsync -a /usr/src/nextcloud/ /var/www/html/\nexec "$@"\n' },
  },
]);
