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
]);
