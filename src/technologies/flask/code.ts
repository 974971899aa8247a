import type { CodeCatalogue } from '../../program/catalogue.js';

const hooks =
  '{route,get,post,put,patch,delete,before_request,after_request,teardown_request,errorhandler,app_errorhandler,context_processor}';

const rows = 'flask_sqlalchemy.SQLAlchemy().Model.query';

/** Flask with its usual extensions: handlers of requests, uploads, keys. */
export const code: CodeCatalogue = {
  language: 'python',
  alias: { quart: 'flask', 'quart.Quart': 'flask.Flask', 'flask.request.files': 'flask.request.files' },
  holds: ['flask.g'],
  through: { 'flask_login.login_required': 0, 'flask.views.{View,MethodView}.as_view': 'self' },
  apps: ['flask.Flask', 'apiflask.APIFlask', 'connexion.{App,FlaskApp,AsyncApp}'],
  settingsObjects: [
    {
      on: '{flask.current_app,flask.Flask()}.config',
      from: ['from_object', 'from_mapping', 'update'],
      source: 'Flask 3.1, config.py',
    },
  ],
  inputs: { 'flask.request.files': 'upload', 'flask.request.{form,json,args,data}': 'text' },
  roots: { 'flask.current_app.{root_path,instance_path}': 'app', 'flask.Flask().{root_path,instance_path}': 'app' },
  answers: [
    { on: 'flask.jsonify', body: 0, source: 'Flask 3.1, json/__init__.py' },
    { on: 'flask.make_response', body: 0, status: 1, source: 'Flask 3.1, helpers.py' },
    {
      on: '{flask.Response,werkzeug.wrappers.Response}',
      body: [0, 'response'],
      status: [1, 'status'],
      source: 'Werkzeug 3.1, wrappers/response.py',
    },
  ],
  same: [
    `${rows}.{filter,filter_by,order_by,limit,offset,options,join,outerjoin,with_for_update,distinct,group_by,execution_options}`,
  ],
  stands: {
    [`${rows}.{get,first,get_or_404,first_or_404,one,one_or_404,one_or_none,scalar}()`]:
      'flask_sqlalchemy.SQLAlchemy().Model()',
    [`${rows}.all()[]`]: 'flask_sqlalchemy.SQLAlchemy().Model()',
    [`${rows}[]`]: 'flask_sqlalchemy.SQLAlchemy().Model()',
  },
  effects: [
    {
      on: 'flask.request.{files[],files.get(),files.pop(),files.getlist()[],files.values()[],files.items()[][]}.save',
      is: 'write',
      path: 0,
      what: 'upload',
      source: 'Werkzeug 3.1, datastructures/file_storage.py, structures.py',
    },
    {
      on: '{flask_uploads,flask_reuploads}.UploadSet().save',
      is: 'write',
      what: 'upload',
      source: 'PyPI Flask-Reuploaded 1.4, src/flask_uploads/flask_uploads.py',
    },
    {
      on: 'werkzeug.datastructures.FileStorage().save',
      is: 'write',
      path: 0,
      what: 'upload',
      source: 'Werkzeug 3.1, datastructures/file_storage.py',
    },
    {
      on: 'werkzeug.middleware.proxy_fix.ProxyFix',
      is: 'trust',
      source: 'Werkzeug 3.1, middleware/proxy_fix.py',
    },
    { on: '{flask.send_from_directory,flask.send_file}', is: 'serve', path: 0, source: 'Flask 3.1, helpers.py' },
    {
      on: 'flask_sqlalchemy.SQLAlchemy().session.{add,add_all,commit,delete,merge}',
      is: 'shared',
      what: 'rows',
      source: 'Flask-SQLAlchemy 3.1, session.py',
    },
    {
      on: `${rows}.{update,delete}`,
      is: 'shared',
      what: 'rows',
      source: 'SQLAlchemy 2.0, orm/query.py; Flask-SQLAlchemy 3.1, query.py',
    },
    { on: 'flask_mail.Mail().send', is: 'shared', what: 'mail', source: 'Flask-Mail 0.10, flask_mail/__init__.py' },
  ],
  entries: [
    {
      kind: 'request',
      decorator: `flask.Flask().${hooks}`,
      route: [0, 'rule'],
      source: 'Flask 3.1, sansio/scaffold.py',
    },
    {
      kind: 'request',
      decorator: `flask.Blueprint().${hooks}`,
      route: [0, 'rule'],
      mounted: true,
      source: 'Flask 3.1, sansio/blueprints.py',
    },
    {
      kind: 'request',
      call: '{flask.Flask,flask.Blueprint}().add_url_rule',
      handler: [2, 'view_func'],
      route: [0, 'rule'],
      source: 'Flask 3.1, sansio/scaffold.py',
    },
    {
      kind: 'request',
      call: '{flask.Flask,flask.Blueprint}().{before_request,after_request}',
      source: 'Flask 3.1, sansio/app.py',
    },
    {
      kind: 'request',
      extends: 'flask.views.{View,MethodView}',
      methods: ['get', 'post', 'put', 'patch', 'delete', 'dispatch_request'],
      source: 'Flask 3.1, views.py',
    },
    {
      kind: 'request',
      extends: '{flask_restful.Resource,flask_restx.Resource}',
      methods: ['get', 'post', 'put', 'patch', 'delete'],
      source: 'Flask-RESTX 1.3, resource.py',
    },
    { kind: 'socket', decorator: 'flask_socketio.SocketIO().{on,event}', source: 'Flask-SocketIO 5.5, __init__.py' },
    { kind: 'command', decorator: 'flask.Flask().cli.command', source: 'Flask 3.1, cli.py' },
  ],
};
