import type { CodeCatalogue } from '../../program/catalogue.js';
import { table } from '../../table.js';
import { laravelEffects } from './code-effects.js';
import { laravelEntries } from './code-entries.js';
import { laravelDeliveries, laravelListeners } from './code-events.js';

const facades =
  'App Artisan Auth Broadcast Bus Cache Config Cookie Crypt DB Event File Gate Hash Http Lang Log Mail Notification ' +
  'Password Process Queue RateLimiter Redirect Request Response Route Schedule Schema Session Storage URL Validator View';

const at = 'Illuminate/Support/Facades';

/** What the container makes of the names and types that facades stand before (Foundation/Application.php). */
const behind: Readonly<Record<string, readonly string[]>> = table({
  App: [
    'Illuminate/Contracts/Foundation/Application()', 'Illuminate/Foundation/Application()',
    'Illuminate/Contracts/Container/Container()', 'Illuminate/Container/Container()', 'Psr/Container/ContainerInterface()',
  ],
  Artisan: ['Illuminate/Contracts/Console/Kernel()'],
  Bus: ['Illuminate/Contracts/Bus/Dispatcher()', 'Illuminate/Bus/Dispatcher()'],
  Cache: [
    'Illuminate/Cache/CacheManager()', 'Illuminate/Contracts/Cache/Factory()', 'Illuminate/Cache/Repository()',
    'Illuminate/Contracts/Cache/Repository()', 'Psr/SimpleCache/CacheInterface()',
  ],
  Config: ['Illuminate/Config/Repository()', 'Illuminate/Contracts/Config/Repository()'],
  Crypt: ['Illuminate/Encryption/Encrypter()', 'Illuminate/Contracts/Encryption/Encrypter()'],
  DB: [
    'Illuminate/Database/DatabaseManager()', 'Illuminate/Database/Connection()', 'Illuminate/Database/ConnectionInterface()',
    'Illuminate/Database/ConnectionResolverInterface()', 'Illuminate/Database/Capsule/Manager',
  ],
  Event: ['Illuminate/Events/Dispatcher()', 'Illuminate/Contracts/Events/Dispatcher()'],
  File: ['Illuminate/Filesystem/Filesystem()'],
  Http: ['Illuminate/Http/Client/Factory()', 'Illuminate/Http/Client/PendingRequest()'],
  Log: ['Illuminate/Log/LogManager()', 'Illuminate/Log/Logger()'],
  Mail: ['Illuminate/Mail/MailManager()', 'Illuminate/Mail/Mailer()', 'Illuminate/Contracts/Mail/Mailer()', 'Illuminate/Contracts/Mail/Factory()'],
  Queue: ['Illuminate/Queue/QueueManager()', 'Illuminate/Contracts/Queue/Factory()', 'Illuminate/Contracts/Queue/Queue()'],
  RateLimiter: ['Illuminate/Cache/RateLimiter()'],
  Redis: ['Illuminate/Redis/RedisManager()', 'Illuminate/Contracts/Redis/Factory()', 'Illuminate/Redis/Connections/Connection()'],
  Route: ['Illuminate/Routing/Router()', 'Illuminate/Contracts/Routing/Registrar()'],
  Schedule: ['Illuminate/Console/Scheduling/Schedule()'],
  Session: ['Illuminate/Session/SessionManager()', 'Illuminate/Session/Store()', 'Illuminate/Contracts/Session/Session()'],
  Storage: [
    'Illuminate/Filesystem/FilesystemManager()', 'Illuminate/Filesystem/FilesystemAdapter()', 'Illuminate/Contracts/Filesystem/Factory()',
    'Illuminate/Contracts/Filesystem/Filesystem()', 'Illuminate/Contracts/Filesystem/Cloud()',
  ],
}); // biome-ignore format: a list of names

const model = 'Illuminate/Database/Eloquent/Model';
const query =
  'query,newQuery,where,whereIn,whereNotIn,whereNull,whereNotNull,whereHas,whereDoesntHave,whereDate,whereBetween,whereKey,whereRaw,orWhere,' +
  'with,withCount,withTrashed,onlyTrashed,without,latest,oldest,orderBy,orderByDesc,select,selectRaw,join,leftJoin,groupBy,having,limit,take,skip,' +
  'offset,lockForUpdate,sharedLock,when,unless,has,distinct,inRandomOrder,withoutGlobalScopes,withoutGlobalScope,newModelQuery,on';

/** Laravel and Lumen: facades, helpers, the container, what they do, and where they enter. */
export const code: CodeCatalogue = {
  language: 'php',
  commands: [`${at}/Artisan.{call,queue}`, 'Illuminate/Console/Command().{call,callSilent,callSilently}'].map((on) => ({
    on,
    name: 0,
    migrates: '^migrate(:fresh|:refresh|$)',
    seeds: '^db:seed$',
    source: 'laravel/framework 12, Illuminate/Console/Concerns/CallsCommands.php; Illuminate/Database/Console',
  })),
  alias: {
    ...Object.fromEntries(facades.split(' ').map((name) => [name, `${at}/${name}`])),
    ...Object.fromEntries(Object.entries(behind).flatMap(([name, all]) => all.map((one) => [one, `${at}/${name}`]))),
    Eloquent: model,
    // the short names that the packages' composer.json tells the framework
    Module: 'Nwidart/Modules/Facades/Module',
    Zipper: 'Chumper/Zipper/Facades/Zipper',
    'Illuminate/Foundation/Auth/User': model,
    'Illuminate/Database/Eloquent/Relations/Pivot': model,
    'Illuminate/Database/Eloquent/Builder()': model,
    'Illuminate/Foundation/Http/FormRequest()': 'Illuminate/Http/Request()',
    'Laravel/Lumen/Http/Request()': 'Illuminate/Http/Request()',
    [`${at}/Request`]: 'Illuminate/Http/Request()',
    Input: 'Illuminate/Http/Request()',
  },
  stands: {
    'app()': `${at}/App`,
    'cache()': `${at}/Cache`,
    'session()': `${at}/Session`,
    'logger()': `${at}/Log`,
    'logs()': `${at}/Log`,
    'config()': `${at}/Config`,
    'request()': 'Illuminate/Http/Request()',
    'Illuminate/Support/ServiceProvider().app': `${at}/App`,
    'Illuminate/Console/Command().{laravel,getLaravel()}': `${at}/App`,
    'Illuminate/Http/Request().{file,image}()': 'Illuminate/Http/UploadedFile()',
    'Livewire/Features/SupportFileUploads/TemporaryUploadedFile()': 'Illuminate/Http/UploadedFile()',
    'Illuminate/Http/Request().session()': `${at}/Session`,
    // the rows of a query, one row, and what a row has of others
    [`${model}.{get,all,cursor,lazy,lazyById,paginate,simplePaginate}()[]`]: `${model}()`,
    [`${model}.{first,firstOrFail,firstWhere,find,findOrFail,sole,create,firstOrCreate,firstOrNew,updateOrCreate}()`]: `${model}()`,
    [`${model}().{hasMany,hasOne,belongsTo,belongsToMany,hasManyThrough,morphMany,morphOne,morphTo}()`]: model,
  },
  same: [
    `${at}/Storage.{disk,drive,cloud,build,fake}`,
    `${at}/Cache.{store,driver,tags,memo,getStore}`,
    `${at}/Log.{channel,stack,driver,withContext,build}`,
    `${at}/Queue.{connection,on}`,
    `${at}/Redis.{connection,client}`,
    `${at}/DB.{connection,table,getConnection,from,fromSub,joinSub,leftJoinSub,rightJoin,crossJoin,whereColumn,whereExists,whereIntegerInRaw,${query}}`,
    `${at}/Mail.{to,cc,bcc,locale,mailer,driver}`,
    `${at}/Http.{withToken,withHeaders,withBasicAuth,withOptions,acceptJson,asJson,asForm,asMultipart,attach,timeout,retry,baseUrl,withBody,withUserAgent,sink,accept,connectTimeout,withQueryParameters,throw}`,
    `${at}/Route.{prefix,name,middleware,domain,controller,namespace,where,as,scopeBindings,withoutMiddleware}`,
    `${at}/Schedule.{timezone,onOneServer}`,
    `${at}/Session.{driver}`,
    'Spatie/Sitemap/{Sitemap,SitemapGenerator,SitemapIndex}.{create,add,getSitemap,setUrl,shouldCrawl,hasCrawled,configureCrawler,setMaximumCrawlCount}',
    `${model}.{${query}}`,
    `${model}().{fill,forceFill,refresh,fresh,load,loadMissing,makeVisible,setAttribute}`,
  ],
  queries: [
    { on: model, prefix: 'scope', source: 'laravel/framework 13.26, Database/Eloquent/Builder.php (callNamedScope)' },
  ],
  callbacks: [
    {
      on: `${model}.{get,all,cursor,lazy}().{each,map,filter,reject,transform,flatMap,partition,sortBy,groupBy,mapWithKeys}`,
      at: 0,
      given: ['self[]'],
      source: 'laravel/framework 13.26, Collections/Traits/EnumeratesValues.php',
    },
    {
      on: `${model}.{each,eachById}`,
      at: 0,
      given: [`${model}()`],
      source: 'laravel/framework 13.26, Database/Concerns/BuildsQueries.php',
    },
    {
      on: `${model}.{chunk,chunkById,chunkByIdDesc}`,
      at: 1,
      given: [`${model}.get()`],
      source: 'laravel/framework 13.26, Database/Concerns/BuildsQueries.php',
    },
  ],
  runs: {
    // lorisleiva/laravel-actions 2.9, src/Concerns/AsObject.php: `static::make()->handle(...)`
    'Lorisleiva/Actions/Concerns/{AsAction,AsObject}.{run,runIf,runUnless}': 'handle',
  },
  through: {
    '{collect,tap,value,optional,with}': 0,
    'Illuminate/Support/Str.{finish,start,lower,upper,slug,ascii}': 0,
  },
  gives: {
    '{app,resolve}': 0,
    [`${at}/App.{make,makeWith,get,build}`]: 0,
    'Illuminate/Container/Container.getInstance().make': 0,
  },
  names: {
    files: `${at}/File`, filesystem: `${at}/Storage`, 'filesystem.disk': `${at}/Storage`, cache: `${at}/Cache`, 'cache.store': `${at}/Cache`,
    config: `${at}/Config`, db: `${at}/DB`, 'db.connection': `${at}/DB`, events: `${at}/Event`, log: `${at}/Log`, mailer: `${at}/Mail`,
    'mail.manager': `${at}/Mail`, queue: `${at}/Queue`, redis: `${at}/Redis`, router: `${at}/Route`, session: `${at}/Session`, encrypter: `${at}/Crypt`,
    request: 'Illuminate/Http/Request()', app: `${at}/App`, image: 'Intervention/Image/ImageManager()',
  }, // biome-ignore format: a list of names
  binds: [
    {
      on: `${at}/App.{bind,bindIf,singleton,singletonIf,scoped,scopedIf,instance}`,
      name: 0,
      to: 1,
      source: 'laravel/framework 13.26, Container/Container.php',
    },
  ],
  fronts: [
    {
      below: `${at}/Facade`,
      method: 'getFacadeAccessor',
      source: 'laravel/framework 13.26, Support/Facades/Facade.php',
    },
  ],
  paths: {
    [`${at}/File.{dirname,basename}`]: 0,
    'Illuminate/Support/Str.{replace,replaceFirst,replaceLast}': 2,
    'Illuminate/Filesystem/join_paths': 0,
    'Illuminate/Http/UploadedFile().{getRealPath,getPathname,path}': 'self',
  },
  disks: [
    {
      on: `${at}/Storage.path`,
      folder: 'filesystems.disks.*.root',
      usual: 'filesystems.default',
      files: 'config/*.php',
      source: 'laravel/framework 13.26, Filesystem/FilesystemManager.php, FilesystemAdapter.php (path)',
    },
  ],
  folders: {
    'framework/cache': 'temporary',
    'framework/views': 'temporary',
    'bootstrap/cache': 'temporary',
    'storage/logs': 'temporary',
  },
  // laravel/framework 13.26, Foundation/AliasLoader.php, Support/Facades/Facade.php
  classNames: { 'config/app.php': 'aliases' },
  roots: {
    '{storage_path,base_path,app_path,database_path,resource_path,config_path,lang_path}': 'app',
    public_path: 'public',
    [`${at}/App.{storagePath,basePath,path,databasePath,resourcePath,configPath,langPath,bootstrapPath,environmentPath,environmentFilePath}`]:
      'app',
    [`${at}/App.publicPath`]: 'public',
    [`${at}/Storage.path`]: 'app',
    // nwidart/laravel-modules 2.7, src/Repository.php, src/helpers.php
    'Nwidart/Modules/Facades/Module.{getPath,getModulePath}': 'app',
    module_path: 'app',
    'Illuminate/Http/UploadedFile()': 'temporary',
  },
  settings: [
    {
      on: `{config,${at}/Config.get,${at}/Config.string,${at}/Config.array,${at}/Config.boolean,${at}/Config.integer}`,
      key: 0,
      fallback: 1,
      files: 'config/*.php',
      source: 'laravel/framework 13.26, Config/Repository.php',
    },
  ],
  environment: [
    { on: 'env', name: 0, fallback: 1, source: 'laravel/framework 13.26, Support/helpers.php' },
    {
      on: 'Illuminate/Support/Env.{get,getOrFail}',
      name: 0,
      fallback: 1,
      source: 'laravel/framework 13.26, Support/Env.php',
    },
  ],
  inputs: {
    'Illuminate/Http/UploadedFile()': 'upload',
    'Illuminate/Http/Request().{allFiles,files}': 'upload',
    '*.file()': 'upload',
  },
  production: {
    [`${at}/App.isProduction()`]: true,
    [`${at}/App.isLocal()`]: false,
    [`${at}/App.runningUnitTests()`]: false,
  },
  refusals: ['Illuminate/Database/UniqueConstraintViolationException'],
  deliveries: laravelDeliveries,
  listeners: laravelListeners,
  effects: laravelEffects,
  entries: laravelEntries,
};
