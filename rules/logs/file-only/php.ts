import { examples } from 'ha-ready/rule';

const logging = (handlers: string) => `<?php

use Monolog\\Handler\\StreamHandler;
use Monolog\\Logger;

function logger(): Logger
{
    $logger = new Logger('shop');
    ${handlers}
    return $logger;
}

logger()->info($_SERVER['REQUEST_URI']);
`;

export default examples([
  {
    on: 'php-8',
    about: 'what an app without a framework tells Monolog; a stream of the process goes to the console',
    bad: { 'public/index.php': logging("$logger->pushHandler(«new StreamHandler(__DIR__ . '/../logs/shop.log')»);") },
    good: { 'public/index.php': logging("$logger->pushHandler(new StreamHandler('php://stderr'));") },
  },
  {
    on: 'php-8',
    about: 'files by the day, made by a function of the settings of a container; the journal of the system',
    bad: {
      'config/services.php':
        "<?php\n\nuse Monolog\\Handler\\RotatingFileHandler;\n\nreturn [\n    'log' => fn () => «new RotatingFileHandler(__DIR__ . '/../logs/shop.log', 14)»,\n];\n",
    },
    good: {
      'config/services.php':
        "<?php\n\nuse Monolog\\Handler\\SyslogHandler;\n\nreturn [\n    'log' => fn () => new SyslogHandler('shop'),\n];\n",
    },
  },
]);
