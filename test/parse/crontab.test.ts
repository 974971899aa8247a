import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCrontab } from '../../src/parse/crontab.js';
import { assertProblems, assertToken } from './places.js';

const CASES: readonly (readonly [string, boolean, readonly (string | undefined)[]])[] = [
  [
    '* * * * * cd /app && php artisan schedule:run >> /dev/null 2>&1',
    false,
    ['* * * * *', undefined, 'cd /app && php artisan schedule:run >> /dev/null 2>&1'],
  ],
  ['*/5  0-6\t1,15 * mon-FRI  /bin/a b=c', false, ['*/5 0-6 1,15 * mon-FRI', undefined, '/bin/a b=c']],
  ['@reboot /bin/a', false, ['@reboot', undefined, '/bin/a']],
  ['@every 5m /bin/a', false, ['@every 5m', undefined, '/bin/a']],
  ['0 3 * * * www-data /bin/a --b', true, ['0 3 * * *', 'www-data', '/bin/a --b']],
  ['@daily root\t/bin/a # kept', true, ['@daily', 'root', '/bin/a # kept']],
];

for (const [text, user, expected] of CASES) {
  test(`${text} is read`, () => {
    for (const source of [text, `\uFEFF# c\r\n  ${text}  \r\n`]) {
      const { tree, problems } = parseCrontab(source, { user });
      assert.deepEqual(problems, []);
      assert.deepEqual(
        tree.entries.map((entry) => [entry.schedule.text, entry.user?.text, entry.command.text]),
        [expected],
      );
    }
  });
}

test('variables are read, quoted or not', () => {
  const { tree } = parseCrontab('MAILTO=""\nSHELL = /bin/sh\nA=\'b c\'\n"D"=e\n');
  assert.deepEqual(
    tree.variables.map(({ name, value }) => [name.text, value.text]),
    [
      ['MAILTO', ''],
      ['SHELL', '/bin/sh'],
      ['A', 'b c'],
      ['D', 'e'],
    ],
  );
});

test('a line that is neither is a problem', () => {
  const text = '* * * * *\n5 * /bin/a\n* * * * * /bin/a\n';
  const { tree, problems } = parseCrontab(text);
  assert.equal(tree.entries.length, 1);
  assert.deepEqual(
    problems.map(({ start, end }) => text.slice(start, end)),
    ['* * * * *', '5 * /bin/a'],
  );
});

test('any text gives entries at their places', () => {
  const piece = fc.constantFrom(
    '* ',
    '*/5 ',
    '@daily ',
    '0 ',
    '* * * * * ',
    'root ',
    '/bin/a',
    'A=b',
    '=',
    '"',
    "'",
    '#',
    '%',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\uFEFF',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), (pieces, user) => {
      const text = pieces.join('');
      const { tree, problems } = parseCrontab(text, { user });
      assertProblems(text, problems);
      for (const entry of tree.entries) {
        assertToken(text, entry.command);
        if (entry.user) assertToken(text, entry.user);
        assert.equal(text.slice(entry.schedule.start, entry.schedule.end).replace(/[ \t]+/g, ' '), entry.schedule.text);
      }
      for (const { name } of tree.variables) assertToken(text, name);
    }),
    { numRuns: 3000 },
  );
});
