import type { EntryRow } from '../../program/catalogue.js';

const at = 'Illuminate/Support/Facades';
const cited = (path: string) => `laravel/framework 13.26, ${path}`;

/** Where Laravel, Lumen, and what is built on them let the outside in. */
export const laravelEntries: readonly EntryRow[] = [
  {
    kind: 'request',
    call: `${at}/Route.{get,post,put,patch,delete,options,any,fallback}`,
    handler: 1,
    source: cited('Routing/Router.php'),
  },
  { kind: 'request', call: `${at}/Route.match`, handler: 2, source: cited('Routing/Router.php') },
  {
    kind: 'request',
    call: `${at}/Route.{resource,apiResource,singleton,apiSingleton}`,
    handler: 1,
    methods: '*',
    source: cited('Routing/Router.php'),
  },
  {
    kind: 'request',
    call: `${at}/Route.{resources,apiResources}`,
    handler: 0,
    methods: '*',
    source: cited('Routing/Router.php'),
  },
  {
    kind: 'request',
    call: 'Laravel/Lumen/Routing/Router().{get,post,put,patch,delete,options}',
    handler: 1,
    source: 'laravel/lumen-framework 11, src/Routing/Router.php',
  },
  { kind: 'request', call: 'Livewire/Volt/Volt.route', source: 'livewire/volt 1, src/Volt.php' },
  {
    kind: 'request',
    file: 'app/Http/Controllers/**/*.php',
    methods: '*',
    source: cited('Foundation/Configuration/ApplicationBuilder.php'),
  },
  { kind: 'request', extends: 'Illuminate/Routing/Controller', methods: '*', source: cited('Routing/Controller.php') },
  {
    kind: 'request',
    extends: 'Laravel/Lumen/Routing/Controller',
    methods: '*',
    source: 'laravel/lumen-framework 11, src/Routing/Controller.php',
  },
  {
    kind: 'request',
    file: 'app/Http/Middleware/**/*.php',
    methods: ['handle', 'terminate'],
    source: cited('Pipeline/Pipeline.php'),
  },
  {
    kind: 'request',
    extends: 'Illuminate/Foundation/Http/FormRequest',
    methods: '*',
    source: cited('Foundation/Http/FormRequest.php'),
  },
  { kind: 'request', extends: 'Livewire/Component', methods: '*', source: 'livewire/livewire 3, src/Component.php' },
  { kind: 'request', extends: 'Filament/Pages/Page', methods: '*', source: 'filament/filament 3, src/Pages/Page.php' },
  {
    kind: 'request',
    extends: 'Filament/Resources/Pages/{CreateRecord,EditRecord,ListRecords,ManageRecords,Page}',
    methods: '*',
    source: 'filament/filament 3, src/Resources/Pages',
  },
  {
    kind: 'request',
    extends: 'Filament/Resources/Resource',
    methods: '*',
    source: 'filament/filament 3, src/Resources/Resource.php',
  },
  {
    kind: 'request',
    extends: 'Laravel/Nova/{Actions/Action,Resource}',
    methods: '*',
    source: 'laravel/nova 4, src/Actions/Action.php',
  },
  { kind: 'request', call: `${at}/Event.listen`, handler: 1, source: cited('Events/Dispatcher.php') },
  { kind: 'request', call: `${at}/Event.subscribe`, methods: '*', source: cited('Events/Dispatcher.php') },
  {
    kind: 'request',
    file: 'app/Listeners/**/*.php',
    methods: '*',
    source: cited('Foundation/Support/Providers/EventServiceProvider.php'),
  },
  {
    kind: 'request',
    file: 'app/Observers/**/*.php',
    methods: '*',
    source: cited('Database/Eloquent/Concerns/HasEvents.php'),
  },
  { kind: 'request', extends: 'Illuminate/Mail/Mailable', methods: '*', source: cited('Mail/Mailable.php') },
  {
    kind: 'request',
    extends: 'Illuminate/Notifications/Notification',
    methods: '*',
    source: cited('Notifications/Notification.php'),
  },
  { kind: 'request', extends: 'Illuminate/View/Component', methods: '*', source: cited('View/Component.php') },
  {
    kind: 'request',
    extends: 'Illuminate/Http/Resources/Json/JsonResource',
    methods: '*',
    source: cited('Http/Resources/Json/JsonResource.php'),
  },
  {
    kind: 'job',
    extends: 'Illuminate/Contracts/Queue/ShouldQueue',
    methods: ['handle', '__invoke', 'failed'],
    source: cited('Contracts/Queue/ShouldQueue.php'),
  },
  {
    kind: 'job',
    extends: 'Illuminate/Foundation/Bus/Dispatchable',
    methods: ['handle', '__invoke', 'failed'],
    source: cited('Foundation/Bus/Dispatchable.php'),
  },
  {
    kind: 'job',
    extends:
      'Maatwebsite/Excel/Concerns/{ToModel,ToCollection,ToArray,FromCollection,FromQuery,FromView,FromArray,OnEachRow}',
    methods: '*',
    source: 'maatwebsite/excel 3.1, src/Concerns',
  },
  {
    kind: 'task',
    call: `${at}/Schedule.{call,job,command}`,
    handler: 0,
    source: cited('Console/Scheduling/Schedule.php'),
  },
  {
    kind: 'command',
    extends: 'Illuminate/Console/Command',
    methods: ['handle', 'fire', '__invoke'],
    named: {
      field: ['signature', 'name'],
      decorator: 'Symfony/Component/Console/Attribute/AsCommand',
      argument: [0, 'name'],
    },
    source: cited('Console/Command.php'),
  },
  {
    kind: 'command',
    extends: 'Illuminate/Database/{Migrations/Migration,Seeder}',
    methods: ['up', 'down', 'run'],
    source: cited('Database/Migrations/Migration.php'),
  },
  {
    kind: 'command',
    call: `${at}/Artisan.command`,
    handler: 1,
    named: { argument: 0 },
    source: cited('Foundation/Console/Kernel.php'),
  },
  {
    kind: 'boot',
    extends: 'Illuminate/Support/ServiceProvider',
    methods: ['register', 'boot'],
    source: cited('Support/ServiceProvider.php'),
  },
  {
    kind: 'request',
    call: 'Flarum/Extend/Routes().{get,post,put,patch,delete}',
    handler: 2,
    source: 'flarum/core 1.8, src/Extend/Routes.php',
  },
  {
    kind: 'request',
    call: 'Flarum/Extend/Event().listen',
    handler: 1,
    source: 'flarum/core 1.8, src/Extend/Event.php',
  },
  {
    kind: 'request',
    call: 'Flarum/Extend/Middleware().add',
    handler: 0,
    methods: ['process'],
    source: 'flarum/core 1.8, src/Extend/Middleware.php',
  },
];
