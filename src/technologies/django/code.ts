import type { CodeCatalogue } from '../../program/catalogue.js';

const verbs = [
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'dispatch',
  'form_valid',
  'get_context_data',
  'list',
  'create',
  'retrieve',
  'update',
  'partial_update',
  'destroy',
  'perform_create',
  'perform_update',
  'perform_destroy',
];

const manager = 'django.db.models.Model.objects';
/** What asks a manager or a query for one row, or makes one (Django 5.2, db/models/query.py). */
const rows = ['get', 'create', 'first', 'last', 'latest', 'earliest', 'aget', 'acreate', 'afirst', 'alast'];
const pairs = ['get_or_create', 'update_or_create', 'aget_or_create', 'aupdate_or_create'];

/** Managers by other names: a model's own `objects` goes on being asked as the first one is (Django 5.2, db/models/manager.py; each library's managers.py). */
const managers = [
  'django.db.models.{Manager,BaseManager}',
  'django.db.models.manager.{Manager,BaseManager}',
  'django.contrib.gis.db.models.Manager',
  'django.contrib.auth.models.{UserManager,BaseUserManager}',
  'django.contrib.auth.base_user.BaseUserManager',
  'django.db.models.QuerySet.as_manager',
  'django.db.models.query.QuerySet.as_manager',
  'django.db.models.Manager.from_queryset()',
  'django_scopes.ScopedManager',
  'polymorphic.managers.PolymorphicManager',
  'mptt.managers.TreeManager',
  'mptt.models.TreeManager',
  'treebeard.mp_tree.MP_NodeManager',
  'model_utils.managers.{InheritanceManager,SoftDeletableManager,QueryManager}',
];

/** Django, Django REST framework and Channels: who runs code, and what it does to files, rows and mail. */
export const code: CodeCatalogue = {
  language: 'python',
  commands: [
    {
      on: 'django.core.management.call_command',
      name: 0,
      migrates: '^migrate$',
      seeds: '^loaddata$',
      source: 'Django 5.2, core/management/__init__.py',
    },
  ],
  alias: { 'django.conf.urls': 'django.urls', 'django.conf.urls.url': 'django.urls.re_path' },
  stands: Object.fromEntries([
    ...managers.map((name) => [`${name}()`, manager] as const),
    ...[
      ...rows.map((name) => `${manager}.${name}()`),
      ...pairs.map((name) => `${manager}.${name}()[]`),
      `${manager}[]`,
    ].map((name) => [name, 'django.db.models.Model()'] as const),
  ]),
  same: [
    `${manager}.{filter,exclude,all,order_by,select_related,prefetch_related,annotate,alias,only,defer,distinct,using,reverse,select_for_update,get_queryset,iterator}`,
  ],
  gives: { 'django.shortcuts.get_object_or_404': 0 },
  apps: ['django.core.{wsgi.get_wsgi_application,asgi.get_asgi_application}', 'ninja.NinjaAPI'],
  refusals: ['django.db.{IntegrityError,utils.IntegrityError}'],
  pure: ['django.utils.module_loading.import_string'],
  through: {
    'django.contrib.auth.decorators.{login_required,permission_required,user_passes_test}': 0,
    'django.views.decorators.csrf.{csrf_exempt,csrf_protect}': 0,
    'django.views.decorators.cache.{never_cache,cache_page}': 0,
    'django.utils.decorators.method_decorator': 0,
    'django.views.View.as_view': 'self',
    'django.views.generic.*.as_view': 'self',
    'rest_framework.{views,generics}.*.as_view': 'self',
  },
  settingsObjects: [
    { on: 'django.conf.settings', marks: 'INSTALLED_APPS', source: 'Django 5.2, django/conf/__init__.py' },
  ],
  production: { 'django.conf.settings.DEBUG': false },
  roots: {
    'django.core.files.base.ContentFile': 'memory',
    'django.conf.settings.BASE_DIR': 'app',
    'django.conf.settings.FILE_UPLOAD_TEMP_DIR': 'temporary',
  },
  inputs: {
    '*.FILES': 'upload',
    'django.http.HttpRequest().FILES': 'upload',
    'rest_framework.request.Request().FILES': 'upload',
    'django.core.files.uploadedfile.{UploadedFile,InMemoryUploadedFile,TemporaryUploadedFile,SimpleUploadedFile}()':
      'upload',
  },
  answers: [
    {
      on: 'django.http.HttpResponse',
      body: [0, 'content'],
      status: 'status',
      source: 'Django 5.2, http/response.py',
    },
    { on: 'django.http.JsonResponse', body: [0, 'data'], status: 'status', source: 'Django 5.2, http/response.py' },
    {
      on: 'rest_framework.response.Response',
      body: [0, 'data'],
      status: [1, 'status'],
      source: 'djangorestframework 3.16, response.py',
    },
  ],
  effects: [
    {
      on: 'django.core.files.storage.FileSystemStorage().save',
      is: 'write',
      path: 0,
      data: 1,
      what: 'upload',
      source: 'Django 5.2, core/files/storage/filesystem.py',
    },
    {
      on: 'django.core.mail.{send_mail,send_mass_mail,mail_admins,mail_managers}',
      is: 'shared',
      what: 'mail',
      source: 'Django 5.2, core/mail/__init__.py',
    },
    {
      on: 'django.core.mail.{EmailMessage,EmailMultiAlternatives}().send',
      is: 'shared',
      what: 'mail',
      source: 'Django 5.2, core/mail/message.py',
    },
    {
      on: 'django.db.models.Model().{save,delete,asave,adelete}',
      is: 'shared',
      what: 'rows',
      source: 'Django 5.2, db/models/base.py',
    },
    {
      on: 'django.db.models.Model.objects.{create,bulk_create,get_or_create,update_or_create,bulk_update}',
      is: 'shared',
      what: 'rows',
      source: 'Django 5.2, db/models/query.py',
    },
    {
      on: 'django.db.models.Model.objects.{update,delete,aupdate,adelete}',
      is: 'shared',
      what: 'rows',
      source: 'Django 5.2, db/models/query.py',
    },
    {
      on: '*.select_for_update',
      is: 'lock',
      reach: 'shared',
      weak: true,
      source: 'Django 5.2, db/models/query.py',
    },
    {
      on: 'django.db.models.Model.objects.select_for_update',
      is: 'lock',
      reach: 'shared',
      source: 'Django 5.2, db/models/query.py',
    },
    {
      on: 'django.core.cache.cache.get',
      is: 'look',
      key: [0, 'key'],
      source: 'Django 5.2, core/cache/backends/base.py',
    },
    {
      on: 'django.core.cache.cache.set',
      is: 'keep',
      key: [0, 'key'],
      data: [1, 'value'],
      source: 'Django 5.2, core/cache/backends/base.py',
    },
    {
      on: 'django.core.cache.cache.add',
      is: 'lock',
      reach: 'shared',
      weak: true,
      source: 'Django 5.2, core/cache/backends/base.py',
    },
    {
      on: 'django.core.signing.{Signer,TimestampSigner}',
      is: 'key',
      key: 'key',
      source: 'Django 5.2, core/signing.py',
    },
  ],
  deliveries: [
    {
      on: 'django.dispatch.Signal().{send,send_robust,asend,asend_robust}',
      message: 'self',
      source: 'Django 5.2, dispatch/dispatcher.py',
    },
  ],
  listeners: [
    { decorator: 'django.dispatch.receiver', message: 0, source: 'Django 5.2, dispatch/dispatcher.py' },
    {
      call: 'django.dispatch.Signal().connect',
      message: 'self',
      handler: [0, 'receiver'],
      source: 'Django 5.2, dispatch/dispatcher.py',
    },
  ],
  entries: [
    {
      kind: 'request',
      call: 'django.urls.{path,re_path}',
      handler: 1,
      route: [0, 'route'],
      methods: verbs,
      source: 'Django 5.2, urls/conf.py',
    },
    { kind: 'request', extends: 'django.views.**', methods: verbs, source: 'Django 5.2, views/generic/base.py' },
    {
      kind: 'request',
      extends: 'rest_framework.**',
      methods: verbs,
      admits: {
        fields: ['permission_classes'],
        everybody: 'rest_framework.permissions.AllowAny',
        setting: 'DEFAULT_PERMISSION_CLASSES',
      },
      source: 'djangorestframework 3.16, viewsets.py, views.py, permissions.py',
    },
    {
      kind: 'request',
      decorator: 'rest_framework.decorators.{api_view,action}',
      source: 'djangorestframework 3.16, decorators.py',
    },
    {
      kind: 'request',
      decorator: 'django.views.decorators.http.{require_POST,require_GET,require_http_methods,require_safe}',
      source: 'Django 5.2, views/decorators/http.py',
    },
    {
      kind: 'request',
      decorator: 'ninja.{NinjaAPI,Router}().{get,post,put,patch,delete}',
      source: 'PyPI django-ninja 1.4, router.py',
    },
    {
      kind: 'request',
      extends: 'django.contrib.admin.ModelAdmin',
      methods: '*',
      source: 'Django 5.2, contrib/admin/options.py',
    },
    {
      kind: 'request',
      texts: ['MIDDLEWARE', 'MIDDLEWARE_CLASSES', 'AUTHENTICATION_BACKENDS', 'TEMPLATES', 'REST_FRAMEWORK'],
      methods: [
        '__call__',
        'process_request',
        'process_view',
        'process_response',
        'process_exception',
        'process_template_response',
        'authenticate',
        'get_user',
        'has_perm',
        'has_permission',
        'allow_request',
        'wait',
      ],
      source: 'Django 5.2, docs/topics/http/middleware.txt; docs/topics/auth/customizing.txt',
    },
    {
      kind: 'request',
      extends: 'django.utils.deprecation.MiddlewareMixin',
      methods: ['process_request', 'process_view', 'process_response', 'process_exception', '__call__'],
      source: 'Django 5.2, utils/deprecation.py',
    },
    { kind: 'request', decorator: 'django.dispatch.receiver', source: 'Django 5.2, dispatch/dispatcher.py' },
    {
      kind: 'socket',
      extends: 'channels.generic.**',
      methods: ['connect', 'disconnect', 'receive', 'receive_json', 'websocket_receive'],
      source: 'PyPI channels 4.2, generic/websocket.py',
    },
    {
      kind: 'command',
      extends: 'django.core.management.base.BaseCommand',
      methods: ['handle', 'add_arguments'],
      named: { file: true },
      source: 'Django 5.2, core/management/base.py',
    },
    { kind: 'command', file: '**/migrations/*.py', source: 'Django 5.2, db/migrations/loader.py' },
    { kind: 'boot', extends: 'django.apps.AppConfig', methods: ['ready'], source: 'Django 5.2, apps/config.py' },
  ],
};
