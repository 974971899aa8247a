import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'yii-2',
    about: 'FileCache',
    bad: {
      'config/web.php': "<?php\nreturn ['components' => ['cache' => ['class' => «'yii\\caching\\FileCache'»]]];\n",
    },
    good: {},
  },
]);
