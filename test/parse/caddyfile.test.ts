import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaddyEntry, parseCaddyfile } from '../../src/parse/caddyfile.js';
import { assertQuickOnRepetition, assertSameTokensOnWindows, assertSoundOnAnything, messages } from './scanning.js';

const SITE = `{
	email ops@example.org # who is told
}
(headers) {
	header X-Frame-Options "DENY \\"really\\""
}
example.org,
www.example.org, {$EXTRA:no more} {
	import headers
	handle_path /api/* {
		reverse_proxy app1:8000 app2:8000 {
			lb_policy cookie SRV
			header_up X-Real-IP {http.request.remote.host}
		}
	}
	respond /up \`{"ok": true}\`
	respond /page <<HTML
		<p>hello</p>
		  <p>you</p>
		HTML 200
	{% if logs %}
	log {
		output file /var/log/caddy.log
	}
	{% endif %}
	php_fastcgi unix//run/php.sock
}
`;

const cases: readonly [name: string, text: string, shown: string][] = [
  ['a site without braces', ':80\nroot * /srv\nfile_server', ':80 root(*|/srv) file_server'],
  ['a block', 'a {\n b c\n}', 'a{b(c)}'],
  ['a block in one line', 'a { b c }', 'a{b(c)}'],
  ['global options', '{\n debug\n}\na', '{debug} a'],
  ['a snippet', '(x) {\n b\n}', '(x){b}'],
  ['placeholders as words', 'a {$B} {c.d} {$E:f g}', 'a({$B}|{c.d}|{$E:f g})'],
  ['quotes', 'a "b {\n c" `d "e"`', 'a(b {\n c|d "e")'],
  ['a hash sign inside a word', 'a b#c # d', 'a(b#c)'],
  ['a joined line', 'a b \\\n c\nd', 'a(b|c) d'],
  ['addresses on two lines', 'a,\nb {\n c\n}', 'a,(b){c}'],
  ['a here-document', 'a <<X\n  b\n   c\n  X 200', 'a(b\n c|200)'],
  ['templates', '{{ if .a }}\nb {{ .c }}\n{{ end }}', 'b({{ .c }})'],
];

for (const [name, text, shown] of cases) {
  test(`Caddyfile: reads ${name}`, () => {
    const { tree, problems } = parseCaddyfile(text);
    assert.equal(show(tree), shown);
    assert.deepEqual(problems, []);
  });
}

const broken: readonly [name: string, text: string, shown: string, messages: readonly string[]][] = [
  ['an open block', 'a {\n b {\n c', 'a{b{c}}', ['a block is not closed', 'a block is not closed']],
  ['a brace too many', 'a\n}\nb', 'a b', ['"}" closes nothing']],
  ['an open quote', 'a "b c\nd', 'a(b c) d', ['the quote " is not closed']],
  ['an open here-document', 'a <<X\nb', 'a(<<X) b', ['the here-document "X" is not closed']],
];

for (const [name, text, shown, expected] of broken) {
  test(`Caddyfile: reports ${name} and keeps the rest`, () => {
    const { tree, problems } = parseCaddyfile(text);
    assert.equal(show(tree), shown);
    assert.deepEqual(messages(problems), expected);
  });
}

test('Caddyfile: reads a whole site with the places of its lines', () => {
  const { tree, problems } = parseCaddyfile(SITE);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    tree.map((entry) => entry.words.map((word) => word.text)),
    [[], ['(headers)'], ['example.org,', 'www.example.org,', '{$EXTRA:no more}']],
  );
  const site = tree[2]?.block ?? [];
  assert.deepEqual(
    site.map((entry) => entry.words[0]?.text),
    ['import', 'handle_path', 'respond', 'respond', 'log', 'php_fastcgi'],
  );
  assert.equal(site[3]?.words[2]?.text, '<p>hello</p>\n  <p>you</p>');
  const proxy = site[1]?.block?.[0];
  assert.equal(SITE.slice(proxy?.words[2]?.start, proxy?.words[2]?.end), 'app2:8000');
  assert.match(SITE.slice(proxy?.start, proxy?.end), /^reverse_proxy.*host\}\n\t\t\}$/s);
});

test('Caddyfile: carriage returns and a byte order mark change no word', () => {
  assertSameTokensOnWindows(parseCaddyfile, SITE);
});

test('Caddyfile: every text is read to its end with places inside it', () => {
  assertSoundOnAnything(parseCaddyfile, [SITE]);
});

test('Caddyfile: no repetition makes it slow', () => {
  assertQuickOnRepetition(parseCaddyfile, [
    'a {\n',
    '}\n',
    '"\\"',
    '`a\n',
    'a <<X\n',
    '{$',
    '{{',
    '<<',
    '\\\n',
    '{%\n',
  ]);
});

function show(entries: readonly CaddyEntry[]): string {
  return entries
    .map(({ words, block }) => {
      const [name, ...args] = words.map((word) => word.text);
      const shown = args.length > 0 ? `(${args.join('|')})` : '';
      return (name ?? '') + shown + (block === undefined ? '' : `{${show(block)}}`);
    })
    .join(' ');
}
