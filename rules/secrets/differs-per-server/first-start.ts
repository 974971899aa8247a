import { examples } from 'ha-ready/rule';

const flask = (key: string) => `import os

from flask import Flask

app = Flask(__name__)


${key}


@app.get("/healthz")
def healthz():
    return "ok"
`;

const express = (
  key: string,
) => `import { randomBytes } from 'node:crypto';\nimport { readFileSync, writeFileSync } from 'node:fs';\nimport cookieParser from 'cookie-parser';\nimport express from 'express';

${key}

const app = express();
app.use(cookieParser(key()));
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

/** A service that signs with what stands in a file, which it makes when it is missing. */
const signing = (
  make: string,
) => `import crypto from 'node:crypto';\nimport fs from 'node:fs';\nimport express from 'express';\nimport jwt from 'jsonwebtoken';\n
const keyFile = './run/app.secret';
let key;
if (fs.existsSync(keyFile)) {
  key = fs.readFileSync(keyFile, 'utf8');
} else {
${make}
}
const app = express();
app.post('/login', (req, res) => res.json({ token: jwt.sign({ id: req.body.id }, key) }));
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const pair = (from: string) => `<?php

use Firebase\\JWT\\JWT;

$file = __DIR__ . '/../var/signing.pem';
if (!file_exists($file)) {
    $key = ${from};
    openssl_pkey_export($key, $text);
    «file_put_contents($file, $text)»;
}
echo JWT::encode(['sub' => $_POST['name']], file_get_contents($file), 'RS256');
`;

const installer = (write: string) => `<?php

define('SETTINGS', __DIR__ . '/../settings.conf.php');

function install(): void
{
    ${write}
}

if (isset($_POST['install'])) {
    install();
}
`;

export default examples([
  {
    on: 'express-5',
    about: 'bytes that a call puts into a buffer that it is given',
    bad: {
      'server.js': signing(
        "  const bytes = Buffer.alloc(36);\n  crypto.randomFillSync(bytes);\n  key = bytes.toString('hex');\n  «fs.writeFileSync(keyFile, key, { mode: 0o600 })»;",
      ),
    },
    good: {
      'server.js': signing("  throw new Error('app.secret is missing');"),
    },
  },
  {
    on: 'php-8',
    about: 'a key pair whose text a call puts into a variable',
    bad: { 'public/token.php': pair("openssl_pkey_new(['private_key_bits' => 2048])") },
    good: {
      'public/token.php': pair('openssl_pkey_get_private(getenv("SIGNING_KEY"))').replace(/[«»]/g, ''),
    },
  },
  {
    on: 'express-5',
    about: 'set-up code of a test runner makes keys for its own run',
    bad: {
      'server.js': signing("  key = «crypto.randomBytes»(32).toString('hex');\n  fs.writeFileSync(keyFile, key);"),
    },
    good: {
      'setup/tokens.js': `import { vi } from 'vitest';\n${signing(
        "  key = crypto.randomBytes(32).toString('hex');\n  fs.writeFileSync(keyFile, key);",
      )}`,
    },
  },
  {
    on: 'flask-3',
    about: 'read from a file, and made where reading it fails',
    bad: {
      'shop/__init__.py': flask(
        'def read_key(folder):\n    path = os.path.join(folder, "key.txt")\n    try:\n        with open(path) as file:\n            key = file.read()\n    except FileNotFoundError:\n        import secrets\n\n        with open(path, "w") as file:\n            key = «secrets.token_hex(32)»\n            file.write(key)\n    return key\n\n\napp.secret_key = read_key("/data")',
      ),
    },
    good: {
      'shop/__init__.py': flask('app.secret_key = os.environ["SECRET_KEY"]'),
    },
  },
  {
    on: 'express-5',
    about: 'read from a file, and made where reading it fails: it is kept, and not made anew at every start',
    bad: {
      'src/server.js': express(
        "function key() {\n  try {\n    return readFileSync('./data/key', 'utf8');\n  } catch {\n    const made = «randomBytes(32).toString('hex')»;\n    writeFileSync('./data/key', made);\n    return made;\n  }\n}",
      ),
    },
    good: {
      'src/server.js': express("function key() {\n  return readFileSync('./data/key', 'utf8');\n}"),
    },
  },
  {
    on: 'php-8',
    about: 'an installer puts it into the text of the settings; a text that says when it was installed is none',
    bad: {
      'public/install.php': installer(
        "$key = base64_encode(«random_bytes(32)»);\n    $text = file_get_contents(SETTINGS);\n    $text = preg_replace('/^KEY=.*$/m', 'KEY=' . $key, $text);\n    file_put_contents(SETTINGS, $text);",
      ),
    },
    good: {
      'public/install.php': installer(
        "$text = file_get_contents(SETTINGS);\n    $text = preg_replace('/^INSTALLED=.*$/m', 'INSTALLED=' . date('c'), $text);\n    file_put_contents(SETTINGS, $text);",
      ),
    },
  },
  {
    on: 'php-8',
    about: 'so does one that fills a template in, with a key from a function of the app; into a handle of the file',
    bad: {
      'public/install.php': installer(
        "$text = file_get_contents(SETTINGS);\n    $file = fopen(SETTINGS, 'r+');\n    $text = strtr($text, ['%KEY%' => «letters(32)»]);\n    fwrite($file, $text);",
      ).replace(
        'function install',
        'function letters(int $length): string\n{\n    $found = bin2hex(random_bytes($length));\n    return substr($found, 0, $length);\n}\n\nfunction install',
      ),
    },
  },
]);
