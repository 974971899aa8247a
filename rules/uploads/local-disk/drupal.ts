import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'drupal-11',
    bad: {
      'web/sites/default/settings.php':
        "<?php\n$databases['default']['default'] = ['host' => 'mysql.internal'];\n$settings['file_public_path'] = «'sites/default/files'»;\n",
    },
    good: {},
  },
]);
