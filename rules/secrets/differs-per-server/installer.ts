import { examples } from 'ha-ready/rule';

const script = (step: string) => `#!/usr/bin/env bash
set -e
if [ "$1" = "" ]; then
  echo "usage: setup.sh MODE"
  exit 0
fi
mkdir -p storage/oauth
${step}
`;

export default examples([
  {
    on: 'compose-2',
    about:
      'a key pair that a set-up leaves in a folder of the server; what it writes for the environment may be handed to every server, or made again on each',
    bad: { 'docker/setup.sh': script('«openssl genrsa -out ./storage/oauth/private.pem 4096»') },
    unclear: {
      'docker/setup.sh': script('echo "SECRET_KEY=$(openssl rand -hex 32)" >> .env'),
      'scripts/dev/setup.sh': script('openssl genrsa -out ./storage/oauth/private.pem 4096'),
    },
  },
  {
    on: 'compose-2',
    about: 'a script that the installer takes in, and a settings file that it edits',
    bad: {
      'install.sh': '#!/bin/bash\nset -e\nCONFIG=shop/config.yml\nsource install/make-key.sh\ndocker compose up -d\n',
      'install/make-key.sh':
        '«SECRET_KEY=$(head /dev/urandom | tr -dc a-z0-9 | head -c 50)»\nsed -i "s/^secret-key:.*/secret-key: $SECRET_KEY/" $CONFIG\n',
    },
    good: {
      'install.sh': '#!/bin/bash\nset -e\nsource install/make-name.sh\ndocker compose up -d\n',
      'install/make-name.sh': 'NAME=$(uuidgen)\nsed -i "s/^instance:.*/instance: $NAME/" shop/config.yml\n',
    },
  },
]);
