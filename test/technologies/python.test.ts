import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { indexFacts } from '../../src/facts/fact.js';
import { loadLanguage } from '../../src/parse/languages.js';
import type { Environment } from '../../src/resolve/environments.js';
import python from '../../src/technologies/python/index.js';
import { machineOf } from '../../src/technologies/python/machine.js';
import type { PyValue } from '../../src/technologies/python/values.js';

const parse = await loadLanguage('python');
const reader = python.readers.find(({ language }) => language === 'python');

/** What the names of `settings.py` come to, with these variables set. */
function settings(files: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>> = {}) {
  const facts = Object.entries(files).flatMap(([path, text]) => {
    const { tree } = parse(text, path);
    const source = { path, text, role: 'shipped', bom: false, eol: '\n', hash: '', lossless: true } as const;
    return [...(reader?.extract(tree as never, source) ?? [])];
  });
  const at = { file: '.env', start: 0, end: 0 };
  const entries = new Map(
    Object.entries(variables).map(([name, value]) => [name, { value: { is: 'literal', value, at } as const, at }]),
  );
  const environment: Environment = { layers: [{ label: '.env', kind: 'production', at, entries }] };
  return machineOf(indexFacts(facts), environment).names('settings.py') ?? new Map<string, PyValue>();
}

function plain(value: PyValue | undefined): unknown {
  switch (value?.is) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, own]) => [key, plain(own)]));
    default:
      return value?.is;
  }
}

const table: readonly { says: string; code: string; env?: Record<string, string>; x: unknown }[] = [
  { says: 'a variable with its default', code: "import os\nX = os.environ.get('A', 'd')", x: 'd' },
  { says: 'a variable that is set', code: "from os import getenv\nX = getenv('A', 'd')", env: { A: 'v' }, x: 'v' },
  { says: 'a variable that must be given', code: "import os\nX = os.environ['A']", x: 'unknown' },
  { says: 'a fallback behind `or`', code: "import os\nX = os.getenv('A') or 'd'", x: 'd' },
  {
    says: 'decouple with a cast',
    code: "from decouple import config\nX = config('A', default='no', cast=bool)",
    x: false,
  },
  {
    says: 'django-environ with a scheme',
    code: "import environ\nenv = environ.Env(A=(bool, True))\nX = env('A')",
    x: true,
  },
  {
    says: 'environs',
    code: "from environs import Env\nenv = Env()\nX = env.list('A')",
    env: { A: 'a, b' },
    x: ['a', 'b'],
  },
  {
    says: 'a branch on the environment',
    code: "import os\nif 'A' in os.environ:\n    X = 1\nelse:\n    X = 2",
    x: 2,
  },
  { says: 'elif', code: "A = 'b'\nif A == 'a':\n    X = 1\nelif A in ('b', 'c'):\n    X = 2\nelse:\n    X = 3", x: 2 },
  { says: 'match', code: "A = 'b'\nmatch A:\n    case 'a':\n        X = 1\n    case 'b':\n        X = 2", x: 2 },
  { says: 'a condition that nobody decides', code: 'if ask():\n    X = 1\nelse:\n    X = 2', x: 'unknown' },
  { says: 'two branches that agree', code: 'if ask():\n    X = 1\nelse:\n    X = 1', x: 1 },
  {
    says: 'a refusal to start',
    code: "import os\nX = os.getenv('A')\nif not X:\n    raise RuntimeError('A')",
    x: null,
  },
  { says: 'keys set later', code: "X = {'a': {'b': 1}}\nX['a']['c'] = 2", x: { a: { b: 1, c: 2 } } },
  { says: 'an update', code: "X = {'a': 1}\nX.update({'b': 2}, c=3)", x: { a: 1, b: 2, c: 3 } },
  { says: 'a list that grows', code: "X = ['a']\nX += ['b']\nX.append('c')", x: ['a', 'b', 'c'] },
  { says: 'a format string', code: "H = 'h'\nX = f'redis://{H}:6379'", x: 'redis://h:6379' },
  { says: 'a path', code: "from pathlib import Path\nX = Path('/srv') / 'media'", x: '/srv/media' },
  {
    says: 'a function with branches',
    code: "def pick(url, local='here'):\n    if url is None:\n        return local, 1\n    return url, 2\nX, Y = pick(None)",
    x: 'here',
  },
  {
    says: 'a helper of the project that reads the environment',
    code: "from .helpers import get_bool_from_env\nX = get_bool_from_env('A', 'yes')",
    x: true,
  },
  {
    says: 'a name that functions see when they are called',
    code: "def f():\n    return {'b': B}\nB = 1\nX = f()",
    x: { b: 1 },
  },
  {
    says: 'randomness through joins and loops',
    code: "import random\nX = ''.join([random.choice('ab') for _ in range(9)])",
    x: 'random',
  },
  { says: 'a value that refers to itself', code: 'X = X', x: 'library' },
  { says: 'endless recursion', code: 'def f():\n    return f()\nX = f()', x: 'unknown' },
];

describe('Python settings are followed', () => {
  for (const { says, code, env, x } of table) {
    test(says, () => assert.deepEqual(plain(settings({ 'settings.py': code }, env).get('X')), x));
  }

  test('star imports bring names along, and later assignments win', () => {
    const names = settings({
      'base.py': "A = 'base'\nB = 'base'\n_C = 'hidden'\n",
      'settings.py': "from .base import *\nB = 'own'\n",
    });
    assert.deepEqual([plain(names.get('A')), plain(names.get('B')), names.has('_C')], ['base', 'own', false]);
  });

  test('modules that import each other end', () => {
    const names = settings({ 'base.py': 'from .settings import *\nA = 1\n', 'settings.py': 'from .base import *\n' });
    assert.equal(plain(names.get('A')), 1);
  });

  test('a database URL becomes engine and host', () => {
    const code = "import dj_database_url\nX = dj_database_url.config(default='postgres://u:p@db:5432/shop')";
    assert.deepEqual(plain(settings({ 'settings.py': code }).get('X')), {
      ENGINE: 'django.db.backends.postgresql',
      HOST: 'db',
      NAME: 'shop',
    });
  });

  test('what a template puts in or leaves out is not taken for granted', () => {
    const code =
      "X = {\n{%- if cookiecutter.a == 'y' %}\n    'k': 1,\n{%- else %}\n    'k': 2,\n{%- endif %}\n}\n{% if cookiecutter.b %}\nY = 1\n{% else %}\nY = 2\n{% endif %}\nZ = 3\n";
    const names = settings({ 'settings.py': code });
    assert.deepEqual(
      [plain(names.get('X')), plain(names.get('Y')), plain(names.get('Z'))],
      [{ k: 'unknown' }, 'unknown', 3],
    );
  });
});

describe('what is said of Python settings', () => {
  test('no password of a URL is shown', () => {
    const value = settings({ 'settings.py': "X = 'redis://user:hush@cache.internal/0'" }).get('X');
    assert.ok(value?.because.every(({ says }) => !says.includes('hush')));
  });
});
