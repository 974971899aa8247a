import { examples } from 'ha-ready/rule';

const deploy = (port: string) =>
  `service: shop\nimage: shop\n\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n\naccessories:\n  db:\n    image: postgres:17\n    host: 10.0.0.20\n    port: ${port}\n    directories:\n      - data:/var/lib/postgresql/data\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'an accessory whose port is open to everybody; one that is bound to its private address',
    bad: { 'config/deploy.yml': deploy('«5432»') },
    good: { 'config/deploy.yml': deploy('"127.0.0.1:5432:5432"') },
  },
]);
