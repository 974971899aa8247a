import type { CodeCatalogue } from '../../program/catalogue.js';
import { files } from './code-files.js';
import { jobs } from './code-jobs.js';
import { stores } from './code-stores.js';

const core = (name: string) => `Ruby 3.4, ${name}`;

/** What Ruby itself offers besides files: the environment, threads, programs, requests, keys. */
const language: CodeCatalogue = {
  language: 'ruby',
  clocks: ['{Time.now,Time.current,DateTime.now,Process.clock_gettime}()'],
  commands: [
    {
      on: 'Rake/Task[].{invoke,execute}',
      name: 'index',
      migrates: '^db:(migrate|prepare|setup|schema:load)$',
      seeds: '^db:seed$',
      source: 'rake 13.3, lib/rake/task.rb; activerecord 8.0, railties/databases.rake',
    },
    {
      on: 'Rails/Command.invoke',
      name: 0,
      migrates: '^db:(migrate|prepare|setup|schema:load)$',
      seeds: '^db:seed$',
      source: 'railties 8.0, lib/rails/command.rb',
    },
  ],
  through: {
    lambda: '&',
    proc: '&',
    Proc: '&',
    '*.freeze': 'self',
    '*.{dup,clone,to_s,to_str,to_sym,to_i,itself,presence,strip,chomp,downcase,upcase,inquiry,html_safe,force_encoding,encode}':
      'self',
  },
  gives: { 'Singleton.instance': 'self' },
  settingsObjects: [
    {
      on: 'Settings',
      files: ['config/settings.yml', 'config/settings/production.yml'],
      asks: ['key?', 'has_key?', 'respond_to?'],
      source: 'config 5.6, lib/config.rb (setting_files), lib/config/options.rb',
    },
  ],
  environment: [
    { on: 'ENV.fetch', name: 0, fallback: [1, '&'], source: core('hash.c, ENV.fetch') },
    { on: 'ENV', name: 'member', source: core('hash.c, ENV.[]') },
  ],
  production: { 'ENV.RACK_ENV': 'production', 'ENV.APP_ENV': 'production' },
  callbacks: [
    {
      on: '*.{each,each_with_index,each_with_object,each_slice,each_pair,flat_map,filter_map,find_each,find_in_batches}',
      at: '&',
      given: ['self[]'],
      source: core('enum.c'),
    },
    { on: '{loop,at_exit,catch}', at: '&', source: core('kernel.rb') },
  ],
  effects: [
    { on: 'sleep', is: 'sleep', source: core('process.c, Kernel#sleep') },
    { on: 'Thread', is: 'later', body: '&', source: core('thread.c, Thread.new') },
    { on: 'Thread.{start,fork}', is: 'later', body: '&', source: core('thread.c, Thread.start') },
    { on: '{fork,Process.fork}', is: 'later', body: '&', source: core('process.c, Process.fork') },
    {
      on: 'Concurrent/{Future,Promise}.execute',
      is: 'later',
      body: '&',
      source: 'concurrent-ruby 1.3, lib/concurrent-ruby/concurrent/future.rb',
    },
    {
      on: 'Concurrent/Promises.{future,schedule}',
      is: 'later',
      body: '&',
      source: 'concurrent-ruby 1.3, lib/concurrent-ruby/concurrent/promises.rb',
    },
    {
      on: 'Concurrent/{ThreadPoolExecutor,FixedThreadPool,CachedThreadPool,SingleThreadExecutor,ImmediateExecutor}().{post,<<}',
      is: 'later',
      body: '&',
      source: 'concurrent-ruby 1.3, lib/concurrent-ruby/concurrent/executor/executor_service.rb',
    },
    {
      on: 'Concurrent/ScheduledTask.execute',
      is: 'later',
      body: '&',
      source: 'concurrent-ruby 1.3, lib/concurrent-ruby/concurrent/scheduled_task.rb',
    },
    {
      on: 'Concurrent/TimerTask',
      is: 'timer',
      body: '&',
      source: 'concurrent-ruby 1.3, lib/concurrent-ruby/concurrent/timer_task.rb',
    },
    {
      on: 'Concurrent/TimerTask.execute',
      is: 'timer',
      body: '&',
      source: 'concurrent-ruby 1.3, lib/concurrent-ruby/concurrent/timer_task.rb',
    },
    {
      on: 'EventMachine.add_periodic_timer',
      is: 'timer',
      body: '&',
      source: 'eventmachine 1.2, lib/eventmachine.rb',
    },
    {
      on: '{system,spawn,`,exec,Process.spawn,IO.popen,Open3.popen3,Open3.capture2,Open3.capture2e,Open3.capture3}',
      is: 'shared',
      what: 'process',
      source: core('process.c; lib/open3.rb'),
    },
    {
      on: 'Net/HTTP.{get,get_response,post,post_form,start}',
      is: 'shared',
      what: 'http',
      source: 'net-http 0.6, lib/net/http.rb',
    },
    {
      on: 'Net/HTTP().{request,get,post,put,delete}',
      is: 'shared',
      what: 'http',
      source: 'net-http 0.6, lib/net/http.rb',
    },
    {
      on: '{Faraday,HTTParty,RestClient,Excon,Typhoeus,HTTP}.{get,post,put,patch,delete}',
      is: 'shared',
      what: 'http',
      source: 'faraday 2.13, lib/faraday.rb; httparty 0.23, lib/httparty.rb; rest-client 2.1, lib/restclient.rb',
    },
    {
      on: 'Faraday().{get,post,put,patch,delete}',
      is: 'shared',
      what: 'http',
      source: 'faraday 2.13, lib/faraday/connection.rb',
    },
    { on: 'URI.open', is: 'shared', what: 'http', source: 'open-uri 0.5, lib/open-uri.rb' },
    { on: 'Mail.deliver', is: 'shared', what: 'mail', source: 'mail 2.8, lib/mail/mail.rb' },
    { on: 'Pony.mail', is: 'shared', what: 'mail', source: 'pony 1.13, lib/pony.rb' },
    { on: 'WebPush.payload_send', is: 'shared', what: 'mail', source: 'web-push 3.0, lib/web_push.rb' },
    {
      on: '{rand,Random.rand,Random.bytes,Random.urandom,Random.hex,Random.alphanumeric,Random().bytes,Random().rand}',
      is: 'random',
      source: core('random.c'),
    },
    {
      on: 'SecureRandom.{hex,bytes,random_bytes,base64,urlsafe_base64,uuid,uuid_v4,uuid_v7,alphanumeric,random_number,rand,gen_random,base36,base58}',
      is: 'random',
      source: 'securerandom 0.4, lib/securerandom.rb; activesupport 8.0, core_ext/securerandom.rb',
    },
    {
      on: '{OpenSSL/Cipher().random_key,OpenSSL/Cipher/Cipher().random_key}',
      is: 'random',
      source: 'openssl 3.3, ext/openssl/ossl_cipher.c',
    },
    {
      on: '{OpenSSL/PKey/EC.generate,OpenSSL/PKey.generate_key,Ed25519/SigningKey.generate}',
      is: 'random',
      source: 'openssl 3.3, ext/openssl/ossl_pkey.c; ed25519 1.4, lib/ed25519/signing_key.rb',
    },
    // made where it is told a size; a text is a key that is read
    {
      on: 'OpenSSL/PKey/RSA',
      is: 'random',
      when: { arg: 0, matches: '^\\d+$' },
      source: 'openssl 3.3, lib/openssl/pkey.rb',
    },
    {
      on: '{ActiveSupport/MessageEncryptor.generate_key,Lockbox.generate_key,Devise.friendly_token,RbNaCl/Random.random_bytes}',
      is: 'random',
      source:
        'activesupport 8.0; lockbox 2.0, lib/lockbox.rb; devise 4.9, lib/devise.rb; rbnacl 7.1, lib/rbnacl/util.rb',
    },
    { on: 'OpenSSL/Random.random_bytes', is: 'random', source: 'openssl 3.3, ext/openssl/ossl_rand.c' },
    { on: 'OpenSSL/PKey/RSA.generate', is: 'random', source: 'openssl 3.3, ext/openssl/ossl_pkey_rsa.c' },
    {
      on: 'OpenSSL/HMAC.{digest,hexdigest,base64digest}',
      is: 'key',
      key: 1,
      source: 'openssl 3.3, ext/openssl/ossl_hmac.c',
    },
    { on: 'JWT.{encode,decode}', is: 'key', key: 1, source: 'jwt 3.1, lib/jwt.rb' },
    { on: '{exit,exit!,abort}', is: 'exit', source: core('process.c') },
  ],
  entries: [
    { kind: 'task', call: 'at_exit', handler: '&', source: core('eval_jump.c') },
    {
      kind: 'command',
      call: 'task',
      handler: '&',
      named: { argument: 0, within: 'namespace' },
      source: 'rake 13.3, lib/rake/dsl_definition.rb',
    },
    { kind: 'command', extends: 'Thor', methods: '*', source: 'thor 1.4, lib/thor.rb' },
    { kind: 'request', call: 'run', handler: 0, methods: ['call'], source: 'rack 3.2, lib/rack/builder.rb' },
    { kind: 'request', call: 'use', handler: 0, methods: ['call'], source: 'rack 3.2, lib/rack/builder.rb' },
  ],
  tables: ['{LruRedux/Cache,LruRedux/TTL/Cache,LruRedux/ThreadSafeCache,LruRedux/TTL/ThreadSafeCache,MiniCache/Store}'],
  singles: ['Singleton'],
  handles: [
    'Thread()',
    'Mutex()',
    'Monitor()',
    'Queue()',
    'ConditionVariable()',
    'TCPSocket()',
    'TCPServer()',
    'Concurrent/TimerTask()',
  ],
};

export const code: readonly CodeCatalogue[] = [language, files, jobs, stores];
