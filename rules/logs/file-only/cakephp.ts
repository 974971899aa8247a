import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'cakephp-5',
    about: 'loggers of files only; one that prints beside them is enough',
    bad: {
      'config/app.php':
        "<?php\nuse Cake\\Log\\Engine\\FileLog;\nreturn ['Log' => [\n    'debug' => ['className' => FileLog::class, 'path' => LOGS, 'levels' => ['notice', 'info']],\n    'error' => ['className' => «FileLog::class», 'path' => LOGS, 'levels' => ['error']],\n]];\n",
    },
    good: {
      'config/app.php':
        "<?php\nuse Cake\\Log\\Engine\\ConsoleLog;\nuse Cake\\Log\\Engine\\FileLog;\nreturn ['Log' => [\n    'debug' => ['className' => FileLog::class, 'path' => LOGS],\n    'error' => ['className' => ConsoleLog::class],\n]];\n",
    },
  },
]);
