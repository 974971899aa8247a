import { examples } from 'ha-ready/rule';

const database = (pool: string) =>
  `production:\n  adapter: postgresql\n  host: db.internal\n  database: shop\n  pool: ${pool}\n`;
const compose = (threads: string) => `services:
  web:
    build: .
    restart: always
    expose: [3000]
    environment:
      WEB_CONCURRENCY: 8
      RAILS_MAX_THREADS: ${threads}
`;
const puma = (workers: string) => `threads 3, 3\n${workers}\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'each process of Puma has a pool of its own',
    bad: {
      'config/puma.rb': puma('«workers Integer(ENV["WEB_CONCURRENCY"] || 2)»'),
      'config/database.yml': database('<%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>'),
      'compose.yaml': compose('10'),
    },
    good: {
      'config/puma.rb': puma('workers Integer(ENV["WEB_CONCURRENCY"] || 2)'),
      'config/database.yml': database('<%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>'),
      'compose.yaml': compose('5'),
    },
  },
]);
