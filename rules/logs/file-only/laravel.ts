import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the channel of the console',
    bad: { '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\n«LOG_CHANNEL=daily»\n' },
    fixed: { '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nLOG_CHANNEL=stderr\n' },
  },
]);
