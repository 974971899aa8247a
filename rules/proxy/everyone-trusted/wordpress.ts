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
]);
