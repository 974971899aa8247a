import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allDirectives, type Directive, directivesNamed } from '../../src/parse/directive.js';
import { parseNginx } from '../../src/parse/nginx.js';
import { assertQuickOnRepetition, assertSameTokensOnWindows, assertSoundOnAnything, messages } from './scanning.js';

const SITE = `# the front of the shop
user www-data;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    log_format json escape=json '{"time":"$time_iso8601","up":{"addr":"$upstream_addr"}}';
    map $http_upgrade $connection_upgrade {
        default upgrade;
        ""      close;
    }
    upstream app {
        ip_hash;
        server 10.0.0.11:8000 max_fails=3; # first
        server app\${N}.internal:8000 backup;
    }
    server {
        listen 443 ssl;
        server_name {{ domain }} "www.{{ domain | default("x") }}";
        {% if hsts %}
        add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
        {% endif %}
        location ~ ^/(?<year>\\d\\d)\\.php$ {
            fastcgi_pass unix:/run/php/php8.2-fpm.sock;
        }
        location = /lua {
            content_by_lua_block {
                -- a brace in a comment }
                local t = { a = "}" }
                ngx.say(t.a)
            }
        }
        if ($http_user_agent ~* "bot") { return 403; }
    }
}
`;

const TEMPLATED = `{{ range service "web" }}server {{ .Address }}:{{ .Port }};
{{ end }}upstream <%= @name %> {
<% @servers.each do |s| -%>
  server <%= s['ip'] %>:80;
<% end -%>
}
`;

const cases: readonly [name: string, text: string, shown: string][] = [
  ['a simple directive', 'listen 80;', 'listen(80)'],
  ['a block and what it holds', 'a { b c; d e f; }', 'a{b(c) d(e|f)}'],
  ['a block in one line without spaces', 'a{b c;}', 'a{b(c)}'],
  ['quotes that hold a semicolon and a brace', `add_header X "a; {b}" always;`, 'add_header(X|a; {b}|always)'],
  ['escaped quotes', `a "say \\"hi\\"" 'it\\'s';`, `a(say "hi"|it's)`],
  ['a backslash of a regular expression', 'location ~ \\.php$ { b; }', 'location(~|\\.php$){b}'],
  ['a variable in braces inside a word', 'root /srv/${host}/public;', 'root(/srv/${host}/public)'],
  ['a comment behind a directive', 'a b; # c d;\ne f;', 'a(b) e(f)'],
  ['a hash sign inside a word', 'a b#c;', 'a(b#c)'],
  ['arguments over several lines', 'a b\n  # note\n  c;', 'a(b|c)'],
  ['an empty quoted name', 'map $a $b { "" close; }', 'map($a|$b){(close)}'],
  ['a template in a word', 'listen {{ port }};', 'listen({{ port }})'],
  ['a template alone on its line', '{{ include "x" . }}\nlisten 80;', 'listen(80)'],
  ['template statements', '{% for s in all %}server {{ s.ip }}:80;{% endfor %}', 'server({{ s.ip }}:80)'],
  ['a bracket after a quote', 'if ($a ~* "b") { return 403; }', 'if(($a|~*|b|)){return(403)}'],
];

for (const [name, text, shown] of cases) {
  test(`nginx: reads ${name}`, () => {
    const { tree, problems } = parseNginx(text);
    assert.equal(show(tree), shown);
    assert.deepEqual(problems, []);
  });
}

const broken: readonly [name: string, text: string, shown: string, messages: readonly string[]][] = [
  [
    'an unclosed block',
    'http { server { listen 80;',
    'http{server{listen(80)}}',
    ['the block "server" is not closed', 'the block "http" is not closed'],
  ],
  ['a brace too many', 'a b; } c d;', 'a(b) c(d)', ['"}" closes nothing']],
  ['a missing semicolon at the end', 'a { b c }', 'a{b(c)}', ['"b" does not end with ";"']],
  ['a quote without its partner', 'a "b;\nc d;', 'a(b) c(d)', ['the quote " is not closed']],
  ['a block without a name', '{ a b; }', '{a(b)}', ['a block stands without a name']],
];

for (const [name, text, shown, expected] of broken) {
  test(`nginx: reports ${name} and keeps the rest`, () => {
    const { tree, problems } = parseNginx(text);
    assert.equal(show(tree), shown);
    assert.deepEqual(messages(problems), expected);
  });
}

test('nginx: reads a whole site with the places of its directives', () => {
  const { tree, problems } = parseNginx(SITE);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    directivesNamed(tree, 'server').map((server) => server.args[0]?.text),
    ['10.0.0.11:8000', 'app${N}.internal:8000', undefined],
  );
  const [first] = directivesNamed(tree, 'server');
  assert.equal(SITE.slice(first?.start, first?.end), 'server 10.0.0.11:8000 max_fails=3;');
  const [names] = directivesNamed(tree, 'server_name');
  assert.deepEqual(
    names?.args.map((arg) => SITE.slice(arg.start, arg.end)),
    ['{{ domain }}', '"www.{{ domain | default("x") }}"'],
  );
  const [lua] = directivesNamed(tree, 'content_by_lua_block');
  assert.match(lua?.code?.text ?? '', /ngx\.say\(t\.a\)\n\s+$/);
  assert.equal(SITE.slice(lua?.code?.start, lua?.code?.end), lua?.code?.text);
});

test('nginx: reads Go and ERB templates around directives', () => {
  const { tree, problems } = parseNginx(TEMPLATED);
  assert.deepEqual(problems, []);
  assert.equal(show(tree), `server({{ .Address }}:{{ .Port }}) upstream(<%= @name %>){server(<%= s['ip'] %>:80)}`);
});

test('nginx: carriage returns and a byte order mark change no word', () => {
  assertSameTokensOnWindows(parseNginx, SITE);
});

test('nginx: every text is read to its end with places inside it', () => {
  assertSoundOnAnything(parseNginx, [SITE, TEMPLATED]);
});

test('nginx: no repetition makes it slow', () => {
  assertQuickOnRepetition(parseNginx, [
    'a{',
    '}',
    '"\\"',
    '"a\n',
    "'{{",
    '{{',
    '{%',
    'x_by_lua_block {[[\n',
    'x_by_lua_block {',
    'x_by_lua_block {--[[\n',
    '\\',
    '${',
    ';',
    'a ',
  ]);
  assert.equal(allDirectives(parseNginx('a{'.repeat(50_000)).tree).length, 50_000);
});

function show(directives: readonly Directive[]): string {
  return directives
    .map(({ name, args, block }) => {
      const shown = args.length > 0 ? `(${args.map((arg) => arg.text).join('|')})` : '';
      return name.text + shown + (block === undefined ? '' : `{${show(block)}}`);
    })
    .join(' ');
}
