import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'typo3-13',
    bad: { 'config/system/settings.php': "<?php\nreturn ['SYS' => ['reverseProxyIP' => «''»]];\n" },
    good: {},
  },
]);
