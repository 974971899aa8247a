import type { CodeCatalogue } from '../../program/catalogue.js';

const cited = (path: string) => `cakephp/cakephp 5.1, src/${path}`;

/** CakePHP. */
export const code: CodeCatalogue = {
  language: 'php',
  roots: {
    '{ROOT,APP,CONFIG,LOGS,APP_DIR}': 'app',
    '{WWW_ROOT,IMAGES,CSS,JS}': 'public',
    '{TMP,CACHE}': 'temporary',
  },
  inputs: {
    'Cake/Http/ServerRequest().{getUploadedFile,getUploadedFiles}()': 'upload',
    '*.getUploadedFile()': 'upload',
  },
  effects: [
    {
      on: 'Cake/Http/ServerRequest().getUploadedFile().moveTo',
      is: 'move',
      path: 0,
      data: 'self',
      what: 'upload',
      source: cited('Http/ServerRequest.php'),
    },
    {
      on: 'Cake/ORM/Table().{save,saveOrFail,saveMany,delete,deleteAll,updateAll,deleteOrFail,patchEntity}',
      is: 'shared',
      what: 'rows',
      source: cited('ORM/Table.php'),
    },
    {
      on: 'Cake/Cache/Cache.{write,read,remember,delete,increment,add}',
      is: 'cache',
      key: 0,
      source: cited('Cache/Cache.php'),
    },
    { on: 'Cake/Mailer/Mailer().{send,deliver}', is: 'shared', what: 'mail', source: cited('Mailer/Mailer.php') },
    {
      on: 'Cake/Http/Client().{get,post,put,patch,delete}',
      is: 'shared',
      what: 'http',
      source: cited('Http/Client.php'),
    },
    { on: 'Cake/Log/Log.{write,debug,info,warning,error}', is: 'log', data: 1, source: cited('Log/Log.php') },
    { on: 'Cake/Utility/Security.{randomBytes,randomString}', is: 'random', source: cited('Utility/Security.php') },
    { on: 'Cake/Utility/Security.encrypt', is: 'key', key: 1, source: cited('Utility/Security.php') },
    { on: 'Cake/Queue/QueueManager.push', is: 'enqueue', source: 'cakephp/queue 2, src/QueueManager.php' },
    {
      on: 'Cake/Filesystem/File',
      is: 'write',
      path: 0,
      when: { arg: 1, matches: '^true$' },
      source: 'cakephp/filesystem 4, File.php',
    },
  ],
  entries: [
    {
      kind: 'request',
      extends: 'Cake/Controller/Controller',
      methods: '*',
      source: cited('Controller/Controller.php'),
    },
    { kind: 'request', extends: 'Cake/Controller/Component', methods: '*', source: cited('Controller/Component.php') },
    {
      kind: 'request',
      extends: 'Psr/Http/Server/MiddlewareInterface',
      methods: ['process'],
      source: 'psr/http-server-middleware 1, src/MiddlewareInterface.php',
    },
    {
      kind: 'command',
      extends: 'Cake/{Command/Command,Console/BaseCommand,Console/Shell}',
      methods: ['execute', 'main'],
      source: cited('Command/Command.php'),
    },
  ],
};
