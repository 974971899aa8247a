import { examples } from 'ha-ready/rule';

const image = (name: string) =>
  `FROM php:8.3-apache\nENV APP_ENV=${name}\nCOPY . /var/www/html\nEXPOSE 80\nCMD ["apache2-foreground"]\n`;
const handlers = (path: string) =>
  `when@prod:\n    monolog:\n        handlers:\n            main: { type: stream, path: ${path} }\nwhen@container:\n    monolog:\n        handlers:\n            main: { type: stream, path: 'php://stderr' }\n`;

export default examples([
  {
    on: 'symfony-7',
    about: 'the handler behind fingers_crossed decides, in the configuration for production',
    bad: {
      'config/packages/monolog.yaml':
        "when@prod:\n    monolog:\n        handlers:\n            main: { type: fingers_crossed, action_level: error, handler: nested }\n            nested:\n                type: stream\n                path: «'%kernel.logs_dir%/%kernel.environment%.log'»\n",
    },
    fixed: {
      'config/packages/monolog.yaml':
        "when@prod:\n    monolog:\n        handlers:\n            main: { type: fingers_crossed, action_level: error, handler: nested }\n            nested:\n                type: stream\n                path: 'php://stderr'\n",
    },
    good: {
      'config/packages/monolog.yaml':
        "when@dev:\n    monolog:\n        handlers:\n            main: { type: stream, path: '%kernel.logs_dir%/dev.log' }\nwhen@prod:\n    monolog:\n        handlers:\n            main: { type: stream, path: 'php://stderr' }\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'handlers that a builder names',
    bad: {
      'config/packages/monolog.yaml': null,
      'config/packages/monolog.php':
        "<?php\n\nuse Symfony\\Config\\MonologConfig;\n\nreturn static function (MonologConfig $monolog): void {\n    $monolog->handler('main')->type('rotating_file')->path(«'%kernel.logs_dir%/prod.log'»);\n};\n",
    },
    fixed: {
      'config/packages/monolog.php':
        "<?php\n\nuse Symfony\\Config\\MonologConfig;\n\nreturn static function (MonologConfig $monolog): void {\n    $monolog->handler('main')->type('stream')->path('php://stderr');\n};\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'the image starts the app in an environment of its own',
    bad: {
      Dockerfile: image('prod'),
      'config/packages/monolog.yaml': handlers("«'%kernel.logs_dir%/%kernel.environment%.log'»"),
    },
    good: {
      Dockerfile: image('container'),
      'config/packages/monolog.yaml': handlers("'%kernel.logs_dir%/%kernel.environment%.log'"),
    },
  },
  {
    on: 'symfony-7',
    about: 'what tells people of faults keeps no log',
    bad: {
      'config/packages/monolog.yaml':
        "when@prod:\n    monolog:\n        handlers:\n            faults: { type: sentry, level: error }\n            main:\n                type: stream\n                path: «'%kernel.logs_dir%/prod.log'»\n",
    },
    good: {
      'config/packages/monolog.yaml':
        "when@prod:\n    monolog:\n        handlers:\n            faults: { type: sentry, level: error }\n            main: { type: stream, path: 'php://stderr' }\n",
    },
  },
]);
