import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'a counter of login attempts in APCu; opcache and constants are local by design',
    bad: { 'public/login.php': "<?php\n«apcu_inc('attempts:' . $_POST['name'])»;\n" },
    good: {
      'public/login.php': "<?php\nopcache_compile_file('a.php');\n$redis->incr('attempts:' . $_POST['name']);\n",
    },
  },
]);
