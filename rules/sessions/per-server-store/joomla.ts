import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'joomla-5',
    bad: { 'configuration.php': "<?php\nclass JConfig { public $session_handler = «'filesystem'»; }\n" },
    good: {},
  },
]);
