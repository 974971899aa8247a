import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: "PHP's own sessions are files unless an ini file, the FPM pool or the code says otherwise",
    bad: { 'public/login.php': "<?php\n«session_start()»;\n$_SESSION['user'] = 1;\n" },
    good: {
      'public/login.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      'docker/php-fpm.d/www.conf':
        '[www]\nphp_value[session.save_handler] = redis\nphp_value[session.save_path] = "tcp://redis.internal:6379"\n',
    },
  },
  {
    on: 'php-8',
    about: 'ini_set in code, and a handler that code hands over',
    bad: { 'public/login.php': "<?php\n«ini_set('session.save_handler', 'files')»;\nsession_start();\n" },
    fixed: { 'public/login.php': "<?php\nini_set('session.save_handler', 'redis');\nsession_start();\n" },
    good: { 'public/login.php': "<?php\nini_set('session.save_handler', 'memcached');\nsession_start();\n" },
    unclear: { 'public/login.php': '<?php\nsession_set_save_handler(new OurSessions());\nsession_start();\n' },
  },
  {
    on: 'php-8',
    about: 'a handler for Redis by its name',
    good: {
      'public/login.php': '<?php\nsession_set_save_handler(new RedisSessionHandler($redis));\nsession_start();\n',
    },
  },
]);
