import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = (await loadRules()).filter(({ id }) => id === 'cache/per-server-store');

const lock = 'GEM\n  specs:\n    rails (8.0.2)\n\nDEPENDENCIES\n  rails (~> 8.0)\n';
const production =
  'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\nend\n';

describe('how much the cached pages of one server matter', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    [
      'pages that are taken out when something changes',
      '\n  def update\n    expire_page action: :show\n  end',
      'error',
    ],
    ['pages that nobody takes out', '', 'warning'],
  ];
  for (const [about, more, severity] of rows)
    test(about, async () => {
      const controller = `class PagesController < ActionController::Base\n  caches_page :show\n${more}\nend\n`;
      const files = {
        'Gemfile.lock': lock,
        'config/environments/production.rb': production,
        'app/controllers/pages_controller.rb': controller,
      };
      const { findings } = await auditTexts(new Map(Object.entries(files)), { rules });
      assert.deepEqual(
        findings.map((one) => one.severity),
        [severity],
      );
    });
});

test('the switch that the app has of its own is the whole repair of its log', async () => {
  const files = {
    'Gemfile.lock': lock,
    'config/environments/production.rb':
      'Rails.application.configure do\n  if ENV["LOG_TO_CONSOLE"].present?\n    config.logger = ActiveSupport::Logger.new(STDOUT)\n  end\nend\n',
    'config.ru': 'run Rails.application\n',
  };
  const { findings } = await auditTexts(new Map(Object.entries(files)), { only: ['logs/file-only'] });
  assert.deepEqual(
    findings.map(({ fix }) => fix?.title),
    ['Set LOG_TO_CONSOLE'],
  );
});

test('the address of a store beside Amazon is asked for, and an image is given no keys', async () => {
  const files = {
    'Gemfile.lock': lock,
    'config/environments/production.rb':
      'Rails.application.configure do\n  config.active_storage.service = ENV.fetch("STORE", "local").to_sym\nend\n',
    'config/storage.yml':
      'local:\n  service: Disk\n  root: <%= Rails.root.join("storage") %>\n\nnear:\n  service: S3\n  access_key_id: <%= ENV["NEAR_KEY"] %>\n  endpoint: <%= ENV["NEAR_ADDRESS"] %>\n  bucket: photos\n',
    'app/models/photo.rb': 'class Photo < ApplicationRecord\n  has_one_attached :image\nend\n',
    Dockerfile: 'FROM ruby:3.4\nENV RAILS_ENV=production\nCOPY . .\nCMD ["rails", "server"]\n',
  };
  const { findings } = await auditTexts(new Map(Object.entries(files)), { only: ['uploads/local-disk'] });
  const needs = findings.flatMap(({ fix }) => fix?.needs ?? []).join('\n');
  assert.match(needs, /give STORE, NEAR_KEY to every process of every server/);
  assert.match(needs, /NEAR_ADDRESS/);
});
