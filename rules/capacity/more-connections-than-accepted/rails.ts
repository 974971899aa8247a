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
const puma = (workers: string) =>
  `threads_count = ENV.fetch("RAILS_MAX_THREADS") { 5 }\nthreads threads_count, threads_count\n${workers}\n`;
/** A web process with few threads, and Sidekiq beside it. */
const beside = (command: string, threads: string) => `services:
  web:
    build: .
    restart: always
    expose: [3000]
    environment:
      RAILS_MAX_THREADS: 3
  jobs:
    build: .
    restart: always
    command: ${command}
    environment:
      RAILS_MAX_THREADS: ${threads}
`;
const asked = '<%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>';

export default examples([
  {
    on: 'rails-8',
    about: 'the pool of a worker is as large as its own environment says, not as that of the web process',
    bad: {
      'config/database.yml': database(asked),
      'compose.yaml': beside('bundle exec sidekiq', '«50»'),
    },
    good: {
      'config/database.yml': database(asked),
      'compose.yaml': beside('bundle exec sidekiq', '20'),
    },
  },
  {
    on: 'rails-8',
    about: 'Sidekiq opens no more connections than it has threads: the command goes before its file',
    bad: {
      'config/database.yml': database(asked),
      'config/sidekiq.yml': ':concurrency: 10\n',
      'compose.yaml': beside('bundle exec sidekiq -c 50 -C config/sidekiq.yml', '60').replace('jobs', '«jobs»'),
    },
    good: {
      'config/database.yml': database(asked),
      'config/sidekiq.yml': ':concurrency: 50\n',
      'compose.yaml': beside('bundle exec sidekiq -c 20', '60'),
    },
  },
  {
    on: 'rails-8',
    about: 'threads by the file of Sidekiq, whose section of production decides',
    bad: {
      'config/database.yml': database(asked),
      'config/sidekiq.yml': ':concurrency: 5\nproduction:\n  :concurrency: «<%= ENV.fetch("JOB_THREADS", 55) %>»\n',
      'compose.yaml': beside('bundle exec sidekiq', '60'),
    },
    good: {
      'config/database.yml': database(asked),
      'config/sidekiq.yml': ':concurrency: 60\nproduction:\n  :concurrency: 15\n',
      'compose.yaml': beside('bundle exec sidekiq', '60'),
    },
  },
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
  {
    on: 'rails-8',
    about: 'a pool is a ceiling: a process opens no more connections than it has threads',
    bad: {
      'config/puma.rb': 'threads 5, 20\n«workers 8»\n',
      'config/database.yml': database('30'),
      'compose.yaml': compose('3'),
    },
    good: {
      'config/puma.rb': 'threads 1, 3\nworkers 8\n',
      'config/database.yml': database('30'),
      'compose.yaml': compose('3'),
    },
  },
]);
