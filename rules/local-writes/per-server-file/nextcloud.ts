import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about: 'apps that the store installs into a writable folder exist on one server',
    bad: {
      'config/apps.config.php':
        "<?php\n$CONFIG = ['apps_paths' => [['path' => '/apps', 'writable' => false], ['path' => '/custom_apps', 'writable' => «true»]]];\n",
    },
    good: {
      'config/apps.config.php': "<?php\n$CONFIG = ['apps_paths' => [['path' => '/apps', 'writable' => false]]];\n",
    },
  },
]);
