import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expr, type ExprEntry, entryOf, literalText } from '../../src/facts/expr.js';
import { type Fact, indexFacts } from '../../src/facts/fact.js';
import { parseYaml } from '../../src/parse/yaml.js';
import { groupVars } from '../../src/technologies/ansible/files.js';
import { computed, holds, opaque, printed, type Scope, wordOf } from '../../src/technologies/ansible/jinja.js';
import { playbooksOf } from '../../src/technologies/ansible/playbooks.js';
import { programOf, runText } from '../../src/technologies/ansible/plays.js';
import { dataExpr } from '../../src/technologies/yaml/expr.js';

const at = { file: 'play.yml', start: 0, end: 1 };
const literal = (value: string | number | boolean): Expr => ({ is: 'literal', value, at });
const map = (entries: Record<string, Expr>): Expr => ({ is: 'map', at, entries: Object.entries(entries).map(([key, value]) => ({ key, value })) }); // biome-ignore format: one line
const template = (source: string): Expr => ({ is: 'opaque', source, at });

const names: Record<string, Expr> = {
  host: literal('db.internal'),
  off: literal('false'),
  on: literal(true),
  again: template('"{{ host | upper }}"'),
  circle: template('{{ circle }}'),
  packages: { is: 'list', at, items: [map({ name: literal('redis') }), map({ name: literal('nginx') })] },
  site: map({ env: map({ db_host: literal('localhost') }), path: template('{{ host }}/shop') }),
  asked: opaque('run', at),
  groups: opaque('host', at),
};
const scope: Scope = (name) => names[name];
const place = { at, scope, depth: 0 };

const texts: readonly (readonly [string, string])[] = [
  ['{{ host }}', 'db.internal'],
  ['{{ again }}:5432', 'DB.INTERNAL:5432'],
  ["{{ missing | default('x') }}", 'x'],
  ["{{ site['env'].db_host }}", 'localhost'],
  ['{{ site.path }}', 'db.internal/shop'],
  ["{{ on | ternary('a', 'b') }}{{ 'c' if off | bool else 'd' }}", 'ad'],
  ["{{ packages | map(attribute='name') | join(',') }}", 'redis,nginx'],
  ["{{ (site.env | combine({'db_host': '10.0.0.1'})).db_host }}", '10.0.0.1'],
  ["{{ host ~ ':' ~ 5432 }}", 'db.internal:5432'],
  ['{{ site.env.keys() | list | length }}', '1'],
  ['{% if on %}a{% endif %}{{ nobody }}', 'a{{ nobody }}'],
  ['{{ host | frobnicate }} and', '{{ host | frobnicate }} and'],
];

for (const [written, expected] of texts)
  test(`${written} prints ${expected}`, () => {
    const value = printed(written, place);
    assert.equal(value?.is === 'literal' ? String(value.value) : undefined, expected);
  });

const conditions: readonly (readonly [string, boolean | 'host' | 'run' | 'unknown'])[] = [
  ['on', true],
  ['not off | bool', true],
  ["host == 'db.internal' and on", true],
  ["host in ['a', 'b']", false],
  ['nobody is defined', 'unknown'],
  ['nobody is not defined', true],
  ['host is defined', true],
  ['asked.rc == 0', 'run'],
  ['not asked.stat.exists', 'run'],
  ['asked is skipped', 'run'],
  ["inventory == groups['web'][0]", 'host'],
  ['off and nobody', false],
  ['on or nobody', true],
  ['on and nobody', 'unknown'],
  ['((', 'unknown'],
  ['packages | length > 1', true],
];

for (const [written, expected] of conditions)
  test(`the condition ${written} ${typeof expected === 'boolean' ? `is ${expected}` : `waits for ${expected}`}`, () => {
    const answer = holds(written, place);
    assert.equal(answer.holds ?? answer.waitsFor, expected);
  });

test('playbooks are judged by the hosts that they set up', () => {
  const play = (file: string, hosts: string): Fact => {
    const [node] = parseYaml(`- hosts: ${hosts}\n  roles: [shop]\n`).tree;
    assert.ok(node);
    return { kind: 'document', technology: 'ansible', tree: dataExpr(node, file), at: { file, start: 0, end: 9 } };
  };
  const facts = [play('site.yml', 'web:&production'), play('dev.yml', 'web'), play('laptop.yml', 'localhost')];
  const ways = (chosen: readonly Fact[] = []) =>
    playbooksOf(programOf(indexFacts([...facts, ...chosen]))).map(({ label, judged, why }) => [label, judged, why]);
  assert.deepEqual(ways(), [
    ['site.yml', true, 'sets up web'],
    ['dev.yml', false, 'is named for development or tests'],
    ['laptop.yml', false, 'sets up the machine that it is started on'],
  ]);
  assert.deepEqual(ways([{ kind: 'chosen-way', path: 'dev.yml', at }])[0], ['dev.yml', true, 'sets up web']);
});

test('an inventory for trying things out is in force where there is no other', () => {
  const entry = (value: string) => [{ key: 'wiki_db_host', value: literal(value) }];
  const inForce = (maps: ReadonlyMap<string, readonly ExprEntry[]>) =>
    groupVars({ lists: new Map(), maps, inventories: new Map(), roles: new Map() }, ['web'], 'site.yml').map(
      ({ value }) => literalText(value),
    );
  const trial = ['inventory/vagrant/group_vars/web/wiki.yml', entry('127.0.0.1')] as const;
  assert.deepEqual(inForce(new Map([trial])), ['127.0.0.1']);
  assert.deepEqual(inForce(new Map([trial, ['inventory/live/group_vars/web', entry('10.0.0.5')]])), ['10.0.0.5']);
});

test('names that use each other many times over, and files that take themselves in, end soon', () => {
  const document = (file: string, text: string, technology = 'ansible'): Fact => {
    const [node] = parseYaml(text).tree;
    assert.ok(node);
    return { kind: 'document', technology, tree: dataExpr(node, file), at: { file, start: 0, end: text.length } };
  };
  const names = [...'abcdefghijkl'];
  const many = names.map((name, index) => `${name}: "${`{{ ${names[index + 1] ?? 'end'} }}`.repeat(12)}"`).join('\n');
  const facts = [
    document('site.yml', '- hosts: web\n  roles: [shop]\n'),
    document('roles/shop/defaults/main.yml', `end: x\n${many}\n`, 'ansible-vars'),
    document('roles/shop/tasks/main.yml', '- include_tasks: main.yml\n  loop: [1, 2, 3, 4, 5, 6, 7, 8]\n- command: echo {{ a }}\n'),
  ]; // biome-ignore format: one file a line
  const started = performance.now();
  const { runs } = programOf(indexFacts(facts));
  for (const run of runs.slice(0, 20)) assert.ok(runText(run, entryOf(run.body, 'command')).length < 500_000);
  assert.ok(performance.now() - started < 20_000);
});

test('a name that stands for itself ends', () => {
  assert.equal(wordOf(computed('circle', place)), 'unknown');
});

test('one expression alone keeps the place of the value that it prints', () => {
  const where = { file: 'vars.yml', start: 7, end: 9 };
  const value = printed('{{ x }}', { ...place, scope: () => ({ is: 'literal', value: 'localhost', at: where }) });
  assert.deepEqual(value?.at, where);
});
