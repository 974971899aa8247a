import type { RubyCall } from '../../facts/ruby-call.js';

const technology = 'sinatra';
const database = (argument: number): RubyCall => ({ technology, setting: ['database', argument] });
const embedded: RubyCall = { technology, use: 'embedded' };

/** Calls that the readers of Ruby are told of wherever they stand and whatever leads to them, by their outside names. */
export const rubyCalls: ReadonlyMap<string, RubyCall> = new Map([
  ['Sequel.connect', database(0)],
  ['ActiveRecord/Base.establish_connection', database(0)],
  ['DataMapper.setup', database(1)],
  ['Sequel.sqlite', embedded],
  ['SQLite3/Database', embedded],
  ['PStore', embedded],
  ['YAML/Store', embedded],
  ['Logger', { technology, use: 'logger' }],
]);
