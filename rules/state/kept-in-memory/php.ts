import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'a counter of login attempts in APCu; opcache and constants are local by design',
    bad: { 'public/login.php': "<?php\n«apcu_inc('attempts:' . $_POST['name'])»;\n" },
    good: {
      'public/login.php': "<?php\nopcache_compile_file('a.php');\n$redis->incr('attempts:' . $_POST['name']);\n",
    },
  },
  {
    on: 'php-8',
    about: 'a function of a script for browsers is not what PHP calls, whatever its name',
    good: {
      'public/index.php':
        "<?php\nrequire __DIR__ . '/../vendor/autoload.php';\nclass Page\n{\n    public function __call($name, $given)\n    {\n        return make_grid()->$name(...$given);\n    }\n\n    public function show()\n    {\n        return $this->remember($_POST['name']);\n    }\n}\necho (new Page())->show();\n",
      'public/js/grid.js':
        'const names = new Map();\nconst grid = {};\ngrid.remember = function (name) {\n  names.set(name, names.size);\n};\ngrid.count = function () {\n  return names.size;\n};\n',
    },
  },
]);
