import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'drupal-11',
    bad: { 'web/sites/default/settings.php': "<?php\n$settings['hash_salt'] = 'x';\n" },
    good: {},
  },
]);
