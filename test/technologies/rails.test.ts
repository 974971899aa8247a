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
