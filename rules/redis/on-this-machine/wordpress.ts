import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'an object cache in Redis is looked for on 127.0.0.1 unless WP_REDIS_HOST says where it is',
    bad: { 'wp-content/object-cache.php': '<?php\n$redis = new Redis();\n' },
    good: {
      'wp-config.php': "<?php\ndefine('WP_REDIS_HOST', 'redis.internal');\n",
      'wp-content/object-cache.php': '<?php\n$redis = new Redis();\n',
    },
  },
]);
