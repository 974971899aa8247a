import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'the hosts of a Kamal role; hosts that are computed are not counted',
    bad: { 'config/deploy.yml': 'service: shop\nimage: shop\n\nservers:\n  «web»:\n    - 10.0.0.11\n' },
    good: {
      'config/deploy.yml':
        'service: shop\nimage: shop\n\nservers:\n  web:\n    hosts:\n      - 10.0.0.11\n      - 10.0.0.12: blue\n',
    },
    unclear: {
      'config/deploy.yml': 'service: shop\nimage: shop\n\nservers:\n  web: <%= ENV.fetch("HOSTS").split %>\n',
    },
  },
  {
    on: 'rails-8',
    about: 'workers have no users to keep',
    good: {
      'config/deploy.yml':
        'service: shop\nimage: shop\n\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n  job:\n    hosts: [10.0.0.13]\n    cmd: bin/jobs\n',
    },
  },
]);
