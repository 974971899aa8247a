import type { CodeCatalogue } from '../../program/catalogue.js';

const cited = (path: string) => `yiisoft/yii2 2.0.51, framework/${path}`;
const upload = 'yii/web/UploadedFile()';

/** Yii 2. */
export const code: CodeCatalogue = {
  language: 'php',
  alias: { Yii: 'yii/BaseYii', 'yii/Yii': 'yii/BaseYii' },
  stands: {
    'yii/web/UploadedFile.{getInstance,getInstanceByName}()': upload,
    'yii/web/UploadedFile.{getInstances,getInstancesByName}()[]': upload,
  },
  same: ['yii/db/ActiveRecord.{find,findAll,findBySql}'],
  paths: { 'yii/BaseYii.getAlias': 0, 'yii/helpers/{FileHelper,BaseFileHelper}.normalizePath': 0 },
  roots: { [upload]: 'temporary' },
  folders: { '@runtime/cache': 'temporary', 'runtime/cache': 'temporary' },
  inputs: {
    [upload]: 'upload',
    'yii/web/UploadedFile.{getInstance,getInstanceByName,getInstances,getInstancesByName}': 'upload',
  },
  effects: [
    {
      on: `${upload}.saveAs`,
      is: 'move',
      path: 0,
      data: 'self',
      what: 'upload',
      source: cited('web/UploadedFile.php'),
    },
    {
      on: 'yii/db/{ActiveRecord,BaseActiveRecord}().{save,insert,update,delete,updateAttributes,updateCounters}',
      is: 'shared',
      what: 'rows',
      source: cited('db/BaseActiveRecord.php'),
    },
    {
      on: 'yii/db/ActiveRecord.{updateAll,deleteAll,updateAllCounters}',
      is: 'shared',
      what: 'rows',
      source: cited('db/ActiveRecord.php'),
    },
    {
      on: 'yii/BaseYii.app.cache.{set,get,add,delete,getOrSet}',
      is: 'cache',
      key: 0,
      source: cited('caching/Cache.php'),
    },
    { on: 'yii/BaseYii.app.session.{set,get,setFlash}', is: 'session', source: cited('web/Session.php') },
    { on: 'yii/BaseYii.app.mailer.compose().send', is: 'shared', what: 'mail', source: cited('mail/BaseMailer.php') },
    {
      on: 'yii/BaseYii.app.queue.{push,delay}',
      is: 'enqueue',
      body: 0,
      source: 'yiisoft/yii2-queue 2.3, src/Queue.php',
    },
    {
      on: 'yii/BaseYii.app.db.createCommand().{insert,update,delete,execute}',
      is: 'shared',
      what: 'rows',
      source: cited('db/Command.php'),
    },
    { on: 'yii/BaseYii.app.mutex.acquire', is: 'lock', key: 0, source: cited('mutex/Mutex.php') },
    { on: 'yii/BaseYii.{info,warning,error,debug}', is: 'log', data: 0, source: cited('BaseYii.php') },
    {
      on: 'yii/helpers/{FileHelper,BaseFileHelper}.{createDirectory}',
      is: 'make-folder',
      path: 0,
      source: cited('helpers/BaseFileHelper.php'),
    },
    {
      on: 'yii/helpers/{FileHelper,BaseFileHelper}.{removeDirectory,unlink}',
      is: 'remove',
      path: 0,
      source: cited('helpers/BaseFileHelper.php'),
    },
    {
      on: 'yii/BaseYii.app.security.{generateRandomString,generateRandomKey}',
      is: 'random',
      source: cited('base/Security.php'),
    },
  ],
  entries: [
    {
      kind: 'request',
      extends: '{yii/web/Controller,yii/rest/Controller,yii/rest/ActiveController,yii/base/Action}',
      methods: '*',
      source: cited('web/Controller.php'),
    },
    {
      kind: 'request',
      extends: 'yii/base/{Behavior,ActionFilter,Widget}',
      methods: '*',
      source: cited('base/Behavior.php'),
    },
    {
      kind: 'job',
      extends: 'yii/queue/JobInterface',
      methods: ['execute'],
      source: 'yiisoft/yii2-queue 2.3, src/JobInterface.php',
    },
    { kind: 'command', extends: 'yii/console/Controller', methods: '*', source: cited('console/Controller.php') },
    { kind: 'command', extends: 'yii/db/Migration', methods: '*', source: cited('db/Migration.php') },
  ],
};
