import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about: 'trusted_proxies is missing',
    bad: { 'config/config.php': "<?php\n$CONFIG = ['dbtype' => 'pgsql'];\n" },
    good: {},
  },
]);
