import { examples } from 'ha-ready/rule';

const image = 'FROM ruby:3.4\nCOPY . .\nENTRYPOINT ["./start.sh"]\nCMD ["./bin/rails", "server"]\n';

export default examples([
  {
    on: 'rails-8',
    about: 'assets that the image has already are compiled by every copy',
    bad: {
      Dockerfile: image.replace('COPY . .', 'COPY . .\nRUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile'),
      'start.sh': '#!/bin/sh\nset -e\n«bundle exec rails assets:precompile»\nexec "$@"\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
    good: {
      Dockerfile: image.replace('COPY . .', 'COPY . .\nRUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile'),
      'start.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
    },
  },
  {
    on: 'rails-8',
    about: 'an image that no file of the app is put into is that of a developer, who mounts his own',
    bad: {
      Dockerfile:
        'FROM ruby:3.3\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker-entrypoint.sh"]\nCMD ["bin/rails", "server"]\n',
      'docker-entrypoint.sh': '#!/bin/sh\n«bundle install»\nexec "$@"\n',
    },
    good: {
      Dockerfile: 'FROM ruby:3.3\nWORKDIR /app\nENTRYPOINT ["./docker-entrypoint.sh"]\nCMD ["bash"]\n',
      'docker-entrypoint.sh': '#!/bin/sh\nbundle install\nexec "$@"\n',
    },
  },
]);
