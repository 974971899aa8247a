import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'an object cache in APCu keeps stale options and transients on each server; one in Redis is shared',
    bad: {
      'wp-content/object-cache.php':
        '«<?php»\nfunction wp_cache_set($key, $data, $group = "", $expire = 0) { return apcu_store("$group:$key", $data, $expire); }\n',
    },
    good: {
      'wp-content/object-cache.php':
        '<?php\nclass WP_Object_Cache { public function __construct() { $this->redis = new Redis(); } }\n',
    },
    unclear: { 'wp-content/object-cache.php': "<?php\nrequire '/opt/platform/object-cache.php';\n" },
  },
  {
    on: 'wordpress-6',
    about: 'a cache of whole pages in files is purged on one server only',
    bad: { 'wp-content/plugins/wp-super-cache/wp-cache.php': '<?php\n' },
  },
]);
