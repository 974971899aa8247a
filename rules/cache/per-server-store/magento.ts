import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'magento-2',
    about:
      'the cache of Magento is in files unless env.php names a backend; configuration and blocks are cleared on one server only',
    bad: { 'app/etc/env.php': "<?php\nreturn ['session' => ['save' => 'redis']];\n" },
    good: {},
  },
]);
