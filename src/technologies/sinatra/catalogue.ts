import type { CodeCatalogue } from '../../program/catalogue.js';

const sinatra = 'sinatra 4.1, lib/sinatra/base.rb';
const verbs = '{get,post,put,patch,delete,head,options,link,unlink}';

/** Sinatra, Grape, Hanami and Roda: blocks and classes that answer requests. */
export const code: CodeCatalogue = {
  language: 'ruby',
  roots: { 'settings().root': 'app', 'settings().public_folder': 'public' },
  inputs: { 'params()[][]': 'text', 'Sinatra/Base().params()[].{tempfile,filename}': 'upload' },
  mixes: ['helpers', 'register'],
  effects: [
    { on: '{Sinatra/Base().send_file,send_file}', is: 'serve', path: 0, source: sinatra },
    { on: 'Rack/{Files,Directory,Static}', is: 'serve', path: 0, source: 'rack 3.2, lib/rack/files.rb' },
  ],
  callbacks: [{ on: '{Sinatra/Base().stream,stream}', at: '&', given: ['Sinatra/Stream()'], source: sinatra }],
  sharedSettings: [
    { on: '{set,Sinatra/Base.set,Sinatra/Application.set}', name: 0, value: 1, from: 'settings', source: sinatra },
  ],
  connections: [
    { on: 'Sinatra/Stream()', sends: ['<<', 'push'], sockets: false, source: sinatra },
    {
      on: 'Faye/WebSocket()',
      sends: ['send'],
      source: 'faye-websocket 0.11, lib/faye/websocket/api.rb',
    },
  ],
  entries: [
    { kind: 'request', call: verbs, handler: '&', source: sinatra },
    { kind: 'request', call: '{before,after,not_found,error}', handler: '&', source: sinatra },
    { kind: 'request', call: `Sinatra/{Base,Application}.${verbs}`, handler: '&', source: sinatra },
    {
      kind: 'request',
      extends: 'Hanami/Action',
      methods: ['handle', 'call'],
      source: 'hanami-controller 2.2, lib/hanami/action.rb',
    },
    {
      kind: 'request',
      call: 'Grape/API.{get,post,put,patch,delete,head,options,route,before,after,before_validation,after_validation,finally,rescue_from}',
      handler: '&',
      source: 'grape 2.3, lib/grape/dsl/routing.rb; lib/grape/dsl/callbacks.rb',
    },
    {
      kind: 'request',
      call: 'Roda.{route,hash_branch,hash_path,hash_routes}',
      handler: '&',
      source: 'roda 3.96, lib/roda.rb; lib/roda/plugins/hash_branches.rb',
    },
    { kind: 'request', call: 'route', handler: '&', source: 'roda 3.96, lib/roda.rb' },
  ],
};
