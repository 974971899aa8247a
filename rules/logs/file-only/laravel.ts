import { examples } from 'ha-ready/rule';

const lock55 = '{ "packages": [{ "name": "laravel/framework", "version": "v5.5.48" }], "packages-dev": [] }';

export default examples([
  {
    on: 'laravel-11',
    about: 'the channel of the console',
    bad: { '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\n«LOG_CHANNEL=daily»\n' },
    fixed: { '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nLOG_CHANNEL=stderr\n' },
  },
  {
    on: 'laravel-5',
    about: 'one word in config/app.php, before there were channels',
    bad: {
      'composer.lock': lock55,
      'config/logging.php': null,
      'config/app.php': "<?php\n\nreturn [\n    'name' => 'Shop',\n    'log' => «env('APP_LOG', 'daily')»,\n];\n",
    },
    good: {
      'composer.lock': lock55,
      'config/logging.php': null,
      'config/app.php': "<?php\n\nreturn [\n    'name' => 'Shop',\n    'log' => env('APP_LOG', 'errorlog'),\n];\n",
    },
  },
]);
