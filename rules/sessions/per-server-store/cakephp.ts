import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'cakephp-5',
    about: "php is PHP's own handler, cake a folder of the app; cache is as shared as the cache",
    bad: { 'config/app.php': "<?php\nreturn ['Session' => ['defaults' => «'cake'»]];\n" },
    good: {
      'config/app.php':
        "<?php\nuse Cake\\Cache\\Engine\\RedisEngine;\nreturn ['Session' => ['defaults' => 'cache'], 'Cache' => ['default' => ['className' => RedisEngine::class]]];\n",
    },
  },
  {
    on: 'php-8',
    about: 'the file that composer makes config/app.php of says what is in force where there is no other',
    bad: {
      'composer.json': '{ "require": { "cakephp/cakephp": "^4.5" } }',
      'config/app.default.php': "<?php\nreturn ['Session' => ['defaults' => «env('SESSION_DEFAULTS', 'php')»]];\n",
    },
    good: {
      'composer.json': '{ "require": { "cakephp/cakephp": "^4.5" } }',
      'config/app.default.php': "<?php\nreturn ['Session' => ['defaults' => 'php']];\n",
      'config/app.php': "<?php\nreturn ['Session' => ['defaults' => 'database']];\n",
    },
  },
]);
