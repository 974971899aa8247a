import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseApache } from '../../src/parse/apache.js';
import { allDirectives, type Directive, directivesNamed } from '../../src/parse/directive.js';
import { assertQuickOnRepetition, assertSameTokensOnWindows, assertSoundOnAnything, messages } from './scanning.js';

const SITE = `# the shop \\
  this line is still a comment
Define ROOT /srv/shop
<IfModule mod_ssl.c>
<VirtualHost *:443 [::]:443>
    ServerName {{ domain }}
    DocumentRoot "\${ROOT}/public"
    <Proxy "balancer://app">
        BalancerMember http://10.0.0.11:8000 route=one
        BalancerMember http://10.0.0.12:8000 \\
            route=two
        ProxySet stickysession=SID|sid
    </Proxy>
    ProxyPass "/" 'balancer://app/'
    <If "%{HTTP_HOST} == 'old.example.org' && %{REQUEST_URI} > 'a'">
        Redirect permanent "/" "https://example.org/"
    </If>
    RewriteCond %{HTTP:X-Forwarded-Proto} !=https
    LogFormat "%h \\"%r\\" %>s" short
    {% if hsts %}
    Header always set Strict-Transport-Security "max-age=1"
    {% endif %}
</VirtualHost>
</IfModule>
`;

const cases: readonly [name: string, text: string, shown: string][] = [
  ['a directive', 'Listen 80', 'Listen(80)'],
  ['quotes and escaped quotes', `A "b \\"c\\"" 'd "e"'`, 'A(b "c"|d "e")'],
  ['a continued line', 'A b \\\n  c\nD', 'A(b|c) D'],
  ['a continued comment', '# a \\\nB c\nD', 'D'],
  ['a section', '<Location /a>\nB c\n</Location>', 'Location(/a){B(c)}'],
  ['a section whose condition holds a bracket', '<If "a > b">\nC\n</If>', 'If(a > b){C}'],
  ['closing tags in another case', '<proxy *>\n</Proxy>', 'proxy(*){}'],
  ['a template statement', '{% if a %}\nB {{ c d }}\n{% endif %}', 'B({{ c d }})'],
  ['an ERB line', "<% if a -%>\nB <%= c['d'] %>\n<% end -%>", "B(<%= c['d'] %>)"],
];

for (const [name, text, shown] of cases) {
  test(`Apache: reads ${name}`, () => {
    const { tree, problems } = parseApache(text);
    assert.equal(show(tree), shown);
    assert.deepEqual(problems, []);
  });
}

const broken: readonly [name: string, text: string, shown: string, messages: readonly string[]][] = [
  ['an open section', '<A b>\nC d', 'A(b){C(d)}', ['the section "A" is not closed']],
  ['a section closed by the one around it', '<A>\n<B>\nC\n</A>\nD', 'A{B{C}} D', ['the section "B" is not closed']],
  ['a closing tag too many', 'A\n</B>\nC', 'A C', ['"</B>" closes nothing']],
  ['an open quote', 'A "b c\nD', 'A(b c) D', ['the quote " is not closed']],
  ['a section without its bracket', '<A b\nC\n</A>', 'A(b){C}', ['a section does not end with ">"']],
];

for (const [name, text, shown, expected] of broken) {
  test(`Apache: reports ${name} and keeps the rest`, () => {
    const { tree, problems } = parseApache(text);
    assert.equal(show(tree), shown);
    assert.deepEqual(messages(problems), expected);
  });
}

test('Apache: reads a whole site with the places of its directives', () => {
  const { tree, problems } = parseApache(SITE);
  assert.deepEqual(problems, []);
  const [, second] = directivesNamed(tree, 'balancermember');
  assert.equal(
    SITE.slice(second?.start, second?.end),
    'BalancerMember http://10.0.0.12:8000 \\\n            route=two',
  );
  assert.deepEqual(
    second?.args.map((arg) => arg.text),
    ['http://10.0.0.12:8000', 'route=two'],
  );
  const [proxy] = directivesNamed(tree, 'Proxy');
  assert.equal(proxy?.block?.length, 3);
  assert.ok(SITE.slice(proxy?.start, proxy?.end).startsWith('<Proxy "balancer://app">'));
  assert.ok(SITE.slice(proxy?.start, proxy?.end).endsWith('</Proxy>'));
  assert.deepEqual(
    directivesNamed(tree, 'LogFormat')[0]?.args.map((arg) => arg.text),
    ['%h "%r" %>s', 'short'],
  );
});

test('Apache: carriage returns and a byte order mark change no word', () => {
  assertSameTokensOnWindows(parseApache, SITE);
});

test('Apache: every text is read to its end with places inside it', () => {
  assertSoundOnAnything(parseApache, [SITE]);
});

test('Apache: no repetition makes it slow', () => {
  assertQuickOnRepetition(parseApache, ['<a>\n', '</a>\n', '<a>\n</b>\n', '"', '"\\', 'a \\\n', '{{', '<%\n', '<']);
  assert.equal(allDirectives(parseApache('<a>\n'.repeat(50_000)).tree).length, 50_000);
});

function show(directives: readonly Directive[]): string {
  return directives
    .map(({ name, args, block }) => {
      const shown = args.length > 0 ? `(${args.map((arg) => arg.text).join('|')})` : '';
      return name.text + shown + (block === undefined ? '' : `{${show(block)}}`);
    })
    .join(' ');
}
