import { examples } from 'ha-ready/rule';

const deploy = 'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n';
const dockerfile =
  'FROM ruby:3.4\nWORKDIR /rails\nCOPY . .\nENTRYPOINT ["/rails/bin/docker-entrypoint"]\nCMD ["./bin/rails", "server"]\n';

export default examples([
  {
    on: 'rails-8',
    about: 'the entry point of the image that Kamal starts on every host',
    bad: {
      'config/deploy.yml': deploy,
      Dockerfile: dockerfile,
      'bin/docker-entrypoint': '#!/bin/bash -e\n«./bin/rails db:prepare»\nexec "${@}"\n',
      '.kamal/hooks/pre-deploy':
        '#!/bin/sh\nkamal app exec --primary --version=$KAMAL_VERSION "bin/rails db:migrate"\n',
    },
    fixed: { 'bin/docker-entrypoint': '#!/bin/bash -e\nexec "${@}"\n' },
    good: {
      'config/deploy.yml': deploy,
      Dockerfile: dockerfile,
      'bin/docker-entrypoint': '#!/bin/bash -e\nexec "${@}"\n',
      '.kamal/hooks/pre-deploy':
        '#!/bin/sh\nkamal app exec --primary --version=$KAMAL_VERSION "bin/rails db:migrate"\n',
    },
  },
]);
