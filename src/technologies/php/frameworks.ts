import type { EntryRow } from '../../program/catalogue.js';

/** Where small frameworks let the outside in, and the interfaces of PHP-FIG that many share. */
export const frameworkEntries: readonly EntryRow[] = [
  {
    kind: 'request',
    call: '{Slim/App,Slim/Factory/AppFactory.create,Slim/Routing/RouteCollectorProxy,Slim/Interfaces/RouteCollectorProxyInterface}().{get,post,put,patch,delete,options,any}',
    handler: 1,
    source: 'slim/slim 4, Slim/Routing/RouteCollectorProxy.php',
  },
  {
    kind: 'request',
    call: '{Slim/App,Slim/Factory/AppFactory.create,Slim/Routing/RouteCollectorProxy,Slim/Interfaces/RouteCollectorProxyInterface}().map',
    handler: 2,
    source: 'slim/slim 4, Slim/Routing/RouteCollectorProxy.php',
  },
  {
    kind: 'request',
    call: '{Slim/App,Slim/Factory/AppFactory.create}().{add,addMiddleware}',
    handler: 0,
    methods: ['__invoke', 'process'],
    source: 'slim/slim 4, Slim/App.php',
  },
  {
    kind: 'request',
    put: 'Pimple/Container()',
    source: 'pimple/pimple 3.5, src/Pimple/Container.php (offsetGet)',
  },
  {
    kind: 'request',
    extends: 'Psr/Http/Server/{RequestHandlerInterface,MiddlewareInterface}',
    methods: ['handle', 'process'],
    source: 'psr/http-server-handler 1, src/RequestHandlerInterface.php',
  },
  {
    kind: 'request',
    extends:
      '{Laminas/Mvc/Controller/AbstractActionController,Laminas/Mvc/Controller/AbstractRestfulController,Zend/Mvc/Controller/AbstractActionController,Zend_Controller_Action}',
    methods: '*',
    source: 'laminas/laminas-mvc 3, src/Controller/AbstractActionController.php',
  },
  {
    kind: 'request',
    call: 'FastRoute/RouteCollector().addRoute',
    handler: 2,
    source: 'nikic/fast-route 1, src/RouteCollector.php',
  },
  {
    kind: 'request',
    call: 'FastRoute/RouteCollector().{get,post,put,patch,delete}',
    handler: 1,
    source: 'nikic/fast-route 1, src/RouteCollector.php',
  },
  { kind: 'request', call: 'Klein/Klein().respond', handler: 2, source: 'klein/klein 2, src/Klein/Klein.php' },
  {
    kind: 'request',
    call: '{Flight.route,flight/Engine().route,AltoRouter().map,Bramus/Router/Router().match}',
    handler: 1,
    source: 'mikecao/flight 3, flight/Engine.php',
  },
  {
    kind: 'request',
    call: 'Bramus/Router/Router().{get,post,put,delete,all,before}',
    handler: 1,
    source: 'bramus/router 1.6, src/Bramus/Router/Router.php',
  },
  {
    kind: 'request',
    call: '{spl_autoload_register,set_error_handler,set_exception_handler,ob_start,session_set_save_handler,register_shutdown_function}',
    handler: 0,
    source: 'PHP manual (doc-en), reference/funchand',
  },
  {
    kind: 'job',
    extends: 'Enqueue/Client/CommandSubscriberInterface',
    methods: '*',
    source: 'enqueue/enqueue 0.10, Client/CommandSubscriberInterface.php',
  },
  {
    kind: 'job',
    call: 'PhpAmqpLib/Channel/AMQPChannel().basic_consume',
    handler: 6,
    source: 'php-amqplib/php-amqplib 3, PhpAmqpLib/Channel/AMQPChannel.php',
  },
];
