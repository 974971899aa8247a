import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'without a block in wp-config.php WordPress takes every request for http',
    bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n" },
    good: {},
  },
]);
