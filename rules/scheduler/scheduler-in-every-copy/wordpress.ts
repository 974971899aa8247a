import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'the lock of WP-Cron is a transient: with an object cache in APCu every server has its own',
    bad: {
      'wp-config.php': "<?php\n«define('DISABLE_WP_CRON', false)»;\n",
      'wp-content/object-cache.php': '<?php\nfunction wp_cache_add($k, $d) { return apcu_add($k, $d); }\n',
    },
    good: { 'wp-config.php': "<?php\ndefine('DISABLE_WP_CRON', false);\n" },
  },
]);
