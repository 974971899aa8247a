import { hazard, isEmbedded, isShared, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The database is a file on one server',
  why: 'Each copy has a database of its own: users, orders and settings written on one server do not exist on the other.',
  remedy: {
    any: 'Use a database server that every copy reaches, of a kind that the app speaks to, and carry over what the file holds; an app that speaks to such a file alone runs as one copy.',
    django:
      'Use a database server for whose driver the app is ready (`django.db.backends.postgresql` with psycopg), and move the data with `manage.py dumpdata` and `loaddata`.',
    flask:
      'Give SQLALCHEMY_DATABASE_URI the address of a PostgreSQL or MySQL server, by the variable that the app fills it from where it does so itself, and move the data there.',
    fastapi: 'Give create_engine the address of a PostgreSQL or MySQL server.',
  },
  needs: ['databases'],
  *check({ databases }) {
    for (const database of databases) {
      if (database.engine.state === 'known' && !isEmbedded(database.engine.value)) continue;
      const { technology, repair, label } = database;
      yield* judge(
        `which engine ${label} uses`,
        database.engine,
        (engine, chosen) =>
          judge(`where ${label} lives`, database.backend, (backend, because) =>
            isShared(backend)
              ? safe(`${label} is reached by every server`, [...chosen, ...because], { technology, repair })
              : hazard(
                  `${label} is ${engine}, a file on one ${backend.reach}: each server has its own data`,
                  because.length > 0 ? because : chosen,
                  { technology, repair },
                ),
          )[0],
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'SQLite in production',
      bad: {
        'config/database.yml': 'production:\n  adapter: sqlite3\n  database: «storage/production.sqlite3»\n',
      },
      good: {
        'config/database.yml': 'production:\n  adapter: sqlite3\n  database: storage/production.sqlite3\n',
        '.env.production': 'DATABASE_URL=postgres://db.internal/shop\n',
      },
    },
    {
      on: 'laravel-11',
      about: "SQLite by the env file, and by the framework's own default since 11",
      bad: { '.env.example': 'APP_NAME=Shop\n«DB_CONNECTION=sqlite»\n' },
      good: { '.env.example': 'APP_NAME=Shop\nDB_CONNECTION=mariadb\nDB_HOST=db.internal\n' },
    },
    {
      on: 'laravel-12',
      bad: {
        '.env.example': 'APP_NAME=Shop\n',
        'config/database.php':
          "<?php\n\nreturn [\n    'default' => «env('DB_CONNECTION', 'sqlite')»,\n    'connections' => ['sqlite' => ['driver' => 'sqlite', 'database' => database_path('database.sqlite')]],\n];\n",
      },
    },
    {
      on: 'laravel-10',
      about: "a URL wins over the connection's own driver",
      bad: { '.env.example': 'DB_CONNECTION=mysql\n«DATABASE_URL=sqlite:///data/shop.sqlite»\n' },
      good: { '.env.example': 'DB_CONNECTION=mysql\nDATABASE_URL=mysql://shop@db.internal/shop\n' },
    },
  ],
});
