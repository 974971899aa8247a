import { hazard, isShared, judge, rule, safe } from 'ha-ready/rule';

const embedded = /^(sqlite|h2|derby|nedb|lowdb|leveldb|hsqldb|libsql-file)/;

export default rule({
  severity: 'error',
  title: 'The database is expected on the same machine',
  why: 'Every copy looks for the database on its own machine, so the second server finds none, or another one.',
  remedy: {
    any: 'Set the address of a database that all servers reach.',
  },
  needs: ['databases'],
  *check({ databases }) {
    for (const database of databases) {
      if (database.engine.state === 'unknown' || embedded.test(database.engine.value)) continue;
      const { technology, repair, label, placeholder } = database;
      const engine = database.engine.value;
      yield* judge(`where ${label} lives`, database.backend, (backend, because) => {
        if (isShared(backend))
          return safe(`${label} (${engine}) is a server of its own`, because, { technology, repair });
        const words = placeholder ? 'a placeholder that every server would keep' : 'each server would use its own';
        return hazard(`${label} (${engine}) is looked for on the machine itself, ${words}`, because, {
          technology,
          repair,
          ...(placeholder ? { severity: 'note' as const } : {}),
        });
      });
    }
  },
  examples: [
    {
      on: 'wordpress-6',
      about: 'WordPress on localhost, by the constant itself and by what a missing variable falls back to',
      bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', «'localhost'»);\n" },
      good: {
        'wp-config.php': "<?php\ndefine('DB_HOST', getenv('DB_HOST') ?: 'localhost');\n",
        '.env': 'DB_HOST=mysql.internal\n',
      },
    },
    {
      on: 'wordpress-6-bedrock',
      about: 'Bedrock falls back to localhost when DB_HOST is not set',
      bad: {
        '.env.example': "DB_NAME='shop'\n",
        'config/application.php':
          "<?php\nuse Roots\\WPConfig\\Config;\nuse function Env\\env;\nConfig::define('DB_HOST', «env('DB_HOST')» ?: 'localhost');\n",
      },
    },
    {
      on: 'rails-8',
      about: 'the fallback is this machine',
      bad: {
        'config/database.yml':
          'production:\n  adapter: postgresql\n  host: «<%= ENV.fetch("DB_HOST") { "127.0.0.1" } %>»\n',
      },
      good: {
        'config/database.yml':
          'production:\n  adapter: postgresql\n  host: <%= ENV.fetch("DB_HOST") { "127.0.0.1" } %>\n',
        '.env.production': 'DB_HOST=db.internal\n',
      },
    },
    {
      on: 'symfony-7',
      about: 'DATABASE_URL as the recipe writes it points at 127.0.0.1',
      bad: { '.env': 'DATABASE_URL="postgresql://app:x@127.0.0.1:5432/app"\n' },
      good: {
        '.env': 'DATABASE_URL="postgresql://app:x@127.0.0.1:5432/app"\n',
        '.env.prod': 'DATABASE_URL="postgresql://app:x@pg.internal:5432/app"\n',
      },
    },
  ],
});
