import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WP-Cron is on unless DISABLE_WP_CRON switches it off',
    bad: { 'wp-config.php': "<?php\n«define('DISABLE_WP_CRON', false)»;\n" },
    fixed: { 'wp-config.php': "<?php\ndefine('DISABLE_WP_CRON', true);\n" },
    good: { 'wp-config.php': "<?php\ndefine('DISABLE_WP_CRON', true);\n" },
  },
  {
    on: 'wordpress-image',
    about: 'the official image leaves WP-Cron on unless WORDPRESS_CONFIG_EXTRA switches it off',
    bad: { 'compose.yaml': 'services:\n  wordpress:\n    image: wordpress:6\n' },
    good: {},
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'Bedrock reads the variable DISABLE_WP_CRON',
    bad: { '.env.example': "DB_HOST='mysql.internal'\nS3_UPLOADS_BUCKET='blog-media'\n" },
    fixed: { '.env.example': "DB_HOST='mysql.internal'\nS3_UPLOADS_BUCKET='blog-media'\nDISABLE_WP_CRON=true\n" },
  },
]);
