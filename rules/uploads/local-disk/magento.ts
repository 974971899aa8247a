import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'magento-2',
    bad: { 'app/etc/env.php': "<?php\nreturn ['remote_storage' => ['driver' => «'file'»]];\n" },
    good: {},
  },
]);
