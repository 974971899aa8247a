import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { lowerRuby } from '../../src/code/lower/ruby.js';
import { parseRuby } from '../../src/parse/ruby.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import type { CodeCatalogue } from '../../src/program/catalogue.js';
import { type Program, programOf } from '../../src/program/program.js';
import { loadCatalogues } from '../../src/technologies/load.js';

let catalogues: readonly CodeCatalogue[] = [];
before(async () => {
  await loadGrammar('ruby');
  catalogues = await loadCatalogues();
});

function program(files: Readonly<Record<string, string>>): Program {
  const modules = Object.entries(files).map(([path, text]) => lowerRuby(parseRuby(text).tree, text, path));
  return programOf(modules, catalogues);
}

/** Who runs the function that calls `Mark.set`; what the files do apart from that. */
function said(files: Readonly<Record<string, string>>): readonly string[] {
  const { effects, graph, reach, paths } = program(files);
  const marks = graph.sites.filter(({ names }) => names.includes('Mark.set'));
  const kinds = new Set(marks.flatMap(({ func }) => reach.waysTo(func).map(({ entry }) => entry.kind)));
  const done = effects.all.map(({ row, site, weak }) => {
    const argument =
      row.path === 'self' && site.call.callee.is === 'member'
        ? site.call.callee.of
        : typeof row.path === 'number'
          ? site.call.args[row.path]?.value
          : undefined;
    const root = row.is === 'write' && argument ? ` ${paths.of(argument, site.func)[0]?.root ?? 'nowhere'}` : '';
    return `${row.is}${row.what ? ` ${row.what}` : ''}${root}${weak ? ' by name' : ''}`;
  });
  return [...[...kinds].filter((kind) => kind !== 'boot' || kinds.size === 1), ...new Set(done)].sort();
}

type Table = readonly (readonly [
  what: string,
  files: string | Readonly<Record<string, string>>,
  expected: readonly string[],
])[];

const ways: Table = [
  ['a controller', 'class A < ActionController::Base; def show; Mark.set; end; end', ['request']],
  [
    'a controller below one of the app, through a service',
    {
      'app/controllers/application_controller.rb': 'class ApplicationController < ActionController::API; end',
      'app/controllers/a/b_controller.rb':
        'module A\n class BController < ApplicationController\n  def show\n   render json: Load.call(1)\n  end\n end\nend',
      'app/services/a/load.rb':
        'module A\n class Load\n  def self.call(...) = new(...).call\n  def initialize(id)\n   @id = id\n  end\n  def call\n   Mark.set\n  end\n end\nend',
    },
    ['request'],
  ],
  [
    'a model that a controller asks for',
    {
      'app/models/post.rb': 'class Post < ApplicationRecord\n def publish\n  Mark.set\n end\nend',
      'app/models/application_record.rb':
        'class ApplicationRecord < ActiveRecord::Base\n self.abstract_class = true\nend',
      'app/controllers/posts_controller.rb':
        'class PostsController < ActionController::Base\n before_action :load\n def update = @post.publish\n private\n def load\n  @post = Post.where(open: true).find(params[:id])\n end\nend',
    },
    ['request'],
  ],
  [
    'a service that a job makes with what it is given, through a method that is delegated',
    'class A < ActiveJob::Base\n delegate :run, to: :work\n def perform(id) = run(id)\n private\n def work = W.new\nend\nclass W\n def run(id) = Mark.set\nend',
    ['job'],
  ],
  [
    'a callback of a record',
    'class A < ActiveRecord::Base\n after_commit :go, on: :create\n private\n def go = Mark.set\nend',
    ['request'],
  ],
  [
    'a callback that a concern adds',
    'module C\n extend ActiveSupport::Concern\n included do\n  after_save :go\n end\n def go = Mark.set\nend',
    ['request'],
  ],
  [
    'what a setter of the app does',
    'class A < ActionController::Base\n def create\n  B.new.file = params[:f]\n end\nend\nclass B\n def file=(io)\n  Mark.set\n end\nend',
    ['request'],
  ],
  [
    'a module of helpers',
    'module L\n def go = Mark.set\nend\nclass A < Sinatra::Base\n helpers L\n get("/") { go }\nend',
    ['request'],
  ],
  ['a job by its folder', { 'app/jobs/a_job.rb': 'class AJob < BaseJob\n def perform = Mark.set\nend' }, ['job']],
  ['a job', 'class A < ActiveJob::Base\n def perform = Mark.set\nend', ['job']],
  ['a Sidekiq job', 'class A\n include Sidekiq::Job\n def perform(id) = Mark.set\nend', ['job']],
  ['a channel', 'class A < ActionCable::Channel::Base\n def subscribed = Mark.set\nend', ['socket']],
  ['Sinatra', "require 'sinatra'\nget '/' do\n Mark.set\nend", ['request']],
  ['a Sinatra class', "class A < Sinatra::Base\n post '/' do\n  go\n end\n def go = Mark.set\nend", ['request']],
  ['a task of Rake', 'namespace :a do\n task b: :environment do\n  Mark.set\n end\nend', ['command']],
  ['an initializer', { 'config/initializers/a.rb': 'Mark.set' }, ['boot']],
  ['a middleware', { 'config.ru': 'use A\nrun App', 'a.rb': 'class A\n def call(env) = Mark.set\nend' }, ['request']],
  ['a migration', 'class A < ActiveRecord::Migration[7.1]\n def change = Mark.set\nend', ['command']],
  ['a scheduler in the process', "Rufus::Scheduler.new.every('1h') { Mark.set }", ['schedule', 'task']],
  ['a thread', 'Thread.new { Mark.set }', ['later', 'task']],
];

const files: Table = [
  ['File.write', "File.write(Rails.root.join('public', 'a'), 'b')", ['write app']],
  ['File.open with a block', 'File.open("#{Rails.root}/tmp2/a", \'wb\') { |f| f.write 1 }', ['flow', 'write app']],
  ['File.open for reading', "File.open('a') { |f| f.read }", ['read']],
  [
    'a path in a constant of another file',
    {
      'a.rb': "DIR = File.join(__dir__, 'data')",
      'b.rb': 'class B\n def x = File.binwrite(File.join(DIR, y), 1)\nend',
    },
    ['write app'],
  ],
  [
    'a path in a constant of a class',
    "class A\n DIR = Rails.public_path.join('x')\n def x = DIR.join('y').write('z')\nend",
    ['write public'],
  ],
  ['a temporary file', "File.write(Tempfile.new('a').path, 'b')", ['write temporary']],
  ['a temporary folder', "File.write(File.join(Dir.tmpdir, 'a'), 'b')", ['write temporary']],
  [
    'a helper',
    "class A\n def x = store(Rails.root.join('a'))\n def store(path)\n  FileUtils.mkdir_p(path)\n  File.write(path, 1)\n end\nend",
    ['make-folder', 'write app'],
  ],
  [
    'a path that a method hands on to new',
    "class A\n def self.call(*args, **options) = new(*args, **options).call\n def initialize(dir, name:)\n  @path = File.join(dir, name)\n end\n def call = store\n def store = File.write(@path, 1)\nend\nA.call(Dir.tmpdir, name: 'x')",
    ['write temporary'],
  ],
  [
    'a setting that the app gives its framework',
    {
      'config/application.rb':
        "module S\n class Application < Rails::Application\n  config.x.dir = '/tmp/x'\n end\nend",
      'b.rb': "class B\n def x = File.write(File.join(Rails.configuration.x.dir, 'y'), 1)\nend",
    },
    ['write temporary'],
  ],
  [
    'a constant of the module whose body makes the path',
    "module M\n ROOT = Dir.tmpdir\n class A\n  DIR = File.join(ROOT, 'x')\n  def x = File.write(DIR, 1)\n end\nend",
    ['write temporary'],
  ],
  ['FileUtils', "FileUtils.mv('a', 'b'); FileUtils.rm_rf('c')", ['move', 'remove']],
];

const rest: Table = [
  ['rows', 'class P < ActiveRecord::Base; end\nP.create!(a: 1)', ['shared rows']],
  ['rows by a method', 'def f(p) = p.update!(a: 1)', ['shared rows by name']],
  ['mail', 'class M < ActionMailer::Base\n def hi = mail(to: 1)\nend\nM.hi.deliver_now', ['shared mail by name']],
  ['programs', 'class A\n def x = system("ls")\n def y = `ls`\nend', ['shared process']],
  ['keys', 'JWT.encode({}, OpenSSL::Random.random_bytes(9))', ['key', 'random']],
  ['locks', 'LOCK = Mutex.new\nclass A\n def x = LOCK.synchronize { 1 }\nend', ['lock']],
  ['a store', "REDIS = Redis.new(url: ENV['REDIS_URL'])", ['connect redis']],
  ['code for tests only', "File.write('a', 'b') if Rails.env.test?", []],
];

for (const [name, table] of Object.entries({ ways, files, rest })) {
  describe(`Ruby's catalogues: ${name}`, () => {
    for (const [what, given, expected] of table)
      test(what, () => {
        assert.deepEqual(said(typeof given === 'string' ? { 'lib/a.rb': given } : given), expected);
      });
  });
}

test('one object is kept where a class keeps it, not where it makes one for each call', () => {
  const kept = program({
    'a.rb':
      'class A\n def self.instance = @instance ||= new\nend\nclass B\n def self.call = new.call\n def call = 1\nend',
  });
  assert.deepEqual(
    [...kept.singles].map(({ fullName }) => fullName),
    ['A'],
  );
});
