import { examples } from 'ha-ready/rule';

const server =
  'host: <%= ENV.fetch("DB_HOST") %>\n  username: <%= ENV.fetch("DB_USERNAME") %>\n  password: <%= ENV.fetch("DB_PASSWORD") %>\n';

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
]);
