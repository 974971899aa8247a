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
]);
