import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'magento-2',
    bad: { 'app/etc/env.php': "<?php\nreturn ['session' => ['save' => «'files'»]];\n" },
    good: {},
  },
]);
