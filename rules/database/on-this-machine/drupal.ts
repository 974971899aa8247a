import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'drupal-11',
    about: 'settings.php names localhost',
    bad: {
      'web/sites/default/settings.php':
        "<?php\n$databases['default']['default'] = ['host' => «'localhost'»];\n$settings['s3fs.use_s3_for_public'] = TRUE;\n",
    },
    good: {},
  },
]);
