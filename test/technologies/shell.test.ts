import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commandsIn } from '../../src/technologies/shell/command-line.js';
import { holds } from '../../src/technologies/shell/conditions.js';

const variables: Readonly<Record<string, string>> = { MODE: 'web', EMPTY: '', COUNT: '3', KEY: 'abc' };
const around = {
  args: ['gunicorn', 'shop.wsgi'],
  variable: (name: string) => (name === 'HOST_SAYS' ? undefined : (variables[name] ?? '')),
};

describe('a condition of a script', () => {
  const cases: readonly (readonly [string, boolean | undefined])[] = [
    ['[ "$1" = "gunicorn" ]', true],
    ['[ "$1" = \'php\' ] || [ "$1" = \'bin/console\' ]', false],
    ['[ "${1}" == "gunicorn" ] && [ "${2}" == "shop.wsgi" ]', true],
    ['[[ "$1" == guni* ]]', true],
    ['[[ "${1-}" == apache2* ]]', false],
    ['[ "x$MODE" = "xweb" ]', true],
    ['[ -z "$KEY" ]', false],
    ['[ -n "$EMPTY" ]', false],
    ['[ -z "$EMPTY" -a -n "$KEY" ]', true],
    ['[ -n "${KEY+x}" ]', true],
    ['[ "${UNSET:-off}" = "on" ]', false],
    ['! [ "$MODE" = "web" ]', false],
    ['! { [ "$MODE" = "web" ]; }', false],
    ['[ $COUNT -gt 1 ]', true],
    ['test "$MODE" = worker', false],
    ['expr "$1" : "guni"', true],
    ['case "$MODE" in web|all', true],
    ['case "$1" in apache2*', false],
    ['(( COUNT == 3 ))', true],
    ['[ "$HOST_SAYS" = "yes" ]', undefined],
    ['[ -f .env ]', undefined],
    ['[ "$(cat composer.json)" = "{}" ]', undefined],
    ['[ -f .env ] && [ "$MODE" = "worker" ]', false],
    ['grep -q ^DATABASE_URL= .env', undefined],
  ];
  for (const [condition, wanted] of cases)
    test(`${condition} is ${wanted ?? 'for the running system to tell'}`, () => {
      assert.equal(holds(condition, around), wanted);
    });
});

describe('a command line', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['php artisan migrate --force && exec php-fpm', ['php artisan migrate --force', 'php-fpm']],
    ['node a.js; node b.js', ['node a.js', 'node b.js']],
    ["sh -c 'a && b'", ['sh -c a && b']],
    ['a | tee log 2>&1', ['a', 'tee log 2>&1']],
    ['if [ -f x ]; then migrate; fi; serve', ['migrate', 'serve']],
    ['', []],
  ];
  for (const [line, wanted] of cases)
    test(`${line || 'of nothing'} holds ${wanted.length} commands`, () => {
      const found = commandsIn(line, { file: 'x', start: 0, end: line.length });
      assert.deepEqual(
        found.map(({ words }) => words.map(({ value }) => value).join(' ')),
        wanted,
      );
    });

  test('keeps the places of its words, also behind a quote', () => {
    const [, second] = commandsIn('cd /app && npm start', { file: 'x', start: 10, end: 32 });
    assert.deepEqual(second?.words[0], { value: 'npm', at: { file: 'x', start: 22, end: 25 } });
  });

  test('a condition marks what stands under it, and only that', () => {
    const found = commandsIn('if [ -f x ]; then migrate; fi; serve', { file: 'x', start: 0, end: 36 });
    assert.deepEqual(
      found.map(({ conditions }) => conditions.length),
      [1, 0],
    );
  });
});
