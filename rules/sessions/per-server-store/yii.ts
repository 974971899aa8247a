import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'yii-2',
    about: "without a component of its own Yii uses PHP's sessions",
    bad: { 'config/web.php': "<?php\nreturn ['components' => ['cache' => ['class' => 'yii\\redis\\Cache']]];\n" },
    good: {},
  },
]);
