import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WP-Cron is on unless DISABLE_WP_CRON switches it off',
    bad: { 'wp-config.php': "<?php\n«define('DISABLE_WP_CRON', false)»;\n" },
    good: { 'wp-config.php': "<?php\ndefine('DISABLE_WP_CRON', true);\n" },
  },
]);
