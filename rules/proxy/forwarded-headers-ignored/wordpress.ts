import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'without a block in wp-config.php WordPress takes every request for http',
    bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n" },
    good: {},
  },
  {
    on: 'wordpress-6',
    about: 'the scheme is taken from private networks, behind the last definition',
    bad: { 'wp-config.php': "<?php\n\ndefine('DB_HOST', 'mysql.internal');\n\n$table_prefix = 'wp_';\n" },
    fixed: {
      'wp-config.php':
        "<?php\n\ndefine('DB_HOST', 'mysql.internal');\n\nif (preg_match('/^(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.)/', $_SERVER['REMOTE_ADDR'] ?? '') && ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') {\n    $_SERVER['HTTPS'] = 'on';\n}\n\n$table_prefix = 'wp_';\n",
    },
  },
]);
