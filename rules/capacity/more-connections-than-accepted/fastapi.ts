import { examples } from 'ha-ready/rule';

const engine = (size: number) =>
  `from sqlalchemy.ext.asyncio import create_async_engine\n\nengine = create_async_engine("postgresql+asyncpg://app@db.internal/app", pool_size=${size})\n`;

export default examples([
  {
    on: 'fastapi-0',
    about: 'ten more than the pool may be opened, by each process',
    bad: { 'app/db.py': engine(60) },
    good: { 'app/db.py': engine(5) },
  },
]);
