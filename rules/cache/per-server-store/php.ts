import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'values stored in APCu',
    bad: { 'public/list.php': "<?php\n«apcu_store('list', $list, 60)»;\n" },
    good: { 'public/list.php': "<?php\n$redis->setex('list', 60, $list);\n" },
  },
]);
