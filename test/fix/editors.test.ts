import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { applyEdits, isCannot } from '../../src/fix/edit.js';
import { editsOf } from '../../src/fix/edits.js';
import { parseDotenv } from '../../src/parse/dotenv.js';
import type { Change } from '../../src/resolve/repair.js';
import { changed, filesOf, sourceOf } from './changing.js';

const set = (name: string, value: string): Change => ({ is: 'variable', file: '.env', name, value });

describe('setting a variable of an env file', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['replaces the value and keeps the comment behind it', 'A=1 # one\nB=2\n', 'A=x # one\nB=2\n'],
    ['replaces the assignment in force, the last one', 'A=1\nA=2\n', 'A=1\nA=x\n'],
    ['replaces a quoted value', 'A="1 2"\n', 'A=x\n'],
    ['keeps CRLF', 'B=1\r\n', 'B=1\r\nA=x\r\n'],
    ['adds a line', 'B=1\n', 'B=1\nA=x\n'],
    ['adds a line to a file without a last line end', 'B=1', 'B=1\nA=x\n'],
    ['adds the line below the one that is commented out', '# A=1\nB=2\n', '# A=1\nA=x\nB=2\n'],
    ['keeps export', 'export A=1\n', 'export A=x\n'],
  ];
  for (const [about, before, after] of table)
    test(about, () => assert.equal(changed('.env', before, set('A', 'x')), after));

  test('quotes a value that needs it', () => assert.equal(changed('.env', 'A=1\n', set('A', 'x y#z')), 'A="x y#z"\n'));

  test('for any file: afterwards the variable has the value, every other one its own, and doing it again changes nothing', () => {
    const line = fc.oneof(fc.stringMatching(/^[A-D]=[a-z0-9 "'#]{0,8}$/), fc.constant('# note'), fc.constant(''));
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
        const text = lines.join(eol);
        if ((text.match(/["']/g) ?? []).length % 2 !== 0 || /["']/.test(text)) return;
        const after = changed('.env', text, set('A', 'new'));
        const values = (from: string) =>
          new Map(parseDotenv(from).tree.entries.map(({ key, value }) => [key.text, value.text]));
        assert.equal(values(after).get('A'), 'new');
        for (const [name, value] of values(text)) if (name !== 'A') assert.equal(values(after).get(name), value);
        assert.equal(changed('.env', after, set('A', 'new')), after);
      }),
    );
  });
});

describe('setting an option of an INI file', () => {
  const option: Change = {
    is: 'option',
    file: 'a.conf',
    section: 'program:worker',
    name: 'autorestart',
    value: 'true',
  };
  const table: readonly (readonly [string, string, string])[] = [
    ['replaces the value', '[program:worker]\nautorestart=false ; why\n', '[program:worker]\nautorestart=true ; why\n'],
    [
      'adds it behind the last option, in the style of the section',
      '[program:worker]\ncommand = x\n\n[program:other]\ncommand = y\n',
      '[program:worker]\ncommand = x\nautorestart = true\n\n[program:other]\ncommand = y\n',
    ],
    [
      'leaves the same option of another section alone',
      '[program:other]\nautorestart=false\n[program:worker]\ncommand=x\n',
      '[program:other]\nautorestart=false\n[program:worker]\ncommand=x\nautorestart=true\n',
    ],
    ['keeps CRLF', '[program:worker]\r\ncommand=x\r\n', '[program:worker]\r\ncommand=x\r\nautorestart=true\r\n'],
    ['cannot without the section', '[other]\n', 'cannot: a.conf has no section [program:worker]'],
  ];
  for (const [about, before, after] of table) test(about, () => assert.equal(changed('a.conf', before, option), after));
});

describe('setting a value in a YAML file', () => {
  const entry = (path: readonly string[], value: string): Change => ({
    is: 'entry',
    file: 'compose.yaml',
    path,
    value,
  });
  const compose =
    'services:\n  web:\n    image: shop # ours\n    ports:\n      - "80:80"\n  db:\n    image: postgres\n';
  test('replaces a scalar and keeps the comment', () => {
    assert.equal(
      changed('compose.yaml', compose, entry(['services', 'web', 'image'], 'shop:2')),
      compose.replace('image: shop #', 'image: shop:2 #'),
    );
  });
  test('adds a key behind the last one of its map', () => {
    assert.equal(
      changed('compose.yaml', compose, entry(['services', 'web', 'restart'], 'unless-stopped')),
      compose.replace('      - "80:80"\n', '      - "80:80"\n    restart: unless-stopped\n'),
    );
  });
  test('makes the maps on the way', () => {
    assert.equal(
      changed('compose.yaml', compose, entry(['services', 'db', 'deploy', 'replicas'], '2')),
      `${compose}`.replace('image: postgres\n', 'image: postgres\n    deploy:\n      replicas: 2\n'),
    );
  });
  const refused: readonly (readonly [string, string])[] = [
    ['flow style', 'services: { web: { image: shop } }\n'],
    ['templates', 'services:\n  web:\n    image: {{ .Values.image }}\n'],
    ['several documents', 'a: 1\n---\nservices:\n  web:\n    image: x\n'],
    ['broken YAML', 'services:\n  web: [\n'],
  ];
  for (const [about, text] of refused)
    test(`refuses ${about}`, () =>
      assert.match(changed('compose.yaml', text, entry(['services', 'web', 'restart'], 'always')), /^cannot: /));
});

describe('writing blocks into YAML', () => {
  const at = (text: string, part: string): { file: string; start: number; end: number } => {
    const start = text.indexOf(part);
    return { file: 'web.yaml', start, end: start + part.length };
  };
  const below = (text: string, map: string, more: Partial<Extract<Change, { is: 'entry' }>>): string =>
    changed('web.yaml', text, {
      is: 'entry',
      file: 'web.yaml',
      path: ['k'],
      value: 'v',
      below: at(text, map),
      ...more,
    });
  const two = 'a:\n  x: 1\n---\n# second\na:\n  x: 2\n# end\n';
  test('a map is found in its document, by its place', () =>
    assert.equal(below(two, 'x: 2\n', {}), two.replace('x: 2\n', 'x: 2\n  k: v\n')));
  test('lines are a block below the key, in the steps of the file', () =>
    assert.equal(
      below('a:\n    x: 1\n', 'x: 1\n', { value: ['one: 1', '- no'] }),
      'a:\n    x: 1\n    k:\n        one: 1\n        - no\n',
    ));
  test('items join the list that is there', () =>
    assert.equal(
      below('a:\n  k:\n    - 1 # one\n\n  z: 1\n', 'k:\n    - 1 # one\n\n  z: 1\n', { value: ['- 2'] }),
      'a:\n  k:\n    - 1 # one\n    - 2\n\n  z: 1\n',
    ));
  test('a new list stands as the lists of the file do', () =>
    assert.equal(below('l:\n- 1\na:\n  x: 1\n', 'x: 1\n', { value: ['- 2'] }), 'l:\n- 1\na:\n  x: 1\n  k:\n  - 2\n'));
  test('an entry comes above another one and the comments that belong to it', () =>
    assert.equal(
      below('a:\n  x: 1\n  # on y\n  y: 2\n', 'x: 1\n  # on y\n  y: 2\n', { before: 'y' }),
      'a:\n  x: 1\n  k: v\n  # on y\n  y: 2\n',
    ));
  test('neither blank lines nor comments behind a map are taken for it, nor is the text of a block cut', () => {
    const text = 'a:\n  x: |\n    one\n    # two\n\n  # about b\nb: 1\n';
    assert.equal(
      changed('web.yaml', text, { is: 'entry', file: 'web.yaml', path: ['a', 'k'], value: 'v' }),
      text.replace('# two\n', '# two\n  k: v\n'),
    );
  });
  const refused: readonly (readonly [string, string, readonly string[]])[] = [
    ['a map with an anchor', 'a: &x\n  y: 1\nb: *x\n', ['a', 'k']],
    ['an alias', 'a: &x\n  y: 1\nb: *x\n', ['b', 'k']],
    ['a map with a tag', 'a: !t\n  y: 1\n', ['a', 'k']],
    ['a value that is an alias', 'a: &x 1\nb: *x\n', ['b']],
    ['a block text', 'a: |\n  x\n', ['a']],
    ['flow style', 'a: { y: 1 }\n', ['a', 'k']],
    ['something that is no map', 'a:\n  - 1\n', ['a', 'k']],
  ];
  for (const [about, text, path] of refused)
    test(`${about} is refused`, () =>
      assert.match(changed('web.yaml', text, { is: 'entry', file: 'web.yaml', path, value: 'v' }), /^cannot: /));
  test('what a merge key brings is overridden beside it, not where it is written', () =>
    assert.equal(
      changed('web.yaml', 'x: &x\n  k: 1\na:\n  <<: *x\n', {
        is: 'entry',
        file: 'web.yaml',
        path: ['a', 'k'],
        value: 'v',
      }),
      'x: &x\n  k: 1\na:\n  <<: *x\n  k: v\n',
    ));

  const word = fc.stringMatching(/^[a-d]$/);
  const yaml = fc
    .array(fc.tuple(word, fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }), fc.dictionary(word, word))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((entries) => Object.fromEntries(entries));
  test('for any file: afterwards the key has the value, all else is as it was, and doing it again changes nothing', () =>
    fc.assert(
      fc.property(
        fc.record({
          root: yaml,
          path: fc.array(word, { minLength: 1, maxLength: 2 }),
          eol: fc.constantFrom('\n', '\r\n'),
        }),
        ({ root, path, eol }) => {
          const text = stringify(root).replaceAll('\n', `  # note${eol}`);
          const change: Change = { is: 'entry', file: 'web.yaml', path, value: 'new' };
          const after = changed('web.yaml', text, change);
          if (after.startsWith('cannot: ')) return;
          const expected = structuredClone(root) as Record<string, unknown>;
          const inner = expected[path[0] ?? ''] as object | undefined;
          expected[path[0] ?? ''] = path.length === 2 ? { ...inner, [path[1] ?? '']: 'new' } : 'new';
          assert.deepEqual(parse(after), expected);
          assert.equal(changed('web.yaml', after, change), after);
          assert.equal(after.includes('\r\n') && /[^\r]\n/.test(after), false);
          assert.equal((after.match(/# note/g) ?? []).length, (text.match(/# note/g) ?? []).length);
        },
      ),
    ));
});

describe('adding a document', () => {
  const add: Change = { is: 'document', file: 'web.yaml', text: ['kind: B', 'x: 1'] };
  const table: readonly (readonly [string, string])[] = [
    ['kind: A\n', 'kind: A\n---\nkind: B\nx: 1\n'],
    ['kind: A', 'kind: A\n---\nkind: B\nx: 1\n'],
    ['---\nkind: A\n---\n', '---\nkind: A\n---\nkind: B\nx: 1\n'],
    ['kind: A\r\n', 'kind: A\r\n---\r\nkind: B\r\nx: 1\r\n'],
  ];
  for (const [before, after] of table)
    test(JSON.stringify(before), () => assert.equal(changed('web.yaml', before, add), after));
  test('is refused in a template', () => assert.match(changed('web.yaml', 'a: {{ x }}\n', add), /^cannot: /));
});

describe('taking lines out', () => {
  const remove = (text: string, part: string): string => {
    const start = text.indexOf(part);
    return changed('a.conf', text, { is: 'remove', at: { file: 'a.conf', start, end: start + part.length } });
  };
  test('takes the comment behind them too', () => assert.equal(remove('a\r\n  b; # x\r\nc\r\n', 'b'), 'a\r\nc\r\n'));
  test('is refused when more stands on that line', () => assert.match(remove('a b\n', 'b'), /^cannot: /));
});

describe('setting a value in a JSON file', () => {
  const entry = (path: readonly string[], value: string): Change => ({ is: 'entry', file: 'a.json', path, value });
  test('replaces a value', () => assert.equal(changed('a.json', '{ "a": 1 }', entry(['a'], '2')), '{ "a": 2 }'));
  test('adds a key in the indentation of the file', () =>
    assert.equal(changed('a.json', '{\n    "a": 1\n}\n', entry(['b'], 'true')), '{\n    "a": 1,\n    "b": true\n}\n'));
  test('makes the objects on the way', () =>
    assert.deepEqual(JSON.parse(changed('a.json', '{"a": {"x": 1}}', entry(['a', 'b', 'c'], '3'))), {
      a: { x: 1, b: { c: 3 } },
    }));
});

describe('adding an import', () => {
  const add = (file: string, statement: string): Change => ({ is: 'import', file, statement });
  const table: readonly (readonly [string, string, string, string])[] = [
    [
      'a.php',
      'use A\\B;',
      '<?php\n\nnamespace App;\n\nuse C;\n\nclass X {}\n',
      '<?php\n\nnamespace App;\n\nuse C;\nuse A\\B;\n\nclass X {}\n',
    ],
    [
      'a.ts',
      "import x from 'x';",
      "import y from 'y';\nimport x from 'x';\n",
      "import y from 'y';\nimport x from 'x';\n",
    ],
    [
      'a.js',
      "const x = require('x');",
      "'use strict';\nconst y = require('y');\n\ny();\n",
      "'use strict';\nconst y = require('y');\nconst x = require('x');\n\ny();\n",
    ],
    [
      'a.rb',
      "require 'x'",
      '# frozen_string_literal: true\n\nputs 1\n',
      "# frozen_string_literal: true\nrequire 'x'\n\n\nputs 1\n",
    ],
  ];
  for (const [file, statement, before, after] of table)
    test(`${file}: ${statement}`, () => assert.equal(changed(file, before, add(file, statement)), after));
});

test('an import goes to those above the code, not to one that closes a circle below it', () =>
  assert.equal(
    changed('a.js', "const y = require('y');\n\nclass X {}\n\nmodule.exports = X;\nconst z = require('z');\n", {
      is: 'import',
      file: 'a.js',
      statement: "const x = require('x');",
    }),
    "const y = require('y');\nconst x = require('x');\n\nclass X {}\n\nmodule.exports = X;\nconst z = require('z');\n",
  ));

test('variables of one repair and of another that set the same one stand there once', () => {
  const sources = new Map([['.env', sourceOf('.env', 'Z=1\n')]]);
  const edits = (changes: readonly Change[]) => {
    const made = editsOf(
      { title: '', safety: 'safe', changes, needs: [] },
      { source: (path) => sources.get(path), has: () => true },
    );
    return isCannot(made) ? [] : made;
  };
  const both = [...edits([set('B', '1'), set('C', '1')]), ...edits([set('C', '1'), set('A', '1')])];
  assert.equal(applyEdits('Z=1\n', both), 'Z=1\nA=1\nB=1\nC=1\n');
});

describe('adding lines behind a line', () => {
  const add = (start: number, end: number): Change => ({
    is: 'lines',
    at: { file: 'a.conf', start, end },
    text: ['one;', 'two;'],
  });
  test('takes its indentation and its line end', () => {
    assert.equal(
      changed('a.conf', 'x {\r\n\tpass a; # why\r\n}\r\n', add(6, 12)),
      'x {\r\n\tpass a; # why\r\n\tone;\r\n\ttwo;\r\n}\r\n',
    );
  });
  test('is refused when more stands on that line', () =>
    assert.match(changed('a.conf', 'x { pass a; }\n', add(4, 10)), /^cannot: /));
});

describe('files that are not edited', () => {
  test('are those that are not UTF-8', () => {
    const edits = editsOf(
      { title: '', safety: 'safe', changes: [set('A', 'x')], needs: [] },
      filesOf(sourceOf('.env', 'A=1', false)),
    );
    assert.deepEqual(edits, { cannot: '.env is not UTF-8' });
  });
  test('are those that were not read', () =>
    assert.deepEqual(editsOf({ title: '', safety: 'safe', changes: [set('A', 'x')], needs: [] }, filesOf()), {
      cannot: '.env is not among the files that can be read',
    }));
});

describe('making a file', () => {
  const create: Change = { is: 'create', file: 'public/health.php', text: '<?php\necho 1;\n' };
  const repair = { title: '', safety: 'safe' as const, changes: [create], needs: [] };
  test('is one edit of nothing into its text', () =>
    assert.deepEqual(editsOf(repair, filesOf()), [
      { path: 'public/health.php', start: 0, end: 0, was: '', text: '<?php\necho 1;\n', creates: true },
    ]));
  test('is refused where something stands', () =>
    assert.deepEqual(editsOf(repair, filesOf(sourceOf('public/health.php', ''))), {
      cannot: 'public/health.php stands there already',
    }));
});

describe('adding lines at the end of a file', () => {
  const append: Change = { is: 'append', file: 'a.php', text: ['one();', 'two();'] };
  const table: readonly (readonly [string, string, string])[] = [
    ['leaves an empty line between', '<?php\nzero();\n', '<?php\nzero();\n\none();\ntwo();\n'],
    ['ends the last line first', '<?php\nzero();', '<?php\nzero();\n\none();\ntwo();\n'],
    ['keeps CRLF', '<?php\r\nzero();\r\n', '<?php\r\nzero();\r\n\r\none();\r\ntwo();\r\n'],
    ['is refused behind the end of PHP', '<?php\nzero();\n?>\n', 'cannot: a.php ends outside of PHP'],
  ];
  for (const [about, before, after] of table) test(about, () => assert.equal(changed('a.php', before, append), after));
});
