import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'values stored in APCu',
    bad: { 'public/list.php': "<?php\n«apcu_store('list', $list, 60)»;\n" },
    good: { 'public/list.php': "<?php\n$redis->setex('list', 60, $list);\n" },
  },
  {
    on: 'php-8',
    about: 'a service of a container, which a request asks for by its key, keeps its values in files',
    bad: {
      'public/index.php':
        "<?php\n\n$app = require __DIR__ . '/../services.php';\necho $app['cache']->get('menu', fn () => 'x');\n",
      'services.php':
        "<?php\n\nuse Symfony\\Component\\Cache\\Adapter\\FilesystemAdapter;\n\n$app = new Pimple\\Container();\n$app['cache'] = fn (): FilesystemAdapter => «new FilesystemAdapter('menu', 86400, __DIR__ . '/data')»;\n\nreturn $app;\n",
    },
    good: {
      'public/index.php':
        "<?php\n\n$app = require __DIR__ . '/../services.php';\necho $app['cache']->get('menu', fn () => 'x');\n",
      'services.php':
        "<?php\n\nuse Symfony\\Component\\Cache\\Adapter\\RedisAdapter;\n\n$app = new Pimple\\Container();\n$app['cache'] = fn (): RedisAdapter => new RedisAdapter(RedisAdapter::createConnection(getenv('REDIS_URL')));\n\nreturn $app;\n",
    },
  },
  {
    on: 'php-8',
    about: 'what was read from a file of the release, under a key that changes with the file',
    bad: {
      'public/index.php':
        "<?php\n\n$rates = apcu_fetch('rates');\nif ($rates === false) {\n    $rates = $db->query('SELECT * FROM rates')->fetchAll();\n    «apcu_store('rates', $rates)»;\n}\n",
    },
    good: {
      'public/index.php':
        "<?php\n\n$file = __DIR__ . '/../rates.json';\n$changed = filemtime($file);\n$key = 'rates:' . $changed;\n$rates = apcu_fetch($key);\nif ($rates === false) {\n    $rates = json_decode(file_get_contents($file), true);\n    apcu_store($key, $rates);\n}\n",
    },
  },
]);
