import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stepsOf } from '../../src/fix/steps.js';
import { secretsOf, shownLines } from '../../src/judge/masking.js';
import { formatNames, reporter } from '../../src/report/index.js';
import { document } from '../../src/report/json.js';
import { mapMermaid, mapText } from '../../src/report/map.js';
import { maskOf } from '../../src/report/secret.js';
import { plants, secrets } from './planted.js';
import { auditedApp, plainOptions } from './reports.js';

describe(`${plants.length * secrets.length} planted secrets`, () => {
  for (const [path, text] of plants) {
    test(`in ${path}: ${text.split('\n')[0]}`, async () => {
      for (const secret of secrets) {
        const source = { path, text: text.replaceAll('¤', secret) };
        const shown = shownLines(source).join('\n');
        assert.equal(shown.includes(secret), false, shown);
        const mask = maskOf(secretsOf([source]));
        assert.equal(mask(`it is '${secret}' there`).includes(secret), false, 'in a message');
      }
    });
  }

  test('are printed in no format', async () => {
    for (const secret of secrets) {
      for (const [path, text] of plants) {
        const report = await auditedApp({ [path]: text.replaceAll('¤', secret) });
        const printed = [mapText(report, 100), mapMermaid(report), document(stepsOf(report)), document(report.apps)];
        for (const format of formatNames)
          printed.push(
            (await reporter(format))?.(report, { ...plainOptions, verbose: true, showAccepted: true }) ?? '',
          );
        for (const output of printed) assert.equal(output.includes(secret), false, `${path}: ${text}`);
      }
    }
  });
});

test('the hash of a password is shown of nobody who may come in with it', () => {
  const text = [
    'labels:',
    '  - "traefik.http.middlewares.a.basicauth.users=admin:$$apr1$$H6uskkkW$$IgXLP6ewTrSuBkTrqE8wj/"',
    '  - users: "admin:$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC"',
    '  - root:$6$rounds=5000$Zk2pQ9$0aLq8Wv3nT5yXb7cRd1eFg:19000:0',
  ].join('\n');
  assert.doesNotMatch(shownLines({ path: 'compose.yaml', text }).join('\n'), /IgXLP6ew|c4WoMPo3|0aLq8Wv3/);
});

describe('what is no secret', () => {
  const code: readonly (readonly [path: string, line: string])[] = [
    ['start.sh', 'echo "APP_SECRET=${APP_SECRET:-$(openssl rand -base64 21)}" >> .env.local'],
    ['app.py', 'limiter = Limiter(key_func=get_remote_address, storage_uri="memory://")'],
    ['app.py', 'token = request.headers.get("X-Token")'],
    ['app.js', 'const password = req.body.password;'],
    ['app.js', 'app.use(session({ secret: process.env.SESSION_SECRET, store: new RedisStore({ client }) }));'],
    ['app.js', "const key = 'users:' + id; cache.set(key, value);"],
    ['app.js', "res.cookie('token', token, { httpOnly: true });"],
    ['app.js', "passport.authenticate('local', { failureRedirect: '/login' })"],
    ['app.php', "protected $hidden = ['password', 'remember_token'];"],
    ['app.php', "'password' => ['required', 'min:8'],"],
    ['app.php', "'passwords' => ['users' => ['provider' => 'users', 'table' => 'password_reset_tokens', 'expire' => 60]],"],
    ['app.php', "Route::middleware('auth:sanctum')->get('/user', $x);"],
    ['app.php', "Auth::guard('web')->attempt(['password' => $request->password]);"],
    ['app.rb', 'has_secure_password validations: false'],
    ['app.rb', "config.secret_key_base = ENV['SECRET_KEY_BASE']"],
    ['nginx.conf', 'proxy_pass http://backend:3000;'],
    ['nginx.conf', 'fastcgi_pass unix:/run/php.sock;'],
    ['nginx.conf', 'listen [::1]:80;'],
    ['start.sh', 'cp "$1$SUFFIX_OF_THE_ARCHIVE" "$2$SUFFIX_OF_THE_ARCHIVE"'],
    ['app.py', "r = redis.Redis('localhost', 6379, 0, os.environ['REDIS_PASSWORD'])"],
    ['app.js', 'const db = new Sequelize(process.env.DB_NAME, process.env.DB_USER, process.env.DB_PASSWORD);'],
    ['app.js', "await client.login(user, password, 'shop');"],
    ['start.sh', 'printf "{\\"password\\":\\"%s\\"}" "$DB_PASSWORD"'],
    ['.env', 'TOKEN_TTL=3600'],
    ['.env', 'CACHE_PREFIX=shop_1'],
    ['.env', 'DB_PASSWORD=${SECRET_FROM_VAULT}'],
    ['.env', 'REDIS_URL=redis://cache:6379/0'],
    ['compose.yaml', '      - DB_PASSWORD_FILE=/run/secrets/db_password'],
    ['compose.yaml', '      DB_PASSWORD: ${DB_PASSWORD:?missing}'],
    ['ci.yml', '    key: ${{ runner.os }}-node-${{ hashFiles("package-lock.json") }}'],
    ['ci.yml', '      token: ${{ secrets.GITHUB_TOKEN }}'],
    ['k8s.yaml', '      secretName: shop-tls-2026'],
    ['k8s.yaml', '  image: registry.example.com:5000/shop:1@sha256:0a1b'],
  ]; // biome-ignore format: one line a row
  for (const [path, line] of code) test(`${path}: ${line}`, () => assert.deepEqual(shownLines({ path, text: line }), [line])); // biome-ignore format: one line
});
