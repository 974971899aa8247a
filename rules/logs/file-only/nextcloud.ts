import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about: 'nextcloud.log is the default',
    bad: { 'config/config.php': "<?php\n$CONFIG = ['dbtype' => 'pgsql'];\n" },
    good: {},
  },
]);
