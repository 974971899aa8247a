import { examples } from 'ha-ready/rule';

const app = (options: string) => ({
  'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_prepared_statements = 0\n',
  'app/database.py': `from sqlalchemy.ext.asyncio import create_async_engine

engine = ${options}
`,
});

export default examples([
  {
    on: 'fastapi-0',
    about: 'asyncpg prepares its statements unless its cache is off',
    bad: app('«create_async_engine("postgresql+asyncpg://app@pgbouncer.internal/app")»'),
    good: app(
      'create_async_engine("postgresql+asyncpg://app@pgbouncer.internal/app", connect_args={"statement_cache_size": 0})',
    ),
  },
]);
