import { examples } from 'ha-ready/rule';

/** CodeIgniter 3 knows files only. */
export default examples([
  {
    on: 'php-8',
    about: 'errors are logged to a folder of the app',
    bad: {
      'application/config/config.php':
        "<?php\n\n$config['log_threshold'] = 1;\n$config['log_path'] = «__DIR__ . '/../../storage/logs/'»;\n",
    },
    good: {
      'application/config/config.php':
        "<?php\n\n$config['log_threshold'] = 0;\n$config['log_path'] = __DIR__ . '/../../storage/logs/';\n",
    },
  },
]);
