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
]);
