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
