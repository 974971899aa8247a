import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'a start script writes the handler into an ini file of PHP',
    bad: {
      'public/login.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\ncat > /usr/local/etc/php/conf.d/shop.ini <<EOF\nmemory_limit = 256M\n«session.save_handler = files»\nEOF\nexec php-fpm\n',
    },
    good: {
      'public/login.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      'docker/entrypoint.sh':
        "#!/bin/sh\nset -e\necho -n '\nsession.save_handler = redis\nsession.save_path = \"tcp://'${REDIS_HOST}':6379\"\n' > /usr/local/etc/php/conf.d/sessions.ini\nexec php-fpm\n",
    },
    unclear: {
      'public/login.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\nif [ -n "$REDIS_HOST" ]; then\n  echo "session.save_handler = redis" | tee /usr/local/etc/php/conf.d/sessions.ini\nfi\nexec php-fpm\n',
    },
  },
  {
    on: 'php-8',
    about: 'a start script edits the ini file of the image',
    good: {
      'public/login.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      'docker/entrypoint.sh':
        '#!/bin/sh\nsed -i "s/session.save_handler = files/session.save_handler = redis/" "$PHP_INI_DIR/php.ini"\nexec php-fpm\n',
    },
  },
  {
    on: 'php-8',
    about: 'the image that runs PHP gets the ini file, not another one of the repository',
    bad: {
      'proxy/Dockerfile': 'FROM nginx:1.29\nCOPY site.conf /etc/nginx/conf.d/\n',
      'web/Dockerfile': 'FROM php:8.4-apache\nCOPY . /var/www/html\n',
      'public/login.php': '<?php\n«session_start()»;\n',
    },
  },
  {
    on: 'php-8',
    about: 'of several pages that start a session, the one that keeps in it who the user is',
    bad: {
      'public/basket.php': "<?php\nsession_start();\necho count($_SESSION['basket'] ?? []);\n",
      'public/login.php': "<?php\n«session_start()»;\n$_SESSION['user'] = 1;\n$_SESSION['name'] = 'Ada';\n",
      'public/note.php': "<?php\nsession_start();\n$_SESSION['note'] = 'saved';\n",
    },
  },
  {
    on: 'php-8',
    about: "PHP's own sessions are files unless an ini file, the FPM pool or the code says otherwise",
    bad: { 'public/login.php': "<?php\n«session_start()»;\n$_SESSION['user'] = 1;\n" },
    good: {
      'public/login.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      'docker/php-fpm.d/www.conf':
        '[www]\nphp_value[session.save_handler] = redis\nphp_value[session.save_path] = "tcp://redis.internal:6379"\n',
    },
  },
  {
    on: 'php-8',
    about: 'ini_set in code, and a handler that code hands over',
    bad: { 'public/login.php': "<?php\n«ini_set('session.save_handler', 'files')»;\nsession_start();\n" },
    fixed: {
      'public/login.php':
        "<?php\nini_set('session.save_handler', 'redis');\nini_set('session.save_path', 'tcp://redis:6379');\nsession_start();\n",
    },
    good: { 'public/login.php': "<?php\nini_set('session.save_handler', 'memcached');\nsession_start();\n" },
    unclear: { 'public/login.php': '<?php\nsession_set_save_handler(new OurSessions());\nsession_start();\n' },
  },
  {
    on: 'php-8',
    about: 'a handler for Redis by its name',
    good: {
      'public/login.php': '<?php\nsession_set_save_handler(new RedisSessionHandler($redis));\nsession_start();\n',
    },
  },
  {
    on: 'php-8',
    about: 'nothing names the handler: a file for the web root does',
    bad: { 'public/login.php': '<?php\n«session_start()»;\n' },
    fixed: {
      'public/.user.ini':
        '; sessions are kept where every server reaches them\nsession.save_handler = redis\nsession.save_path = "tcp://redis:6379"\n',
    },
  },
  {
    on: 'php-8',
    about: 'the ini file of the repository gets it',
    bad: {
      'docker/php.ini': '[PHP]\nmemory_limit = 256M\nerror_log = /proc/self/fd/2\n',
      'public/login.php': '<?php\n«session_start()»;\n',
    },
    fixed: {
      'docker/php.ini':
        '[PHP]\nmemory_limit = 256M\nerror_log = /proc/self/fd/2\n\nsession.save_handler = redis\nsession.save_path = "tcp://redis:6379"\n',
    },
  },
  {
    on: 'php-8',
    about: 'a pool of FPM that names files and their folder',
    bad: {
      'docker/php-fpm.d/www.conf':
        '[www]\n«php_value[session.save_handler] = files»\nphp_value[session.save_path] = /var/lib/php/sessions\n',
      'public/login.php': '<?php\nsession_start();\n',
    },
    fixed: {
      'docker/php-fpm.d/www.conf':
        '[www]\nphp_value[session.save_handler] = redis\nphp_value[session.save_path] = "tcp://redis:6379"\n',
    },
  },
  {
    on: 'php-8',
    about: 'sessions of PHP behind the classes of a library, one of which keeps them elsewhere',
    bad: {
      'config/sessions.php':
        "<?php\n\nuse Symfony\\Component\\HttpFoundation\\Session\\Storage\\NativeSessionStorage;\n\nreturn ['session' => fn () => «new NativeSessionStorage(['cookie_samesite' => 'Lax'])»];\n",
    },
    good: {
      'config/sessions.php':
        "<?php\n\nuse Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\PdoSessionHandler;\nuse Symfony\\Component\\HttpFoundation\\Session\\Storage\\NativeSessionStorage;\n\nreturn ['session' => fn () => new NativeSessionStorage([], new PdoSessionHandler(getenv('DATABASE_DSN')))];\n",
    },
  },
  {
    on: 'php-8',
    about: 'a session manager that is given something to keep sessions in, at once, by a variable or later',
    bad: {
      'module/Shop/src/Module.php':
        '<?php\nnamespace Shop;\n\nuse Laminas\\Session\\SessionManager;\n\nfinal class Module\n{\n    public function onBootstrap(): void\n    {\n        $manager = «new SessionManager(null, null, null)»;\n        $manager->start();\n    }\n}\n',
    },
    good: {
      'module/Shop/src/Module.php':
        '<?php\nnamespace Shop;\n\nuse Laminas\\Session\\SaveHandler\\DbTableGateway;\nuse Laminas\\Session\\SessionManager;\n\nfinal class Module\n{\n    public function onBootstrap(): void\n    {\n        $rows = null;\n        $rows = new DbTableGateway($this->table, $this->columns);\n        $manager = new SessionManager(null, null, $rows);\n        $manager->start();\n    }\n}\n',
    },
    unclear: {
      'module/Shop/src/Module.php':
        '<?php\nnamespace Shop;\n\nuse Laminas\\Session\\SessionManager;\n\nfinal class Module\n{\n    public function onBootstrap(): void\n    {\n        $manager = new SessionManager();\n        $manager->setSaveHandler($this->keeper);\n        $manager->start();\n    }\n}\n',
    },
  },
  {
    on: 'php-8',
    about: 'functions of the app keep the sessions where something asks for it: their names say nothing',
    unclear: {
      'public/login.php':
        "<?php\nif (!empty($GLOBALS['session_table'])) {\n    session_set_save_handler('sql_open', 'sql_close', 'sql_read', 'sql_write', 'sql_destroy', 'sql_gc');\n}\nsession_start();\n",
    },
  },
]);
