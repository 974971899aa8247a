import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'yii-2',
    about: 'a request component that names no proxy, in the settings that the web and the console share',
    bad: {
      'config/common.php':
        "<?php\n\nreturn [\n    'components' => [\n        'request' => «['cookieValidationKey' => getenv('COOKIE_KEY')]»,\n    ],\n];\n",
    },
    good: {
      'config/common.php':
        "<?php\n\nreturn [\n    'components' => [\n        'request' => ['trustedHosts' => ['10.0.0.0/8'], 'cookieValidationKey' => getenv('COOKIE_KEY')],\n    ],\n];\n",
    },
  },
]);
