import { examples } from 'ha-ready/rule';

/** CodeIgniter 3 knows files only; 4 has handlers. */
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
  {
    on: 'php-8',
    about: 'whichever level is chosen, lines go to files; the level that is off logs nothing',
    bad: {
      'application/config/config.php':
        "<?php\n\n$config['log_threshold'] = SHOP_DEBUG ? 2 : 1;\n$config['log_path'] = «''»;\n",
    },
    unclear: {
      'application/config/config.php':
        "<?php\n\n$config['log_threshold'] = SHOP_DEBUG ? 2 : 0;\n$config['log_path'] = '';\n",
    },
  },
  {
    on: 'codeigniter-4',
    about: 'the handlers of CodeIgniter 4',
    bad: {
      'app/Config/Logger.php':
        "<?php\n\nnamespace Config;\n\nuse CodeIgniter\\Config\\BaseConfig;\nuse CodeIgniter\\Log\\Handlers\\FileHandler;\n\nclass Logger extends BaseConfig\n{\n    public $threshold = 4;\n    public array $handlers = [\n        «FileHandler::class» => ['handles' => ['critical', 'error'], 'path' => ''],\n    ];\n}\n",
    },
    good: {
      'app/Config/Logger.php':
        "<?php\n\nnamespace Config;\n\nuse CodeIgniter\\Config\\BaseConfig;\n\nclass Logger extends BaseConfig\n{\n    public $threshold = 4;\n    public array $handlers = [\n        'CodeIgniter\\Log\\Handlers\\FileHandler' => ['handles' => ['critical']],\n        'CodeIgniter\\Log\\Handlers\\ErrorlogHandler' => ['handles' => ['critical', 'error'], 'messageType' => 4],\n    ];\n}\n",
    },
  },
]);
