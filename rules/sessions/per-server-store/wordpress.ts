import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'a plugin that starts a PHP session',
    bad: { 'wp-content/plugins/cart/cart.php': '<?php\n«session_start()»;\n' },
    good: { 'wp-content/plugins/cart/cart.php': '<?php\nsession_write_close();\n' },
  },
]);
