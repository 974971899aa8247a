import type { CodeCatalogue } from '../../program/catalogue.js';

const rails = (file: string) => `rails 8.0, ${file}`;
const record = rails('activerecord/lib/active_record/persistence.rb');
const callbacks =
  '{before_validation,after_validation,before_save,around_save,after_save,before_create,around_create,after_create,before_update,around_update,after_update,before_destroy,around_destroy,after_destroy,after_commit,after_create_commit,after_update_commit,after_save_commit,after_destroy_commit,after_rollback,after_touch}';

/** Rails: who runs controllers, jobs, mailers, channels and mailboxes; files, rows and jobs that code makes. */
export const code: CodeCatalogue = {
  language: 'ruby',
  through: {
    'ActiveRecord/Base.{where,order,includes,joins,left_joins,preload,eager_load,not,limit,offset,distinct,all,unscoped,lock,reorder,select,group,having,merge,with_attached_file}':
      'self',
    'ActiveJob/Base.set': 'self',
    'ActionMailer/Base.with': 'self',
  },
  queries: [
    {
      on: 'ActiveRecord/Base',
      macro: 'scope',
      source: rails('activerecord/lib/active_record/scoping/named.rb'),
    },
  ],
  deliveries: [
    {
      on: 'ActiveSupport/Notifications.{instrument,publish}',
      message: 0,
      source: rails('activesupport/lib/active_support/notifications.rb'),
    },
  ],
  listeners: [
    {
      call: 'ActiveSupport/Notifications.{subscribe,subscribed,monotonic_subscribe}',
      message: 0,
      source: rails('activesupport/lib/active_support/notifications.rb'),
    },
  ],
  runs: {
    // activejob 8.0, lib/active_job/execution.rb
    'ActiveJob/Base.perform_now': 'perform',
    // active_interaction 5.3, lib/active_interaction/concerns/runnable.rb
    'ActiveInteraction/Base.{run,run!}': 'execute',
  },
  gives: {
    'ActiveRecord/Base.{find,find_by,find_by!,find_or_create_by,find_or_create_by!,find_or_initialize_by,create,create!,first,first!,last,last!,take,take!,sole,build}':
      'self',
  },
  same: ['{Rails.root(),Rails.public_path()}.join().{join,expand_path,cleanpath,realpath}'],
  paths: {
    'Rails.root().{join,to_s,to_path,expand_path}': 'self',
    'Rails.public_path().{join,to_s,to_path}': 'self',
    'Rails.root().join().{join,to_s,to_path,expand_path,cleanpath,realpath,dirname}': 'self',
    'Rails.public_path().join().{join,to_s,to_path,dirname}': 'self',
  },
  roots: { 'Rails.root': 'app', 'Rails.public_path': 'public' },
  inputs: {
    'ActionController/{Base,API}().params(){[],[][],.require()[],.permit()[],.fetch(),.dig()}.{tempfile,original_filename,content_type,read,path}':
      'upload',
    '*.{original_filename,tempfile}': 'upload',
    'ActionController/{Base,API}().params': 'text',
  },
  holds: [
    '{Rails.configuration,Rails.application().config}()',
    '{Rails.configuration,Rails.application().config}().{x,custom,settings}()',
    '{Rails.configuration,Rails.application().config}().x().*',
  ],
  production: {
    'Rails.env()': 'production',
    'Rails.env().production?()': true,
    'Rails.env().{development?,test?,local?}()': false,
    'ENV.RAILS_ENV': 'production',
  },
  refusals: ['ActiveRecord/RecordNotUnique'],
  effects: [
    {
      on: 'ActionController/{Base,API}().send_file',
      is: 'serve',
      path: 0,
      source: rails('actionpack/lib/action_controller/metal/data_streaming.rb'),
    },
    {
      on: 'ActiveRecord/Base.{create,create!,insert,insert!,insert_all,insert_all!,upsert,upsert_all,update_all,delete_all,destroy_all,delete_by,destroy_by,find_or_create_by,find_or_create_by!,update_counters,increment_counter,decrement_counter}',
      is: 'shared',
      what: 'rows',
      source: record,
    },
    {
      on: 'ActiveRecord/Base().{save,save!,update,update!,update_attribute,update_columns,update_column,destroy,destroy!,delete,touch,increment!,decrement!,toggle!}',
      is: 'shared',
      what: 'rows',
      source: record,
    },
    {
      on: '*.{save!,update!,create!,destroy!,update_all,delete_all,destroy_all,insert_all,upsert_all,update_columns,update_column,increment!}',
      is: 'shared',
      what: 'rows',
      weak: true,
      source: record,
    },
    {
      on: 'ActiveRecord/Base.connection().{execute,exec_query,update,insert,delete}',
      is: 'shared',
      what: 'rows',
      source: rails('activerecord/lib/active_record/connection_adapters/abstract/database_statements.rb'),
    },
    {
      on: '*.deliver_now',
      is: 'shared',
      what: 'mail',
      weak: true,
      source: rails('actionmailer/lib/action_mailer/message_delivery.rb'),
    },
    {
      on: '*.deliver_later',
      is: 'enqueue',
      weak: true,
      source: rails('actionmailer/lib/action_mailer/message_delivery.rb'),
    },
    {
      on: 'ActiveJob/Base.{perform_later,perform_all_later}',
      is: 'enqueue',
      body: 'self',
      source: rails('activejob/lib/active_job/enqueuing.rb'),
    },
    {
      on: '*.perform_later',
      is: 'enqueue',
      body: 'self',
      weak: true,
      source: rails('activejob/lib/active_job/enqueuing.rb'),
    },
    {
      on: 'ActiveStorage/Blob.{create_and_upload!,create_before_direct_upload!}',
      is: 'store',
      data: 'io',
      source: rails('activestorage/app/models/active_storage/blob.rb'),
    },
    {
      on: 'ActiveRecord/Base().with_lock',
      is: 'lock',
      body: '&',
      reach: 'shared',
      source: rails('activerecord/lib/active_record/locking/pessimistic.rb'),
    },
    {
      on: '*.{with_lock,lock!}',
      is: 'lock',
      body: '&',
      reach: 'shared',
      weak: true,
      source: rails('activerecord/lib/active_record/locking/pessimistic.rb'),
    },
    {
      on: 'Rails.cache().write',
      is: 'lock',
      reach: 'shared',
      when: { arg: 'unless_exist', matches: '^true$' },
      source: rails('activesupport/lib/active_support/cache.rb'),
    },
    { on: 'Rails.cache().read', is: 'look', key: 0, source: rails('activesupport/lib/active_support/cache.rb') },
    {
      on: 'Rails.cache().write',
      is: 'keep',
      key: 0,
      data: 1,
      source: rails('activesupport/lib/active_support/cache.rb'),
    },
    {
      on: 'Rails.cache().{fetch,write,increment,decrement,write_multi,fetch_multi}',
      is: 'cache',
      key: 0,
      source: rails('activesupport/lib/active_support/cache.rb'),
    },
    {
      on: 'ActiveSupport/Cache/MemoryStore',
      is: 'connect',
      what: 'cache',
      reach: 'process',
      source: rails('activesupport/lib/active_support/cache/memory_store.rb'),
    },
    {
      on: 'ActiveSupport/Cache/FileStore',
      is: 'connect',
      what: 'cache',
      reach: 'server',
      source: rails('activesupport/lib/active_support/cache/file_store.rb'),
    },
    {
      on: 'ActiveSupport/Cache.lookup_store',
      is: 'connect',
      what: 'cache',
      reaches: {
        arg: 0,
        of: { memory_store: 'process', file_store: 'server', redis_cache_store: 'shared', mem_cache_store: 'shared' },
      },
      source: rails('activesupport/lib/active_support/cache.rb'),
    },
    {
      on: 'ActionCable.server().broadcast',
      is: 'broadcast',
      source: rails('actioncable/lib/action_cable/server/broadcasting.rb'),
    },
    {
      on: 'ActionCable/Channel/Base.broadcast_to',
      is: 'broadcast',
      source: rails('actioncable/lib/action_cable/channel/broadcasting.rb'),
    },
    {
      on: 'Turbo/StreamsChannel.{broadcast_append_to,broadcast_prepend_to,broadcast_replace_to,broadcast_update_to,broadcast_remove_to,broadcast_stream_to,broadcast_refresh_to}',
      is: 'broadcast',
      source: 'turbo-rails 2.0, app/channels/turbo/streams/broadcasts.rb',
    },
    {
      on: '{ActiveSupport/MessageVerifier,ActiveSupport/MessageEncryptor}',
      is: 'key',
      key: 0,
      source: rails('activesupport/lib/active_support/message_verifier.rb'),
    },
    {
      on: 'ActiveSupport/KeyGenerator',
      is: 'key',
      key: 0,
      source: rails('activesupport/lib/active_support/key_generator.rb'),
    },
    {
      on: '{ActiveRecord/Base.connection().migration_context().migrate,ActiveRecord/MigrationContext().migrate,ActiveRecord/Tasks/DatabaseTasks.migrate,ActiveRecord/Tasks/DatabaseTasks.prepare_all}',
      is: 'migrate',
      // Migrator#with_advisory_lock
      what: 'locked',
      source: rails('activerecord/lib/active_record/tasks/database_tasks.rb'),
    },
    {
      on: '{Rails.application().load_seed,ActiveRecord/Tasks/DatabaseTasks.load_seed}',
      is: 'seed',
      source: rails('railties/lib/rails/engine.rb'),
    },
  ],
  starts: ['config/initializers/**/*.rb', 'config/application.rb', 'config/environment.rb', 'config/puma.rb'],
  entries: [
    {
      kind: 'request',
      extends: 'ActionController/{Base,API,Metal}',
      methods: '*',
      source: rails('actionpack/lib/abstract_controller/base.rb'),
    },
    {
      kind: 'request',
      file: 'app/controllers/**/*.rb',
      methods: '*',
      source: rails('railties/lib/rails/engine/configuration.rb'),
    },
    {
      kind: 'socket',
      extends: 'ActionCable/{Channel,Connection}/Base',
      methods: '*',
      source: rails('actioncable/lib/action_cable/channel/base.rb'),
    },
    {
      kind: 'job',
      extends: '{ActiveJob/Base,ActiveStorage/BaseJob}',
      methods: ['perform'],
      source: rails('activejob/lib/active_job/execution.rb'),
    },
    {
      kind: 'job',
      extends: 'ActionMailbox/Base',
      methods: ['process'],
      source: rails('actionmailbox/lib/action_mailbox/base.rb'),
    },
    {
      kind: 'command',
      extends: 'ActiveRecord/Migration[]',
      methods: ['change', 'up', 'down'],
      source: rails('activerecord/lib/active_record/migration.rb'),
    },
    {
      kind: 'command',
      extends: 'Rails/Generators/{Base,NamedBase}',
      methods: '*',
      source: rails('railties/lib/rails/generators/base.rb'),
    },
    {
      kind: 'request',
      call: '*.middleware().{use,insert_before,insert_after,unshift}',
      methods: ['call'],
      source: rails('railties/lib/rails/configuration.rb'),
    },
    // attributes are set to what a form sends
    {
      kind: 'request',
      extends: 'ActiveRecord/Base',
      methods: ['*='],
      given: ['ActionController/Base().params()[]'],
      source: rails('activemodel/lib/active_model/attribute_assignment.rb'),
    },
    {
      kind: 'job',
      file: 'app/{jobs,workers,sidekiq}/**/*.rb',
      methods: ['perform'],
      source: rails('railties/lib/rails/engine/configuration.rb; activejob/lib/active_job/execution.rb'),
    },
    {
      kind: 'socket',
      file: 'app/channels/**/*.rb',
      methods: '*',
      source: rails('railties/lib/rails/engine/configuration.rb'),
    },
    {
      kind: 'request',
      call: '*.{before_action,after_action,around_action,prepend_before_action,append_before_action,rescue_from}',
      source: rails('actionpack/lib/abstract_controller/callbacks.rb'),
    },
    {
      kind: 'request',
      call: '{before_action,after_action,around_action,prepend_before_action,append_before_action,skip_before_action,rescue_from}',
      source: rails('actionpack/lib/abstract_controller/callbacks.rb'),
    },
    // a record is saved by what serves
    {
      kind: 'request',
      call: `*.${callbacks}`,
      source: rails('activerecord/lib/active_record/callbacks.rb; transactions.rb'),
    },
    {
      kind: 'request',
      call: callbacks,
      source: rails('activerecord/lib/active_record/callbacks.rb; transactions.rb'),
    },
    {
      kind: 'job',
      call: '*.{before_perform,after_perform,around_perform,before_enqueue,after_enqueue}',
      source: rails('activejob/lib/active_job/callbacks.rb'),
    },
    {
      kind: 'job',
      call: '{before_perform,after_perform,around_perform,before_enqueue,after_enqueue}',
      source: rails('activejob/lib/active_job/callbacks.rb'),
    },
  ],
};
