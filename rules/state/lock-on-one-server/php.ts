import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'flock and semaphores lock one machine',
    bad: { 'public/order.php': "<?php\n$file = fopen('/var/lock/order', 'c');\n«flock($file, LOCK_EX)»;\n" },
    good: { 'public/order.php': '<?php\n$database->query("SELECT GET_LOCK(\'order\', 5)");\n' },
  },
]);
