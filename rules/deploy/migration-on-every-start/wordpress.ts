import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'a start script that updates the database of WordPress does so in every container',
    bad: { 'docker-entrypoint.sh': '#!/bin/bash\n«wp core update-db»\nexec "$@"\n' },
    good: { 'docker-entrypoint.sh': '#!/bin/bash\nwp core is-installed\nexec "$@"\n' },
  },
]);
