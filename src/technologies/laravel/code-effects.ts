import type { EffectRow } from '../../program/catalogue.js';

const at = 'Illuminate/Support/Facades';
const model = 'Illuminate/Database/Eloquent/Model';

const cited = (path: string) => `laravel/framework 13.26, ${path}`;
const files = cited('Filesystem/Filesystem.php');
const disks = cited('Filesystem/FilesystemAdapter.php');
const upload = cited('Http/UploadedFile.php');

const fileEffects: readonly EffectRow[] = [
  { on: `${at}/File.{put,replace,prepend,append}`, is: 'write', path: 0, data: 1, source: files },
  { on: 'Illuminate/Support/Env.writeVariables', is: 'write', path: 1, data: 0, source: cited('Support/Env.php') },
  { on: 'Illuminate/Support/Env.writeVariable', is: 'write', path: 2, data: 1, source: cited('Support/Env.php') },
  { on: `${at}/File.{move,copy,moveDirectory,copyDirectory}`, is: 'move', path: 1, data: 0, source: files },
  { on: `${at}/File.{delete,deleteDirectory,deleteDirectories,cleanDirectory}`, is: 'remove', path: 0, source: files },
  { on: `${at}/File.{makeDirectory,ensureDirectoryExists}`, is: 'make-folder', path: 0, source: files },
  { on: `${at}/File.{get,json,sharedGet,getRequire,requireOnce,lines,hash}`, is: 'read', path: 0, source: files },
  { on: `${at}/File.{files,allFiles,directories,glob}`, is: 'list', path: 0, source: files },
  // which disk it is, and whether all servers see it, stands in the configuration
  {
    on: `${at}/Storage.{put,putFile,putFileAs,prepend,append,writeStream}`,
    is: 'store',
    path: 0,
    data: 1,
    source: disks,
  },
  { on: `${at}/Storage.{move,copy}`, is: 'store', path: 1, data: 0, source: disks },
  { on: `${at}/Storage.{delete,deleteDirectory}`, is: 'remove', path: 0, source: disks },
  {
    on: 'Illuminate/Http/UploadedFile().{store,storeAs,storePublicly,storePubliclyAs}',
    is: 'store',
    path: 0,
    data: 'self',
    source: upload,
  },
  { on: '*.{storeAs,storePublicly,storePubliclyAs}', is: 'store', path: 0, data: 'self', weak: true, source: upload },
  {
    on: 'Illuminate/Http/UploadedFile().move',
    is: 'move',
    path: 0,
    name: 1,
    data: 'self',
    what: 'upload',
    source: upload,
  },
  {
    on: `{${at}/Response,response()}.{download,file}`,
    is: 'serve',
    path: 0,
    source: cited('Routing/ResponseFactory.php'),
  },
  {
    on: 'Chumper/Zipper/Facades/Zipper.make().extractTo',
    is: 'write',
    path: 0,
    source: 'chumper/zipper 1.0, src/Chumper/Zipper/Zipper.php',
  },
  {
    on: 'Spatie/Sitemap/{Sitemap,SitemapGenerator,SitemapIndex}.writeToFile',
    is: 'write',
    path: 0,
    source: 'spatie/laravel-sitemap 7, src/Sitemap.php, src/SitemapGenerator.php',
  },
  { on: 'Maatwebsite/Excel/Facades/Excel.store', is: 'store', path: 1, source: 'maatwebsite/excel 3.1, src/Excel.php' },
];

const workEffects: readonly EffectRow[] = [
  // what is said of a task beside that stands in the chain, and is read there
  {
    on: `${at}/Schedule.{call,job}`,
    is: 'schedule',
    body: 0,
    apart: true,
    source: cited('Console/Scheduling/Schedule.php'),
  },
  {
    on: `${at}/Schedule.command`,
    is: 'schedule',
    command: 0,
    apart: true,
    source: cited('Console/Scheduling/Schedule.php'),
  },
  { on: '{dispatch,dispatch_sync,dispatch_now}', is: 'enqueue', body: 0, source: cited('Foundation/helpers.php') },
  {
    on: `${at}/Bus.{dispatch,dispatchNow,dispatchSync,dispatchToQueue}`,
    is: 'enqueue',
    body: 0,
    source: cited('Bus/Dispatcher.php'),
  },
  { on: `${at}/Bus.{chain,batch}`, is: 'enqueue', body: 0, source: cited('Bus/Dispatcher.php') },
  { on: `${at}/Queue.{push,later,bulk}`, is: 'enqueue', source: cited('Queue/Queue.php') },
  {
    on: 'Illuminate/Foundation/Bus/Dispatchable.{dispatch,dispatchIf,dispatchUnless,dispatchSync,dispatchNow,dispatchAfterResponse,withChain}',
    is: 'enqueue',
    body: 'self',
    source: cited('Foundation/Bus/Dispatchable.php'),
  },
  {
    on: 'Illuminate/Foundation/Queue/Queueable.{dispatch,dispatchIf,dispatchUnless,dispatchSync,dispatchAfterResponse,withChain}',
    is: 'enqueue',
    body: 'self',
    source: cited('Foundation/Queue/Queueable.php'),
  },
  {
    on: 'Lorisleiva/Actions/Concerns/{AsAction,AsJob}.{dispatch,dispatchIf,dispatchUnless,dispatchSync,dispatchNow,dispatchAfterResponse,withChain}',
    is: 'enqueue',
    body: 'self',
    source: 'lorisleiva/laravel-actions 2.9, src/Concerns/AsJob.php',
  },
  {
    on: `{defer,Illuminate/Support/defer,dispatch().afterResponse}`,
    is: 'later',
    body: 0,
    source: cited('Foundation/helpers.php'),
  },
  { on: `${at}/App.terminating`, is: 'later', body: 0, source: cited('Foundation/Application.php') },
  { on: `${at}/Bus.dispatchAfterResponse`, is: 'later', body: 0, source: cited('Bus/Dispatcher.php') },
  { on: `${at}/Mail.{send,sendNow,raw,html,plain}`, is: 'shared', what: 'mail', source: cited('Mail/Mailer.php') },
  { on: `${at}/Mail.{queue,later,queueOn}`, is: 'enqueue', source: cited('Mail/Mailer.php') },
  {
    on: `{${at}/Notification.send,${at}/Notification.sendNow,Illuminate/Notifications/Notifiable().notify,Illuminate/Notifications/Notifiable().notifyNow,${model}().notify,${model}().notifyNow}`,
    is: 'shared',
    what: 'mail',
    source: cited('Notifications/RoutesNotifications.php'),
  },
  {
    on: '*.{notify,notifyNow}',
    is: 'shared',
    what: 'mail',
    weak: true,
    source: cited('Notifications/RoutesNotifications.php'),
  },
  {
    on: `${at}/Http.{get,post,put,patch,delete,head,send,pool}`,
    is: 'shared',
    what: 'http',
    source: cited('Http/Client/PendingRequest.php'),
  },
  { on: `${at}/Process.{run,start,pipe,pool}`, is: 'shared', what: 'process', source: cited('Process/Factory.php') },
  { on: `{${at}/Broadcast.event,broadcast}`, is: 'broadcast', source: cited('Broadcasting/BroadcastManager.php') },
  {
    on: `${at}/Artisan.{call,queue}`,
    is: 'migrate',
    when: { arg: 0, matches: '^migrate' },
    source: cited('Database/Console/Migrations'),
  },
  {
    on: `Illuminate/Console/Command().{call,callSilent,callSilently}`,
    is: 'migrate',
    when: { arg: 0, matches: '^migrate' },
    source: cited('Database/Console/Migrations'),
  },
  {
    on: `{${at}/Artisan.call,Illuminate/Console/Command().call}`,
    is: 'seed',
    when: { arg: 0, matches: '^db:seed' },
    source: cited('Database/Console/Seeds'),
  },
];

const rows =
  'create,forceCreate,insert,insertGetId,insertOrIgnore,update,updateOrInsert,upsert,increment,decrement,firstOrCreate,createOrFirst,updateOrCreate,destroy,delete,forceDelete,truncate';

/** Commands of Redis that change what it keeps, and those that hand each thing out once. */
const writes = 'SET,SETEX,SETNX,DEL,INCR,INCRBY,DECR,DECRBY,HSET,HDEL,HINCRBY,LPUSH,RPUSH,LTRIM,ZADD,SADD,PUBLISH,XADD';
const takes = 'LPOP,RPOP,BLPOP,BRPOP,RPOPLPUSH,LMOVE,SPOP,ZPOPMIN,ZPOPMAX,XREADGROUP,GETDEL';
const word = (names: string) => `^(${[names, names.toLowerCase()].join(',').replaceAll(',', '|')})$`;

const rowEffects: readonly EffectRow[] = [
  { on: `${model}.{${rows}}`, is: 'shared', what: 'rows', source: cited('Database/Eloquent/Builder.php') },
  {
    on: `${model}().{save,saveOrFail,saveQuietly,update,updateOrFail,updateQuietly,delete,forceDelete,restore,increment,decrement,push,touch}`,
    is: 'shared',
    what: 'rows',
    source: cited('Database/Eloquent/Model.php'),
  },
  {
    on: `${at}/DB.{${rows},statement,unprepared,transaction}`,
    is: 'shared',
    what: 'rows',
    source: cited('Database/Query/Builder.php'),
  },
  {
    on: `${at}/Redis.{set,setex,setnx,del,incr,decr,hset,hdel,lpush,rpush,ltrim,zadd,sadd,publish,throttle,funnel}`,
    is: 'shared',
    what: 'rows',
    source: cited('Redis/Connections/Connection.php'),
  },
  {
    on: `${at}/Redis.{command,executeRaw}`,
    is: 'shared',
    what: 'rows',
    when: { arg: 0, matches: word(writes) },
    source: cited('Redis/Connections/Connection.php'),
  },
];

const stateEffects: readonly EffectRow[] = [
  { on: `${at}/Redis.{${takes.toLowerCase()}}`, is: 'lock', reach: 'shared', source: 'Redis 8, commands' },
  {
    on: `${at}/Redis.{command,executeRaw}`,
    is: 'lock',
    reach: 'shared',
    when: { arg: 0, matches: word(takes) },
    source: 'Redis 8, commands',
  },
  {
    on: '*.{lockForUpdate,sharedLock}',
    is: 'lock',
    reach: 'shared',
    weak: true,
    source: 'laravel/framework 12, Database/Query/Builder.php',
  },
  {
    on: `${at}/Cache.{lock,restoreLock,withoutOverlapping,funnel}`,
    is: 'lock',
    key: 0,
    reach: 'shared',
    source: cited('Cache/Repository.php'),
  },
  {
    on: `${at}/Cache.{get,put,add,forever,remember,rememberForever,flexible,forget,increment,decrement,pull,has,many,putMany,touch}`,
    is: 'cache',
    key: 0,
    source: cited('Cache/Repository.php'),
  },
  { on: `${at}/Cache.get`, is: 'look', key: 0, source: cited('Cache/Repository.php') },
  { on: `${at}/Cache.{put,set,forever}`, is: 'keep', key: 0, data: 1, source: cited('Cache/Repository.php') },
  {
    on: `${at}/RateLimiter.{attempt,hit,tooManyAttempts,for,clear}`,
    is: 'limiter',
    key: 0,
    source: cited('Cache/RateLimiter.php'),
  },
  { on: `${at}/Session.{put,get,push,flash,forget,pull}`, is: 'session', source: cited('Session/Store.php') },
  {
    on: `${at}/Log.{emergency,alert,critical,error,warning,notice,info,debug,log}`,
    is: 'log',
    data: 0,
    source: cited('Log/Logger.php'),
  },
  {
    on: '{Illuminate/Support/Str.random,Illuminate/Support/Str.uuid,Illuminate/Support/Str.ulid,Illuminate/Support/Str.password,str_random,Illuminate/Encryption/Encrypter.generateKey}',
    is: 'random',
    source: cited('Support/Str.php; Encryption/Encrypter.php'),
  },
  { on: 'Illuminate/Encryption/Encrypter', is: 'key', key: 0, source: cited('Encryption/Encrypter.php') },
];

/** What Laravel does to the outside. */
export const laravelEffects: readonly EffectRow[] = [...fileEffects, ...workEffects, ...rowEffects, ...stateEffects];
