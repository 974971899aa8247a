import type { CodeCatalogue } from '../../program/catalogue.js';

const cited = (path: string) => `codeigniter4/framework 4.5, ${path}`;
const old = (path: string) => `codeigniter/framework 3.1, ${path}`;
const upload = 'CodeIgniter/HTTP/Files/UploadedFile()';

/** CodeIgniter 3 and 4. */
export const code: CodeCatalogue = {
  language: 'php',
  alias: {
    'CodeIgniter/HTTP/RequestInterface()': 'CodeIgniter/HTTP/IncomingRequest()',
    'CodeIgniter/Controller().request': 'CodeIgniter/HTTP/IncomingRequest()',
    'Config/Services': 'CodeIgniter/Config/Services',
    // controllers of modules (wiredesignz/codeigniter-modular-extensions-hmvc 5.7, third_party/MX/Controller.php)
    MX_Controller: 'CI_Controller',
  },
  stands: {
    'CodeIgniter/HTTP/IncomingRequest().getFile()': upload,
    'service()': 'CodeIgniter/Config/Services.given()',
  },
  same: [
    '{CodeIgniter/Database/MigrationRunner(),CodeIgniter/Config/Services.migrations()}.{setNamespace,setGroup,setSilent,setName}',
  ],
  roots: {
    '{WRITEPATH,APPPATH,ROOTPATH,BASEPATH,SYSTEMPATH}': 'app',
    FCPATH: 'public',
    [upload]: 'temporary',
  },
  inputs: {
    [upload]: 'upload',
    'CodeIgniter/HTTP/IncomingRequest().{getFile,getFiles,getFileMultiple}': 'upload',
  },
  effects: [
    {
      on: `${upload}.{move,store}`,
      is: 'move',
      path: 0,
      data: 'self',
      what: 'upload',
      source: cited('system/HTTP/Files/UploadedFile.php'),
    },
    { on: 'write_file', is: 'write', path: 0, data: 1, source: cited('system/Helpers/filesystem_helper.php') },
    { on: 'delete_files', is: 'remove', path: 0, source: cited('system/Helpers/filesystem_helper.php') },
    {
      on: 'CodeIgniter/Model().{save,insert,insertBatch,update,updateBatch,delete,replace}',
      is: 'shared',
      what: 'rows',
      source: cited('system/BaseModel.php'),
    },
    {
      on: 'CI_Model().db.{insert,update,delete,replace,insert_batch,update_batch}',
      is: 'shared',
      what: 'rows',
      source: old('system/database/DB_query_builder.php'),
    },
    {
      on: 'CI_Controller().{db.insert,db.update,db.delete}',
      is: 'shared',
      what: 'rows',
      source: old('system/database/DB_query_builder.php'),
    },
    { on: 'CI_Controller().upload.do_upload', is: 'write', what: 'upload', source: old('system/libraries/Upload.php') },
    { on: 'CI_Controller().email.send', is: 'shared', what: 'mail', source: old('system/libraries/Email.php') },
    { on: 'CI_Controller().cache.{save,get}', is: 'cache', key: 0, source: old('system/libraries/Cache/Cache.php') },
    {
      on: '{CodeIgniter/Encryption/Encryption,CodeIgniter/Encryption/Encryption()}.createKey',
      is: 'random',
      source: cited('system/Encryption/Encryption.php'),
    },
    {
      on: '{CodeIgniter/Database/MigrationRunner(),CodeIgniter/Config/Services.migrations()}.{latest,force,progress}',
      is: 'migrate',
      what: 'served',
      source: cited('system/Database/MigrationRunner.php'),
    },
    { on: 'log_message', is: 'log', data: 1, source: cited('system/Common.php') },
  ],
  entries: [
    { kind: 'request', extends: 'CodeIgniter/Controller', methods: '*', source: cited('system/Controller.php') },
    {
      kind: 'request',
      extends: 'CodeIgniter/RESTful/ResourceController',
      methods: '*',
      source: cited('system/RESTful/ResourceController.php'),
    },
    { kind: 'request', extends: 'CI_Controller', methods: '*', source: old('system/core/Controller.php') },
    {
      kind: 'request',
      extends: 'CodeIgniter/Filters/FilterInterface',
      methods: ['before', 'after'],
      source: cited('system/Filters/FilterInterface.php'),
    },
    {
      kind: 'command',
      extends: 'CodeIgniter/CLI/BaseCommand',
      methods: ['run'],
      source: cited('system/CLI/BaseCommand.php'),
    },
    {
      kind: 'command',
      extends: 'CodeIgniter/Database/{Migration,Seeder}',
      methods: ['up', 'down', 'run'],
      source: cited('system/Database/Migration.php'),
    },
  ],
};
