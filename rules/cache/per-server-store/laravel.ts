import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-10',
    about: 'the only template of the environment is the one for containers',
    bad: {
      '.env.example': '',
      '.env.docker': '«CACHE_DRIVER=file»\nSESSION_DRIVER=redis\n',
    },
    good: {
      '.env.docker': 'CACHE_DRIVER=redis\nSESSION_DRIVER=redis\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'a variable of an older version that nothing reads gets its new name',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nREDIS_HOST=redis.internal\nCACHE_DRIVER=redis\n',
      'config/cache.php':
        "<?php\n\nreturn [\n    'default' => «env('CACHE_STORE', 'file')»,\n    'stores' => ['file' => ['driver' => 'file'], 'redis' => ['driver' => 'redis']],\n];\n",
      'app/Prices.php': "<?php\n\nuse Illuminate\\Support\\Facades\\Cache;\n\nCache::forget('prices');\n",
    },
    fixed: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nREDIS_HOST=redis.internal\nCACHE_STORE=redis\n',
    },
  },
  {
    on: 'laravel-10',
    about: 'the cache gets the connection that was made for it, apart from sessions and jobs',
    bad: {
      '.env.example':
        'DB_CONNECTION=mysql\nDB_HOST=db.internal\nREDIS_HOST=redis.internal\nSESSION_DRIVER=redis\n«CACHE_DRIVER=file»\n',
      'config/cache.php':
        "<?php\n\nreturn [\n    'default' => env('CACHE_DRIVER', 'file'),\n    'stores' => [\n        'file' => ['driver' => 'file'],\n        'redis' => ['driver' => 'redis', 'connection' => 'default'],\n    ],\n];\n",
      'app/Prices.php': "<?php\n\nuse Illuminate\\Support\\Facades\\Cache;\n\nCache::forget('prices');\n",
    },
    fixed: {
      '.env.example':
        'DB_CONNECTION=mysql\nDB_HOST=db.internal\nREDIS_HOST=redis.internal\nSESSION_DRIVER=redis\nCACHE_DRIVER=redis\n',
      'config/cache.php':
        "<?php\n\nreturn [\n    'default' => env('CACHE_DRIVER', 'file'),\n    'stores' => [\n        'file' => ['driver' => 'file'],\n        'redis' => ['driver' => 'redis', 'connection' => 'cache'],\n    ],\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'whole pages are cached in a store of their own',
    bad: {
      'composer.json':
        '{ "require": { "php": "^8.2", "laravel/framework": "^11.0", "spatie/laravel-responsecache": "^7.5" } }\n',
      'config/responsecache.php':
        "<?php\n\nreturn [\n    'enabled' => true,\n    'cache_store' => «env('RESPONSE_CACHE_DRIVER', 'file')»,\n];\n",
    },
    good: {
      'composer.json':
        '{ "require": { "php": "^8.2", "laravel/framework": "^11.0", "spatie/laravel-responsecache": "^7.5" } }\n',
      'config/responsecache.php':
        "<?php\n\nreturn [\n    'enabled' => true,\n    'cache_store' => env('RESPONSE_CACHE_DRIVER', 'redis'),\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'an env file that is named for production in containers goes before the one that developers copy',
    bad: {
      '.env.example': 'APP_KEY=base64:c2hvcA==\nCACHE_STORE=redis\n',
      '.env.docker.production': 'APP_KEY=base64:c2hvcA==\n«CACHE_STORE=file»\n',
    },
    good: {
      '.env.example': 'APP_KEY=base64:c2hvcA==\nCACHE_STORE=file\n',
      '.env.docker.production': 'APP_KEY=base64:c2hvcA==\nCACHE_STORE=redis\n',
    },
  },
]);
