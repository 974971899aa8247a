import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { maskSecrets } from '../../src/report/secret.js';

describe('a line of source', () => {
  const masked: readonly (readonly [line: string, shown: string])[] = [
    ["app.use(session({ secret: 'hunter2', resave: false }))", "app.use(session({ secret: '***', resave: false }))"],
    ["  'password' => 'hunter2',", "  'password' => '***',"],
    ['const apiKey = "hunter2";', 'const apiKey = "***";'],
    ["SECRET_KEY = 'a\\'b c'", "SECRET_KEY = '***'"],
    ["define('AUTH_KEY', 'x');", "define('AUTH_KEY', '***');"],
    ['define( "NONCE_SALT", "x" );', 'define( "NONCE_SALT", "***" );'],
    ['ENV DB_PASSWORD=hunter2 PORT=3000', 'ENV DB_PASSWORD=*** PORT=3000'],
    ['environment: { DB_PASSWORD: hunter2, PORT: 1 }', 'environment: { DB_PASSWORD: ***, PORT: 1 }'],
    ['command: redis-server --requirepass hunter2 --save ""', 'command: redis-server --requirepass *** --save ""'],
    ['requirepass hunter2', 'requirepass ***'],
    ["url: 'redis://:hunter2@cache:6379/0'", "url: 'redis://:***@cache:6379/0'"],
    ["token: 'cut off", "token: '***"],
  ];
  for (const [line, shown] of masked) {
    test(`is shown as ${shown}`, () => assert.equal(maskSecrets(line), shown));
  }

  const kept = [
    'SESSION_DRIVER=file',
    "'driver' => env('SESSION_DRIVER', 'file'),",
    'secret: process.env.SESSION_SECRET,',
    "'password' => env('DB_PASSWORD'),",
    "$schedule->command('auth:send-mails-of-expiring-tokens')->daily();",
    'SECRET_KEY = os.environ["SECRET_KEY"]',
    'DB_PASSWORD: ${DB_PASSWORD}',
    'DB_PASSWORD: $DB_PASSWORD',
    'password: string;',
    'image: registry.example.com:5000/shop:1',
    'http://localhost:3000/up',
    'reverse_proxy http://backend:3000',
  ];
  for (const line of kept) test(`stays ${line}`, () => assert.equal(maskSecrets(line), line));

  test('of any length is masked in a moment', () => {
    const started = performance.now();
    for (const unit of ['A', 'secret', 'password=', '-', "token: '", 'a://b:', '\\']) maskSecrets(unit.repeat(100_000));
    assert.ok(performance.now() - started < 20_000);
  });
});
