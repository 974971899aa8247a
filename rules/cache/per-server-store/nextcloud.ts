import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about: 'a local cache is per server by design, but without a distributed one it takes its place',
    bad: {
      'config/config.php': "<?php\n$CONFIG = ['memcache.local' => '\\\\OC\\\\Memcache\\\\APCu'];\n",
    },
    good: {},
  },
]);
