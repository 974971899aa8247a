import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: "the app's own command line, called by its path",
    bad: { 'docker-entrypoint.sh': '#!/bin/sh\nset -e\n«/app/bin/shop upgrade --quiet»\nexec "$@"\n' },
    good: { 'docker-entrypoint.sh': '#!/bin/sh\nset -e\n/app/bin/shop version\nexec "$@"\n' },
  },
]);
