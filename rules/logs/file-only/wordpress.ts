import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'debug.log is a file of each server, and is written only while WP_DEBUG is on',
    bad: { 'wp-config.php': "<?php\ndefine('WP_DEBUG', true);\ndefine('WP_DEBUG_LOG', «true»);\n" },
    good: { 'wp-config.php': "<?php\ndefine('WP_DEBUG', true);\ndefine('WP_DEBUG_LOG', '/dev/stderr');\n" },
  },
  {
    on: 'wordpress-6',
    about: 'errors go to the console',
    bad: {
      'wp-config.php':
        "<?php\ndefine('DB_HOST', 'mysql.internal');\ndefine('WP_DEBUG', true);\ndefine('WP_DEBUG_LOG', «true»);\n",
    },
    fixed: {
      'wp-config.php':
        "<?php\ndefine('DB_HOST', 'mysql.internal');\ndefine('WP_DEBUG', true);\ndefine('WP_DEBUG_LOG', '/dev/stderr');\n",
    },
  },
]);
