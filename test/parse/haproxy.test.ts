import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHaproxy } from '../../src/parse/haproxy.js';
import { assertQuickOnRepetition, assertSameTokensOnWindows, assertSoundOnAnything, messages } from './scanning.js';

const FRONT = `.if defined(STAGE)
.endif
global
    log stdout format raw local0
    setenv GREETING "hello \\"you\\""

defaults base
    mode http
    timeout client 30s # idle
  # a comment

frontend web from base
    bind *:443 ssl crt /etc/ssl/shop.pem alpn h2,http/1.1
    http-request set-header X-Forwarded-Proto https if { ssl_fc }
    default_backend app

backend app
    balance roundrobin
    cookie SRV insert indirect nocache
    option httpchk GET /up\\ now
    http-check expect rstring 'a "b" # c'
    {% for s in servers %}
    server {{ s.name }} {{ s.ip }}:8000 check cookie {{ s.name }}
    {% endfor %}
    server app1 "\${APP_HOST}":8000 check
listen stats
    bind :8404
`;

const cases: readonly [name: string, line: string, words: readonly string[]][] = [
  ['plain words', 'server a 10.0.0.1:80 check', ['server', 'a', '10.0.0.1:80', 'check']],
  ['a comment in the middle of a line', 'mode http#c d', ['mode', 'http']],
  ['an escaped space and hash', 'a b\\ c \\#d', ['a', 'b c', '#d']],
  ['weak quotes with escapes', 'a "b \\"c\\" #d"', ['a', 'b "c" #d']],
  ['strong quotes without escapes', `a 'b\\n "c"'`, ['a', 'b\\n "c"']],
  ['quotes inside a word', 'a b"c d"e', ['a', 'bc de']],
  ['hexadecimal escapes', 'a \\x41b', ['a', 'Ab']],
  ['a backslash before another character', 'a ^/\\d+\\.php', ['a', '^/\\d+\\.php']],
  ['a template as part of a word', 'a {{ x | y }}:80', ['a', '{{ x | y }}:80']],
];

for (const [name, line, words] of cases) {
  test(`HAProxy: reads ${name}`, () => {
    const { tree, problems } = parseHaproxy(`global\n  ${line}\n`);
    assert.deepEqual(
      tree.sections[0]?.lines[0]?.words.map((word) => word.text),
      words,
    );
    assert.deepEqual(problems, []);
  });
}

test('HAProxy: reads sections, their names and the places of their lines', () => {
  const { tree, problems } = parseHaproxy(FRONT);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    tree.preamble.map((line) => line.words[0]?.text),
    ['.if', '.endif'],
  );
  assert.deepEqual(
    tree.sections.map((section) => [section.kind.text, section.name?.text, section.lines.length]),
    [
      ['global', undefined, 2],
      ['defaults', 'base', 2],
      ['frontend', 'web', 3],
      ['backend', 'app', 6],
      ['listen', 'stats', 1],
    ],
  );
  const last = tree.sections[3]?.lines.at(-1);
  assert.equal(FRONT.slice(last?.start, last?.end), 'server app1 "${APP_HOST}":8000 check');
  assert.deepEqual(
    last?.words.map((word) => word.text),
    ['server', 'app1', '${APP_HOST}:8000', 'check'],
  );
  assert.equal(FRONT.slice(tree.sections[4]?.start, tree.sections[4]?.end), 'listen stats\n    bind :8404');
});

test('HAProxy: reports an open quote and a line outside any section, and keeps both', () => {
  const { tree, problems } = parseHaproxy('mode http\nglobal\n  a "b c\n  d\n');
  assert.deepEqual(messages(problems), ['"mode" stands outside a section', 'the quote " is not closed']);
  assert.deepEqual(
    tree.sections[0]?.lines.map((line) => line.words.map((word) => word.text)),
    [['a', 'b c'], ['d']],
  );
});

test('HAProxy: carriage returns and a byte order mark change no word', () => {
  assertSameTokensOnWindows(parseHaproxy, FRONT);
});

test('HAProxy: every text is read to its end with places inside it', () => {
  assertSoundOnAnything(parseHaproxy, [FRONT]);
});

test('HAProxy: no repetition makes it slow', () => {
  assertQuickOnRepetition(parseHaproxy, ['global\n', '"', "'a\n", '{{', '\\', 'a ', '\\x4']);
});
