import { examples } from 'ha-ready/rule';

const server =
  'host: <%= ENV["DB_HOST"] %>\n  username: <%= ENV["DB_USERNAME"] %>\n  password: <%= ENV["DB_PASSWORD"] %>\n';

const ownMachine = 'development:\n  adapter: sqlite3\n  database: storage/development.sqlite3\n\n';

export default examples([
  {
    on: 'rails-8',
    about: 'the adapter of the production block is changed; one that other environments share is not',
    bad: {
      '.env.example': 'DB_HOST=db.internal\nDB_USERNAME=shop\nDB_PASSWORD=\n',
      'config/database.yml': 'production:\n  adapter: sqlite3\n  database: «storage/production.sqlite3»\n',
    },
    fixed: {
      'config/database.yml': `production:\n  adapter: postgresql\n  database: production\n  ${server}`,
    },
  },
  {
    on: 'rails-8',
    about: 'a block that takes its adapter from an anchor gets one of its own',
    bad: {
      '.env.example': 'DB_HOST=db.internal\nDB_USERNAME=shop\nDB_PASSWORD=\n',
      'config/database.yml':
        'default: &default\n  adapter: sqlite3\n\nproduction:\n  <<: *default\n  database: «storage/shop.sqlite3»\n',
    },
    fixed: {
      'config/database.yml': `default: &default\n  adapter: sqlite3\n\nproduction:\n  <<: *default\n  database: shop\n  adapter: postgresql\n  ${server}`,
    },
  },
  {
    on: 'rails-8',
    about: 'the file that an image makes the configuration from; one that it leaves alone',
    bad: {
      Dockerfile:
        'FROM ruby:3.4-slim\nCOPY . .\nCOPY config/database.yml.docker config/database.yml\nCMD ["bin/rails", "server"]\n',
      'config/database.yml': '',
      'config/database.yml.docker': 'production:\n  adapter: sqlite3\n  database: «storage/production.sqlite3»\n',
      'config/database.yml.mysql': 'production:\n  adapter: mysql2\n  host: db.internal\n',
    },
    good: {
      Dockerfile:
        'FROM ruby:3.4-slim\nCOPY . .\nCOPY config/database.yml.mysql config/database.yml\nCMD ["bin/rails", "server"]\n',
      'config/database.yml': '',
      'config/database.yml.docker': 'production:\n  adapter: sqlite3\n  database: storage/production.sqlite3\n',
      'config/database.yml.mysql': 'production:\n  adapter: mysql2\n  host: db.internal\n',
    },
  },
  {
    on: 'rails-8',
    about: 'code that picks one of several files: which one is not known; a template is the only word there is',
    bad: {
      'config/database.yml': '',
      'config/database.yml.template': 'production:\n  adapter: sqlite3\n  database: «storage/production.sqlite3»\n',
    },
    unclear: {
      'config/database.yml': '<%= ERB.new(File.read("config/database.#{Shop.adapter}.yml")).result %>\n',
      'config/database.sqlite.yml': 'production:\n  adapter: sqlite3\n  database: storage/production.sqlite3\n',
      'config/database.mysql.yml': 'production:\n  adapter: mysql2\n  host: <%= ENV["MYSQL_HOST"] %>\n',
    },
  },
  {
    on: 'rails-8',
    about:
      'an address that is given elsewhere names a database that there is a driver for; of two drivers nobody knows which',
    bad: {
      'config/database.yml': `${ownMachine}production:\n  url: «<%= ENV["DATABASE_URL"] %>»\n`,
      Gemfile: 'source "https://rubygems.org"\n\ngem "rails", "~> 8.0.1"\ngem "sqlite3", "~> 2.4"\n',
      'Gemfile.lock':
        'GEM\n  remote: https://rubygems.org/\n  specs:\n    rails (8.0.1)\n    sqlite3 (2.4.1)\n\nDEPENDENCIES\n  rails (~> 8.0.1)\n  sqlite3 (~> 2.4)\n',
    },
    good: { 'config/database.yml': `${ownMachine}production:\n  url: <%= ENV["DATABASE_URL"] %>\n` },
    unclear: {
      'config/database.yml': `${ownMachine}production:\n  url: <%= ENV["DATABASE_URL"] %>\n`,
      Gemfile: 'source "https://rubygems.org"\n\ngem "rails", "~> 8.0.1"\ngem "pg"\ngem "mysql2"\n',
      'Gemfile.lock':
        'GEM\n  remote: https://rubygems.org/\n  specs:\n    mysql2 (0.5.6)\n    pg (1.5.9)\n    rails (8.0.1)\n\nDEPENDENCIES\n  mysql2\n  pg\n  rails (~> 8.0.1)\n',
    },
  },
]);
