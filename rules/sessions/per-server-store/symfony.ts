import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'handler_id null is the handler of php.ini, and that is files',
    bad: { 'config/packages/framework.yaml': 'framework:\n    session:\n        handler_id: «null»\n' },
    fixed: { 'config/packages/framework.yaml': "framework:\n    session:\n        handler_id: '%env(REDIS_URL)%'\n" },
    good: { 'config/packages/framework.yaml': "framework:\n    session:\n        handler_id: '%env(REDIS_URL)%'\n" },
  },
  {
    on: 'symfony-7',
    about: 'a container that is configured by PHP of the older way',
    bad: {
      'config/packages/framework.yaml': 'framework:\n    secret: x\n',
      'app/config/config.php':
        "<?php\n\n/** @var Symfony\\Component\\DependencyInjection\\ContainerBuilder $container */\n$container->loadFromExtension('framework', [\n    'session' => ['handler_id' => «null»],\n]);\n",
    },
    good: {
      'config/packages/framework.yaml': 'framework:\n    secret: x\n',
      'app/config/config.php':
        "<?php\n\n/** @var Symfony\\Component\\DependencyInjection\\ContainerBuilder $container */\n$container->loadFromExtension('framework', [\n    'session' => ['handler_id' => '%env(REDIS_URL)%'],\n]);\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'an ini file of the repository decides when Symfony leaves the handler to PHP',
    good: {
      'config/packages/framework.yaml': 'framework:\n    session: true\n',
      'docker/php/conf.d/session.ini':
        'session.save_handler = redis\nsession.save_path = "tcp://redis.internal:6379"\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'a section whose lines are all comments takes nothing away from what other files say of it',
    bad: {
      'config/packages/framework.yaml': 'framework:\n    session:\n        handler_id: «null»\n',
      'config/packages/scheduler.yaml': 'framework:\n    #scheduler:\n    #    enabled: true\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'before 7.0 Symfony kept sessions in files of its cache folder unless told otherwise',
    bad: {
      'composer.lock': '{ "packages": [{ "name": "symfony/framework-bundle", "version": "v6.4.10" }] }\n',
      'config/packages/framework.yaml': 'framework:\n    session: true\n',
    },
    fixed: { 'config/packages/framework.yaml': "framework:\n    session: { handler_id: '%env(REDIS_URL)%' }\n" },
  },
  {
    on: 'symfony-7',
    about: 'a handler of the app that extends the one for databases',
    good: {
      'config/packages/framework.yaml': 'framework:\n    session:\n        handler_id: App\\Security\\Sessions\n',
      'src/Security/Sessions.php':
        '<?php\nnamespace App\\Security;\nuse Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\PdoSessionHandler;\nfinal class Sessions extends PdoSessionHandler {}\n',
    },
    unclear: {
      'config/packages/framework.yaml': 'framework:\n    session:\n        handler_id: app.session_handler\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'what holds for tests is not in force in production, and what holds for production is',
    bad: {
      'config/packages/framework.yaml':
        "framework:\n    session:\n        handler_id: '%env(REDIS_URL)%'\nwhen@prod:\n    framework:\n        session:\n            handler_id: «session.handler.native_file»\n",
    },
    good: {
      'config/packages/framework.yaml':
        "framework:\n    session:\n        handler_id: '%env(REDIS_URL)%'\nwhen@test:\n    framework:\n        session:\n            handler_id: session.handler.native_file\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'firewalls that are all stateless keep no session',
    good: {
      'config/packages/framework.yaml': 'framework:\n    session: true\n',
      'config/packages/security.yaml':
        'security:\n    firewalls:\n        dev: { pattern: ^/_profiler, security: false }\n        api: { pattern: ^/, stateless: true }\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'the variable that the handler reads is set too',
    bad: {
      '.env': 'APP_SECRET=x\nDATABASE_URL=postgresql://db/shop\n',
      'config/packages/cache.yaml': 'framework:\n    cache:\n        app: cache.adapter.doctrine_dbal\n',
      'config/packages/framework.yaml':
        "framework:\n    secret: '%env(APP_SECRET)%'\n    trusted_proxies: 'private_ranges'\n    session:\n        «»cookie_secure: auto\n",
    },
    fixed: {
      '.env': 'APP_SECRET=x\nDATABASE_URL=postgresql://db/shop\nREDIS_URL=redis://redis:6379\n',
      'config/packages/framework.yaml':
        "framework:\n    secret: '%env(APP_SECRET)%'\n    trusted_proxies: 'private_ranges'\n    session:\n        cookie_secure: auto\n        handler_id: '%env(REDIS_URL)%'\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'configuration by builders, and a branch for tests',
    bad: {
      'config/packages/framework.yaml': null,
      'config/packages/framework.php':
        "<?php\n\nuse Symfony\\Config\\FrameworkConfig;\n\nreturn static function (FrameworkConfig $framework): void {\n    $framework->trustedProxies('private_ranges');\n    $framework->session()\n        ->enabled(true)\n        ->handlerId(«null»);\n};\n",
    },
    fixed: {
      'config/packages/framework.php':
        "<?php\n\nuse Symfony\\Config\\FrameworkConfig;\n\nreturn static function (FrameworkConfig $framework): void {\n    $framework->trustedProxies('private_ranges');\n    $framework->session()\n        ->enabled(true)\n        ->handlerId('%env(REDIS_URL)%');\n};\n",
    },
    good: {
      'config/packages/framework.yaml': null,
      'config/packages/framework.php':
        "<?php\n\nuse Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\ContainerConfigurator;\nuse Symfony\\Config\\FrameworkConfig;\nuse function Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\env;\n\nreturn static function (FrameworkConfig $framework, ContainerConfigurator $container): void {\n    $session = $framework->session();\n    $session->handlerId(env('REDIS_URL')->resolve());\n    if ('test' === $container->env()) {\n        $framework->session()->handlerId('session.handler.native_file');\n    }\n};\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'a file of the same extension that holds nothing but comments takes nothing away',
    bad: {
      'config/packages/framework.yaml':
        'framework:\n  secret: "%env(APP_SECRET)%"\n  session:\n    handler_id: «null»\n',
      'config/packages/scheduler.yaml': 'framework:\n  #scheduler:\n  #  enabled: true\n',
    },
    good: {
      'config/packages/framework.yaml':
        'framework:\n  secret: "%env(APP_SECRET)%"\n  session:\n    handler_id: "redis://redis.internal:6379"\n',
      'config/packages/scheduler.yaml': 'framework:\n  #scheduler:\n  #  enabled: true\n',
    },
  },
  {
    on: 'symfony-7',
    about:
      'a Kernel that loads its configuration from a folder of its own, and a handler of the app around the one for files',
    bad: {
      'config/packages/framework.yaml': null,
      'config/packages/cache.yaml': null,
      'config/packages/doctrine.yaml': null,
      'config/packages/monolog.yaml': null,
      'src/Kernel.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Config\\Loader\\LoaderInterface;\nuse Symfony\\Component\\DependencyInjection\\ContainerBuilder;\nuse Symfony\\Component\\HttpKernel\\Kernel as BaseKernel;\nclass Kernel extends BaseKernel {\n    protected function configureContainer(ContainerBuilder $container, LoaderInterface $loader): void {\n        $dir = $this->getProjectDir().'/app/config/shop';\n        $loader->load($dir.'/services.{yaml,yml}', 'glob');\n        $loader->load($dir.'/packages/*.{yaml,yml}', 'glob');\n    }\n}\n",
      'src/Security/LaxSessions.php':
        '<?php\nnamespace App\\Security;\nuse Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\StrictSessionHandler;\nclass LaxSessions extends StrictSessionHandler {\n    public function __construct(private \\SessionHandlerInterface $inner) { parent::__construct($inner); }\n}\n',
      'app/config/shop/services.yaml':
        "services:\n    shop.session_files:\n        class: Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\NativeFileSessionHandler\n        arguments: ['%session.save_path%']\n    App\\Security\\LaxSessions:\n        arguments:\n            - «'@shop.session_files'»\n",
      'app/config/shop/packages/framework.yaml':
        "framework:\n    secret: '%env(APP_SECRET)%'\n    session:\n        handler_id: 'App\\Security\\LaxSessions'\n",
    },
    good: {
      'config/packages/framework.yaml': null,
      'app/config/shop/services.yaml':
        "services:\n    shop.session_store:\n        class: Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\RedisSessionHandler\n        arguments: ['@shop.redis']\n    App\\Security\\LaxSessions:\n        arguments:\n            - '@shop.session_store'\n",
      'app/config/shop/packages/framework.yaml':
        "framework:\n    secret: '%env(APP_SECRET)%'\n    session:\n        handler_id: 'App\\Security\\LaxSessions'\n",
      'app/config/shop/packages/test/framework.yaml':
        'framework:\n    session:\n        handler_id: session.handler.native_file\n',
    },
  },
]);
