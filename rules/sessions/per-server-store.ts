import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Sessions are kept on one server',
  why: 'The next request may reach another copy, which has never heard of this user: he is logged out, and forms fail with expired tokens.',
  remedy: {
    any: 'Keep sessions in Redis, in the shared database, or in a signed cookie.',
    rails: 'Keep the default cookie store, or :cache_store with a Redis cache.',
    express:
      'Give express-session a store: `store: new RedisStore({ client })` of connect-redis, or connect-pg-simple, connect-mongo.',
    hapi: 'Give the server a cache with a provider (`@hapi/catbox-redis`), and name it in the `cache` option of yar.',
    fastify: 'Give @fastify/session a store that all servers reach, or use @fastify/secure-session.',
    symfony:
      "Set `framework.session.handler_id` to the connection string of Redis or the database (`'%env(REDIS_URL)%'`), or to a session handler service.",
    nextcloud: 'Set `session.save_handler = redis` for PHP (REDIS_HOST in the official image).',
    php: 'Set `session.save_handler = redis` and `session.save_path` in php.ini or the FPM pool, or hand `session_set_save_handler()` a shared store.',
    django:
      'Set SESSION_ENGINE to `django.contrib.sessions.backends.db` or `cached_db`, or keep the cache behind `cache` in Redis.',
    codeigniter:
      'In 4 set two properties of app/Config/Session.php together: `driver` to `RedisHandler` and `savePath` to `tcp://host:6379` (a folder is taken for a socket there), or to `DatabaseHandler` and the name of a table that a migration makes first. In 3 set `sess_driver` to `redis` or `database` and `sess_save_path` with it (`tcp://host:6379`, or the name of a table that is made first), both where the app reads them from.',
    yii: 'Use `yii\\redis\\Session` or `yii\\web\\DbSession` as the session component.',
    cakephp: 'Set `Session.defaults` to `database`, or to `cache` with a shared engine.',
    magento: 'Set `session.save` in app/etc/env.php to `redis` (or `db`).',
    joomla: 'Set the session handler to the database or to Redis.',
    moodle: 'Set `$CFG->session_handler_class` to Redis or the database.',
    flask: 'Set SESSION_TYPE to redis, or keep to the signed cookie of Flask itself.',
    fastapi: 'Give the session middleware a store in Redis, or use the signed cookie of Starlette.',
  },
  needs: ['sessionStores'],
  *check({ sessionStores }) {
    for (const store of sessionStores) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} are kept in '${technology}' on one ${reach}: ${store.secondary ? 'what one server changes in them, the other does not see' : 'a login made on one server is unknown to the other'}`,
          because,
          {
            technology: store.technology,
            ...(store.secondary ? { severity: 'warning' } : {}),
          },
        ),
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'the env file chooses files',
      bad: { '.env.example': 'APP_NAME=Shop\n«SESSION_DRIVER=file»\n' },
      good: { '.env.example': 'APP_NAME=Shop\nSESSION_DRIVER=redis\n' },
    },
    {
      on: 'laravel-11',
      about: "the config file's own default decides when no env file sets the variable",
      bad: { 'config/session.php': "<?php\n\nreturn [\n    'driver' => «env('SESSION_DRIVER', 'file')»,\n];\n" },
      unclear: { 'config/session.php': "<?php\n\nreturn [\n    'driver' => pick_driver(),\n];\n" },
    },
    {
      on: 'express-5',
      about: 'express-session without a store keeps sessions in the memory of the process',
      bad: {
        'src/app.js':
          "import express from 'express';\nimport session from 'express-session';\n\nexport const app = express();\napp.use(«session»({ secret: process.env.SESSION_SECRET }));\n",
      },
      good: {
        'src/app.js':
          "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { createClient } from 'redis';\n\nexport const app = express();\nconst client = createClient({ url: process.env.REDIS_URL });\napp.use(session({ store: new RedisStore({ client }), secret: process.env.SESSION_SECRET }));\n",
      },
    },
    {
      on: 'express-5',
      about: 'a store with "store" in its name that is a file or the memory of one server, made in another module',
      bad: {
        'src/sessions.js':
          "import session from 'express-session';\nimport fileStore from 'session-file-store';\n\nconst FileStore = fileStore(session);\n\nexport const options = { store: «new FileStore({ path: './sessions' })», secret: process.env.SESSION_SECRET };\n",
        'src/app.js':
          "import express from 'express';\nimport session from 'express-session';\nimport { options } from './sessions.js';\n\nexport const app = express();\napp.use(session(options));\n",
      },
      good: {
        'src/sessions.js':
          "import pgSimple from 'connect-pg-simple';\nimport session from 'express-session';\n\nconst PgStore = pgSimple(session);\n\nexport const sessionOptions = () => ({ store: new PgStore({ conString: process.env.DATABASE_URL }), secret: process.env.SESSION_SECRET });\n",
        'src/app.js':
          "import express from 'express';\nimport session from 'express-session';\nimport { sessionOptions } from './sessions.js';\n\nexport const app = express();\napp.use(session(sessionOptions()));\n",
      },
      unclear: {
        'src/app.js':
          "import express from 'express';\nimport session from 'express-session';\nimport { pickStore } from './stores.js';\n\nexport const app = express();\napp.use(session({ store: pickStore(), secret: process.env.SESSION_SECRET }));\n",
      },
    },
    {
      on: 'express-5',
      about: 'the environment chooses, and the example leaves the variable empty',
      bad: {
        '.env.example': 'REDIS_URL=\n',
        'src/app.js':
          "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { client } from './redis.js';\n\nlet store;\nif (process.env.REDIS_URL) {\n  store = new RedisStore({ client });\n}\n\nexport const app = express();\napp.use(«session»({ store, secret: process.env.SESSION_SECRET }));\n",
      },
      good: {
        '.env.example': 'REDIS_URL=redis://redis:6379\n',
        'src/app.js':
          "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { client } from './redis.js';\n\nconst store = process.env.REDIS_URL ? new RedisStore({ client }) : undefined;\n\nexport const app = express();\napp.use(session({ store, secret: process.env.SESSION_SECRET }));\n",
      },
    },
    {
      on: 'express-5',
      about: 'the branch of production decides, not the one of development',
      bad: {
        'src/app.js':
          "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { client } from './redis.js';\n\nexport const app = express();\napp.use(«session»({ store: process.env.NODE_ENV === 'production' ? undefined : new RedisStore({ client }) }));\n",
      },
      good: {
        'src/app.js':
          "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { client } from './redis.js';\n\nexport const app = express();\nif (process.env.NODE_ENV === 'production') {\n  app.use(session({ store: new RedisStore({ client }) }));\n} else {\n  app.use(session({}));\n}\n",
      },
    },
    {
      on: 'fastify-5',
      bad: {
        'src/server.js':
          "import session from '@fastify/session';\nimport fastify from 'fastify';\n\nconst app = fastify();\n«app.register»(session, { secret: process.env.SESSION_SECRET });\nawait app.listen({ port: 3000 });\n",
      },
      good: {
        'src/server.js':
          "import secureSession from '@fastify/secure-session';\nimport fastify from 'fastify';\n\nconst app = fastify();\napp.register(secureSession, { key: process.env.SESSION_KEY });\nawait app.listen({ port: 3000 });\n",
      },
    },
    {
      on: 'koa-3',
      about: 'koa-session keeps the session in the cookie unless it is given a store',
      good: {
        'src/server.js':
          "import Koa from 'koa';\nimport session from 'koa-session';\n\nconst app = new Koa();\napp.use(session({}, app));\napp.listen(3000);\n",
      },
    },
    {
      on: 'rails-8',
      about: 'sessions in a cache that is a file',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = «:file_store»\n  config.session_store :cache_store\nend\n',
      },
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.session_store :cookie_store, key: "_shop"\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'the fix sets the variable that the config file in force reads',
      bad: { '.env.example': 'APP_NAME=Shop\n«SESSION_DRIVER=file»\n' },
      fixed: { '.env.example': 'APP_NAME=Shop\nSESSION_DRIVER=redis\nREDIS_HOST=redis\n' },
    },
    {
      on: 'laravel-11',
      about: "sessions in a database that is itself a file: the fault is the database's and stands there",
      unclear: { '.env.example': 'DB_CONNECTION=sqlite\nSESSION_DRIVER=database\n' },
    },
    {
      on: 'laravel-10',
      about: 'before 11 the config file decides, and its default is files',
      bad: {
        '.env.example': 'APP_NAME=Shop\n',
        'config/session.php': "<?php\n\nreturn ['driver' => «env('SESSION_DRIVER', 'file')»];\n",
      },
      good: {
        'config/session.php': "<?php\n\nreturn ['driver' => env('SESSION_DRIVER', 'cookie')];\n",
        '.env.example': 'APP_NAME=Shop\n',
      },
    },
    {
      on: 'laravel-12',
      about: "without the framework's configuration below the app's, nothing says where sessions are",
      unclear: {
        'bootstrap/app.php':
          "<?php\n\nuse Illuminate\\Foundation\\Application;\n\nreturn Application::configure(basePath: dirname(__DIR__))->withRouting(web: __DIR__.'/../routes/web.php')->create()->dontMergeFrameworkConfiguration();\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a service provider that overwrites the driver when the app boots; another key does not matter',
      good: {
        'app/Providers/TenantServiceProvider.php':
          "<?php\n\nnamespace App\\Providers;\n\nclass TenantServiceProvider\n{\n    public function boot(): void\n    {\n        config(['mail.default' => tenant()->mailer]);\n    }\n}\n",
      },
      unclear: {
        'app/Providers/TenantServiceProvider.php':
          "<?php\n\nnamespace App\\Providers;\n\nclass TenantServiceProvider\n{\n    public function boot(): void\n    {\n        config(['session.driver' => tenant()->driver]);\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a service provider that is left at once unless the app shows itself off: what it sets is not in force',
      good: {
        'config/app.php': "<?php\n\nreturn ['demo' => env('APP_DEMO', false)];\n",
        'app/Providers/DemoServiceProvider.php':
          "<?php\n\nnamespace App\\Providers;\n\nclass DemoServiceProvider\n{\n    public function boot(): void\n    {\n        if (! config('app.demo') || app()->runningInConsole()) {\n            return;\n        }\n        config()->set('session.driver', 'file');\n    }\n}\n",
      },
      unclear: {
        'config/app.php': "<?php\n\nreturn ['demo' => env('APP_DEMO', true)];\n",
        'app/Providers/DemoServiceProvider.php':
          "<?php\n\nnamespace App\\Providers;\n\nclass DemoServiceProvider\n{\n    public function boot(): void\n    {\n        if (! config('app.demo')) {\n            return;\n        }\n        config()->set('session.driver', 'file');\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'config files may be in another folder',
      bad: { 'app/Config/session.php': "<?php\n\nreturn ['driver' => «env('SESSION_DRIVER', 'file')»];\n" },
    },
  ],
});
