import type { CodeCatalogue, EffectRow, EntryRow } from '../../program/catalogue.js';

const cited = (path: string) => `symfony/symfony 7.2, src/Symfony/${path}`;
const request = 'Symfony/Component/HttpFoundation/Request()';
const upload = 'Symfony/Component/HttpFoundation/File/UploadedFile()';
const form = 'Symfony/Component/Form/FormInterface';
const controller = 'Symfony/Bundle/FrameworkBundle/Controller/AbstractController';

const effects: readonly EffectRow[] = [
  {
    // the data of a field for files is the file that was sent
    on: `${form}().get().getData().move`,
    is: 'move',
    path: 0,
    name: 1,
    data: 'self',
    what: 'upload',
    source: cited('Component/Form/Extension/Core/Type/FileType.php'),
  },
  {
    on: `${upload}.move`,
    is: 'move',
    path: 0,
    name: 1,
    data: 'self',
    what: 'upload',
    source: cited('Component/HttpFoundation/File/UploadedFile.php'),
  },
  {
    on: 'Symfony/Component/HttpFoundation/File/File().move',
    is: 'move',
    path: 0,
    name: 1,
    data: 'self',
    source: cited('Component/HttpFoundation/File/File.php'),
  },
  {
    on: 'Symfony/Component/Scheduler/RecurringMessage.{cron,every,trigger}',
    is: 'schedule',
    body: 1,
    apart: true,
    source: cited('Component/Scheduler/RecurringMessage.php'),
  },
  {
    on: 'Symfony/Component/Messenger/MessageBusInterface().dispatch',
    is: 'enqueue',
    body: 0,
    source: cited('Component/Messenger/MessageBusInterface.php'),
  },
  {
    on: '{Symfony/Component/Lock/LockFactory().createLock,Symfony/Component/Lock/LockInterface().acquire}',
    is: 'lock',
    key: 0,
    reach: 'shared',
    source: cited('Component/Lock/LockFactory.php'),
  },
  {
    on: 'Symfony/Component/Lock/Store/{FlockStore,SemaphoreStore}',
    is: 'lock',
    path: 0,
    reach: 'server',
    source: cited('Component/Lock/Store/FlockStore.php'),
  },
  {
    on: 'Symfony/Component/Lock/Store/InMemoryStore',
    is: 'lock',
    reach: 'process',
    source: cited('Component/Lock/Store/InMemoryStore.php'),
  },
  {
    on: '{Symfony/Contracts/Cache/CacheInterface,Psr/Cache/CacheItemPoolInterface,Symfony/Component/Cache/Adapter/AdapterInterface}().{get,getItem,save,delete,deleteItem,clear}',
    is: 'cache',
    key: 0,
    source: cited('Contracts/Cache/CacheInterface.php'),
  },
  {
    on: 'Symfony/Component/Cache/Adapter/{FilesystemAdapter,PhpFilesAdapter}',
    is: 'cache',
    path: 2,
    reach: 'server',
    source: cited('Component/Cache/Adapter/FilesystemAdapter.php'),
  },
  {
    on: 'Symfony/Component/Cache/Adapter/{ApcuAdapter}',
    is: 'cache',
    reach: 'server',
    source: cited('Component/Cache/Adapter/ApcuAdapter.php'),
  },
  {
    on: 'Symfony/Component/Cache/Adapter/{ArrayAdapter}',
    is: 'cache',
    reach: 'process',
    source: cited('Component/Cache/Adapter/ArrayAdapter.php'),
  },
  {
    on: 'Symfony/Component/RateLimiter/RateLimiterFactory().create',
    is: 'limiter',
    key: 0,
    source: cited('Component/RateLimiter/RateLimiterFactory.php'),
  },
  {
    on: '{Symfony/Component/HttpFoundation/Session/SessionInterface,Symfony/Component/HttpFoundation/Session/Session}().{get,set,remove}',
    is: 'session',
    source: cited('Component/HttpFoundation/Session/SessionInterface.php'),
  },
  {
    on: 'Symfony/Contracts/HttpClient/HttpClientInterface().request',
    is: 'shared',
    what: 'http',
    source: cited('Contracts/HttpClient/HttpClientInterface.php'),
  },
  {
    on: 'Symfony/Component/Notifier/NotifierInterface().send',
    is: 'shared',
    what: 'mail',
    source: cited('Component/Notifier/NotifierInterface.php'),
  },
  {
    on: 'Symfony/Component/Mercure/HubInterface().publish',
    is: 'broadcast',
    source: 'symfony/mercure 0.6, src/HubInterface.php',
  },
  {
    on: 'Vich/UploaderBundle/Storage/StorageInterface().upload',
    is: 'store',
    data: 0,
    source: 'vich/uploader-bundle 2, src/Storage/StorageInterface.php',
  },
];

const entries: readonly EntryRow[] = [
  {
    kind: 'request',
    decorator: 'Symfony/Component/Routing/{Attribute,Annotation}/Route',
    route: [0, 'path'],
    methods: '*',
    source: cited('Component/Routing/Attribute/Route.php'),
  },
  {
    kind: 'request',
    decorator: 'Symfony/Component/Routing/{Attribute,Annotation}/Route()',
    route: [0, 'path'],
    methods: '*',
    source: cited('Component/Routing/Attribute/Route.php'),
  },
  {
    kind: 'request',
    decorator: 'Sensio/Bundle/FrameworkExtraBundle/Configuration/Route()',
    methods: '*',
    source: 'sensio/framework-extra-bundle 5, src/Configuration/Route.php',
  },
  {
    kind: 'request',
    decorator: 'Symfony/Component/HttpKernel/Attribute/AsController',
    methods: '*',
    source: cited('Component/HttpKernel/Attribute/AsController.php'),
  },
  {
    kind: 'request',
    extends: controller,
    methods: '*',
    source: cited('Bundle/FrameworkBundle/Controller/AbstractController.php'),
  },
  {
    kind: 'request',
    extends: 'Symfony/Bundle/FrameworkBundle/Controller/Controller',
    methods: '*',
    source: 'symfony/framework-bundle 4.4, Controller/Controller.php',
  },
  {
    kind: 'request',
    extends: 'EasyCorp/Bundle/EasyAdminBundle/Controller/{AbstractCrudController,AbstractDashboardController}',
    methods: '*',
    source: 'easycorp/easyadmin-bundle 4, src/Controller/AbstractCrudController.php',
  },
  {
    kind: 'request',
    extends: 'Symfony/Component/EventDispatcher/EventSubscriberInterface',
    methods: '*',
    source: cited('Component/EventDispatcher/EventSubscriberInterface.php'),
  },
  {
    kind: 'request',
    decorator: 'Symfony/Component/EventDispatcher/Attribute/AsEventListener()',
    methods: '*',
    source: cited('Component/EventDispatcher/Attribute/AsEventListener.php'),
  },
  {
    kind: 'request',
    extends:
      '{Symfony/Component/Security/Http/Authenticator/AbstractAuthenticator,Symfony/Component/Security/Core/Authorization/Voter/Voter,Symfony/Component/Form/AbstractType,Twig/Extension/AbstractExtension,Symfony/Component/Validator/ConstraintValidator}',
    methods: '*',
    source: cited('Component/Security/Http/Authenticator/AbstractAuthenticator.php'),
  },
  {
    kind: 'request',
    extends: 'ApiPlatform/State/{ProcessorInterface,ProviderInterface}',
    methods: ['process', 'provide'],
    source: 'api-platform/core 3, src/State/ProcessorInterface.php',
  },
  {
    kind: 'request',
    extends:
      '{Doctrine/Common/EventSubscriber,Doctrine/Bundle/DoctrineBundle/EventSubscriber/EventSubscriberInterface}',
    methods: '*',
    source: 'doctrine/event-manager 2, src/EventSubscriber.php',
  },
  {
    kind: 'request',
    decorator:
      '{Doctrine/Bundle/DoctrineBundle/Attribute/AsDoctrineListener,Doctrine/Bundle/DoctrineBundle/Attribute/AsDoctrineListener(),Doctrine/Bundle/DoctrineBundle/Attribute/AsEntityListener,Doctrine/Bundle/DoctrineBundle/Attribute/AsEntityListener()}',
    methods: '*',
    source: 'doctrine/doctrine-bundle 2.13, src/Attribute/AsDoctrineListener.php, AsEntityListener.php',
  },
  {
    kind: 'task',
    decorator: 'Symfony/Component/Scheduler/Attribute/{AsCronTask,AsPeriodicTask}',
    methods: ['__invoke', 'execute'],
    source: cited('Component/Scheduler/Attribute/AsCronTask.php'),
  },
  {
    kind: 'job',
    decorator: 'Symfony/Component/Messenger/Attribute/AsMessageHandler',
    methods: ['__invoke', 'handle'],
    source: cited('Component/Messenger/Attribute/AsMessageHandler.php'),
  },
  {
    kind: 'job',
    decorator: 'Symfony/Component/Messenger/Attribute/AsMessageHandler()',
    methods: ['__invoke', 'handle'],
    source: cited('Component/Messenger/Attribute/AsMessageHandler.php'),
  },
  {
    kind: 'job',
    extends: 'Symfony/Component/Messenger/Handler/{MessageHandlerInterface,MessageSubscriberInterface}',
    methods: '*',
    source: 'symfony/messenger 5.4, Handler/MessageHandlerInterface.php',
  },
  {
    kind: 'task',
    decorator: 'Symfony/Component/Scheduler/Attribute/{AsCronTask,AsPeriodicTask}()',
    methods: ['__invoke', 'execute'],
    source: cited('Component/Scheduler/Attribute/AsCronTask.php'),
  },
  {
    kind: 'command',
    extends: 'Symfony/Component/Console/Command/Command',
    named: {
      field: ['defaultName'],
      decorator: 'Symfony/Component/Console/Attribute/AsCommand',
      argument: [0, 'name'],
    },
    methods: ['execute', '__invoke', 'interact', 'initialize'],
    source: cited('Component/Console/Command/Command.php'),
  },
  {
    kind: 'command',
    decorator: 'Symfony/Component/Console/Attribute/AsCommand()',
    named: {
      field: ['defaultName'],
      decorator: 'Symfony/Component/Console/Attribute/AsCommand',
      argument: [0, 'name'],
    },
    methods: ['__invoke', 'execute'],
    source: cited('Component/Console/Attribute/AsCommand.php'),
  },
  {
    kind: 'command',
    extends: '{Doctrine/Migrations/AbstractMigration,Doctrine/Bundle/FixturesBundle/Fixture}',
    methods: '*',
    source: 'doctrine/migrations 3, src/AbstractMigration.php',
  },
];

/** What announces events, by whichever of its interfaces it is asked for. */
const dispatcher =
  '{Symfony/Component/EventDispatcher/EventDispatcherInterface,Symfony/Component/EventDispatcher/EventDispatcher,' +
  'Symfony/Contracts/EventDispatcher/EventDispatcherInterface,Psr/EventDispatcher/EventDispatcherInterface}()';

/** Symfony: its components, and where they let the outside in. */
export const code: CodeCatalogue = {
  language: 'php',
  answers: [
    {
      on: 'Symfony/Component/HttpFoundation/{Response,JsonResponse}',
      body: 0,
      status: 1,
      source: cited('Component/HttpFoundation/Response.php'),
    },
  ],
  deliveries: [
    {
      on: `${dispatcher}.dispatch`,
      message: 0,
      source: cited('Contracts/EventDispatcher/EventDispatcherInterface.php'),
    },
    // the name is the second argument, and was the first one up to 4.2
    {
      on: `${dispatcher}.dispatch`,
      message: 1,
      source: cited('Contracts/EventDispatcher/EventDispatcherInterface.php'),
    },
  ],
  listeners: [
    {
      extends: 'Symfony/Component/EventDispatcher/EventSubscriberInterface',
      table: 'getSubscribedEvents',
      source: cited('Component/EventDispatcher/EventSubscriberInterface.php'),
    },
    {
      decorator: 'Symfony/Component/EventDispatcher/Attribute/AsEventListener',
      message: [0, 'event'],
      method: [1, 'method'],
      methods: ['__invoke'],
      source: cited('Component/EventDispatcher/Attribute/AsEventListener.php'),
    },
    {
      call: `${dispatcher}.addListener`,
      message: 0,
      handler: 1,
      source: cited('Component/EventDispatcher/EventDispatcherInterface.php'),
    },
  ],
  alias: {
    'Symfony/Component/Mailer/Mailer()': 'Symfony/Component/Mailer/MailerInterface()',
    'Symfony/Component/Messenger/MessageBus()': 'Symfony/Component/Messenger/MessageBusInterface()',
    'Symfony/Contracts/Cache/TagAwareCacheInterface()': 'Symfony/Contracts/Cache/CacheInterface()',
    'Symfony/Component/Lock/SharedLockInterface()': 'Symfony/Component/Lock/LockInterface()',
    'Symfony/Component/RateLimiter/RateLimiterFactoryInterface()': 'Symfony/Component/RateLimiter/RateLimiterFactory()',
    'Symfony/Component/Routing/Annotation/Route': 'Symfony/Component/Routing/Attribute/Route',
  },
  stands: {
    [`${request}.files.get()`]: upload,
    [`${controller}.createForm()`]: `${form}()`,
    [`${controller}.createFormBuilder().getForm()`]: `${form}()`,
    'Symfony/Component/Lock/LockFactory().createLock()': 'Symfony/Component/Lock/LockInterface()',
    [`${request}.getSession()`]: 'Symfony/Component/HttpFoundation/Session/SessionInterface()',
  },
  paths: {
    'Symfony/Component/Filesystem/Path.{join,canonicalize,makeAbsolute}': 0,
    [`${upload}.{getPathname,getRealPath}`]: 'self',
  },
  folders: { 'var/cache': 'temporary', 'var/log': 'temporary' },
  constructed: [
    {
      services: 'services',
      parameters: 'parameters',
      defaults: '_defaults',
      bound: 'bind',
      arguments: 'arguments',
      type: 'class',
      methods: ['__construct', 'constructor'],
      reads: [
        `${controller}{,()}.getParameter`,
        'Symfony/Component/DependencyInjection/{ContainerInterface,Container,ContainerBuilder}().getParameter',
        'Symfony/Component/DependencyInjection/ParameterBag/{ParameterBagInterface,ContainerBagInterface,ParameterBag}().get',
      ],
      folders: {
        'kernel.project_dir': '.',
        'kernel.root_dir': './app',
        'kernel.cache_dir': './var/cache',
        'kernel.build_dir': './var/cache',
        'kernel.logs_dir': './var/log',
        'kernel.share_dir': './var/share',
      },
      source:
        'symfony/framework-bundle 7.1, Controller/AbstractController.php (getParameter); symfony/dependency-injection 7.1, Loader/YamlFileLoader.php (arguments, bind, _defaults), ParameterBag/ParameterBag.php (resolveValue); symfony/http-kernel 7.1, Kernel.php (getKernelParameters)',
    },
  ],
  roots: {
    'Symfony/Component/HttpKernel/KernelInterface().{getProjectDir,getRootDir}': 'app',
    'Symfony/Component/HttpKernel/KernelInterface().{getCacheDir,getBuildDir,getLogDir}': 'temporary',
    'Symfony/Component/HttpKernel/Kernel().{getProjectDir,getRootDir}': 'app',
    'Symfony/Component/HttpKernel/Kernel().{getCacheDir,getBuildDir,getLogDir}': 'temporary',
    'Symfony/Component/Filesystem/Filesystem().tempnam': 'temporary',
    [upload]: 'temporary',
  },
  inputs: {
    [upload]: 'upload',
    [`${form}().get().getData()`]: 'text',
    [`${request}.files`]: 'upload',
    '*.files.get()': 'upload',
  },
  effects,
  entries,
};
