import { hazard, isEmbedded, isShared, judge, rule, safe } from 'ha-ready/rule';

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
      if (database.engine.state === 'unknown' || isEmbedded(database.engine.value)) continue;
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
      on: 'laravel-11',
      about: 'an example that says 127.0.0.1 is a placeholder: a note; a production env file means it',
      bad: { '.env.production': 'DB_CONNECTION=pgsql\n«DB_HOST=127.0.0.1»\n' },
      good: { '.env.production': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\n' },
    },
    {
      on: 'laravel-10',
      about: 'a URL wins over the host',
      bad: { '.env.example': 'DB_CONNECTION=mysql\n«DB_HOST=127.0.0.1»\n' },
      good: { '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\nDATABASE_URL=mysql://shop@db.internal/shop\n' },
    },
  ],
});
