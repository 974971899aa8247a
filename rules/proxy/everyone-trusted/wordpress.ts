import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'the usual block believes the scheme of whoever sends the header',
    bad: {
      'wp-config.php':
        "<?php\nif «(isset($_SERVER['HTTP_X_FORWARDED_PROTO']) && $_SERVER['HTTP_X_FORWARDED_PROTO'] === 'https')» {\n    $_SERVER['HTTPS'] = 'on';\n}\n",
    },
    good: { 'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n" },
  },
  {
    on: 'wordpress-6',
    about: "the condition asks for the peer's address too, whatever else it asks",
    bad: {
      'wp-config.php':
        "<?php\ndefine('DB_HOST', 'mysql.internal');\nif «($_SERVER['HTTP_X_FORWARDED_PROTO'] === 'https' || $_SERVER['HTTP_X_FORWARDED_SSL'] === 'on')» {\n    $_SERVER['HTTPS'] = 'on';\n}\n",
    },
    fixed: {
      'wp-config.php':
        "<?php\ndefine('DB_HOST', 'mysql.internal');\nif (preg_match('/^(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.)/', $_SERVER['REMOTE_ADDR'] ?? '') && ($_SERVER['HTTP_X_FORWARDED_PROTO'] === 'https' || $_SERVER['HTTP_X_FORWARDED_SSL'] === 'on')) {\n    $_SERVER['HTTPS'] = 'on';\n}\n",
    },
  },
]);
