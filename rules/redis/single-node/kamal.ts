import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'an accessory on one host',
    bad: {
      'config/deploy.yml':
        'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\naccessories:\n  «redis»:\n    image: redis:8\n    host: 10.0.0.20\n    directories:\n      - data:/data\n',
    },
    good: { 'config/deploy.yml': 'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n' },
  },
]);
