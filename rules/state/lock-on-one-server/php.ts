import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'flock and semaphores lock one machine',
    bad: {
      'public/order.php':
        "<?php\n$file = fopen('/var/lock/order', 'c');\n«flock»($file, LOCK_EX);\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->exec('UPDATE stock SET pieces = pieces - 1');\nflock($file, LOCK_UN);\n",
    },
    good: { 'public/order.php': '<?php\n$database->query("SELECT GET_LOCK(\'order\', 5)");\n' },
  },
]);
