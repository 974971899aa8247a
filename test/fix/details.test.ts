import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FileRef, Role } from '../../src/discover/file-ref.js';
import { applyEdits, isCannot } from '../../src/fix/edit.js';
import { type Editable, editsOf, fixOf } from '../../src/fix/edits.js';
import { mentionsIn } from '../../src/fix/mentions.js';
import { restsOn, stepsOf } from '../../src/fix/steps.js';
import type { Source } from '../../src/read/source.js';
import type { Finding, FindingFix } from '../../src/report/report.js';
import type { Change } from '../../src/resolve/repair.js';
import { reportWith } from '../report/reports.js';

function sourceOf(path: string, text: string): Source {
  return { path, role: 'shipped', text, bom: false, eol: '\n', hash: '', lossless: true };
}

describe('who else uses the name of a machine', () => {
  const own = { path: 'compose.yaml', start: 0, end: 40 };
  const found = (name: string, path: string, text: string, role: Role = 'shipped') => {
    const refs = [{ path, size: text.length, role }] as unknown as readonly FileRef[];
    const mention = mentionsIn(refs, () => sourceOf(path, text))(name, own);
    return mention && `${mention.path}:${mention.line}`;
  };
  const cases: readonly (readonly [string, string, string, string | undefined])[] = [
    ['an address', 'app.conf', 'a\nb = redis://shop-redis/0\n', 'app.conf:2'],
    ['a port behind it', 'app.py', 'x = "shop-redis:6379"\n', 'app.py:1'],
    ['a word for a machine', 'nginx.conf', '\n\n  server shop-redis;\n', 'nginx.conf:3'],
    ['a command for a container', 'run.sh', 'docker exec -it shop-redis sh\n', 'run.sh:1'],
    ['a longer name is another one', 'app.conf', 'redis://shop-redis-2/0\n', undefined],
    ['an image of that name is none', 'compose.yaml', `${' '.repeat(50)}\nimage: shop-redis:7000\n`, undefined],
    ['the place itself', 'compose.yaml', 'redis://shop-redis/0\n', undefined],
    ['another place of the same file', 'compose.yaml', `${'#'.repeat(60)}\nredis://shop-redis/0\n`, 'compose.yaml:2'],
    ['prose names no machine', 'notes.md', 'redis://shop-redis/0\n', undefined],
  ];
  for (const [about, path, text, wanted] of cases)
    test(about, () => assert.equal(found('shop-redis', path, text), wanted));
  test('code of others and what is generated is not asked', () => {
    for (const role of ['vendored', 'generated', 'docs'] as const)
      assert.equal(found('shop-redis', 'app.conf', 'redis://shop-redis/0\n', role), undefined);
    assert.equal(found('shop-redis', 'app.conf', `redis://shop-redis/0\n${' '.repeat(300_000)}`), undefined);
  });
  test('what is in use stays, and the repair says where it is used', () => {
    const files: Editable = { source: () => undefined, has: () => false, mention: () => ({ path: 'a', line: 3 }) };
    const placeOf = () => ({ path: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 });
    const repair = { title: 't', changes: [], needs: [], frees: { name: 'x', at: { file: 'b', start: 0, end: 1 } } };
    const fix = fixOf({ ...repair, safety: 'safe' } as never, files, placeOf);
    assert.equal(fix.safety, 'manual');
    assert.match(fix.cannot ?? '', /a:3/);
    // what people do themselves is not asked for
    assert.deepEqual(fixOf({ ...repair, safety: 'manual' } as never, files, placeOf), { title: 't', safety: 'manual', edits: [], needs: [] }); // biome-ignore format: one line
  });
});

describe('the stages of a plan', () => {
  const fix = (safety: FindingFix['safety'], needs: readonly string[] = [], title = 'do'): FindingFix => ({ title, safety, needs, edits: [] }); // biome-ignore format: one line
  const open = (ruleId: string, given: Partial<Finding> = {}): Partial<Finding> => ({ ruleId, title: `title ${ruleId}`, remedy: `remedy ${ruleId}`, ...given }); // biome-ignore format: one line
  const staged = (...findings: readonly Partial<Finding>[]) =>
    stepsOf(reportWith(...findings)).map(
      ({ name, steps }) => `${name}: ${steps.map(({ ruleId }) => ruleId).join(' ')}`,
    );

  test('by what each step takes', () =>
    assert.deepEqual(
      staged(
        open('logs/a', { fix: fix('safe') }),
        open('logs/b', { fix: fix('unsafe', ['a bucket']) }),
        open('logs/c'),
        open('logs/d', { fix: fix('manual') }),
        open('logs/e', { fix: { ...fix('safe'), lastly: true } }),
        open('redis/f', { fix: fix('unsafe', ['a service']) }),
        open('cache/g'),
        open('database/h'),
      ),
      ['quick wins: logs/a', 'services to provision: database/h redis/f cache/g logs/b', 'code and configuration: logs/c logs/d', 'further copies: logs/e'],
    )); // biome-ignore format: long lines
  test('only what is open, each rule once with its places, repairs and needs', () => {
    const at = (line: number) => ({ location: { path: 'a', line, column: 1, endLine: line, endColumn: 2 } });
    const [stage] = stepsOf(
      reportWith(
        open('logs/a', { ...at(1), fix: fix('safe', ['n', 'm'], 'one') }),
        open('logs/a', { ...at(2), fix: fix('unsafe', ['n'], 'two') }),
        open('logs/a', { ...at(3), fix: fix('safe', [], 'one') }),
        open('logs/b', { status: 'suppressed' }),
      ),
    );
    const { scoreAfter, ...step } = stage?.steps[0] ?? { scoreAfter: 0 };
    assert.equal(stage?.steps.length, 1);
    assert.deepEqual(step, {
      ruleId: 'logs/a',
      title: 'title logs/a',
      remedy: 'remedy logs/a',
      places: ['a:1', 'a:2', 'a:3'],
      fixes: [{ title: 'one', flags: '--fix' }, { title: 'two', flags: '--fix --unsafe-fixes' }],
      needs: ['n', 'm'],
    });
    assert.ok(scoreAfter > 0);
  }); // biome-ignore format: long lines
  test('what others rest on comes first', () =>
    assert.deepEqual(['database/x', 'redis/x', 'cache/x', 'logs/x'].map(restsOn), [0, 1, 2, 3]));
});

function changed(path: string, text: string, change: Change): string {
  const files: Editable = { source: (asked) => (asked === path ? sourceOf(path, text) : undefined), has: () => true };
  const edits = editsOf({ title: '', safety: 'safe', changes: [change], needs: [] }, files);
  return isCannot(edits) ? `cannot: ${edits.cannot}` : (applyEdits(text, edits) ?? 'refused');
}

describe('a value of a JSON file', () => {
  const entry = (path: readonly string[], value: string): Change => ({ is: 'entry', file: 'a.json', path, value });
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['first of an empty object', '{}', ['a'], '{\n  "a": 1\n}'],
    ['in an object within', '{\n\t"x": {}\n}\n', ['x', 'a'], '{\n\t"x": {\n\t\t"a": 1\n\t}\n}\n'],
    ['of a file on one line', '{"x":0}', ['a'], '{"x":0,\n  "a": 1}'],
    ['of an item of a list', '{"x":[{"a":0},{"a":0}]}', ['x', '1', 'a'], '{"x":[{"a":0},{"a":1}]}'],
    ['of what is no object', '{"x":0}', ['x', 'a'], 'cannot: x is no object'],
    ['of a broken file', '{"x":', ['a'], 'cannot: a.json could not be read whole'],
  ];
  for (const [about, before, path, after] of cases)
    test(about, () => assert.equal(changed('a.json', before, entry(path, '1')), after));
  test('a TOML file is not edited', () =>
    assert.match(changed('a.toml', 'a = 1\n', { ...entry(['a'], '2'), file: 'a.toml' } as Change), /TOML/));
});

describe('statements first into a callback', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['on one line', 'at(() => { work(); });\n', '() => { work(); }', 'at(async () => {\n  await lock();\n  work();\n});\n'],
    ['that is async already', 'at(async () => {\n  work();\n});\n', 'async () => {\n  work();\n}', 'at(async () => {\n  await lock();\n  work();\n});\n'],
    ['an expression in brackets', 'at(() => ({ a: 1 }));\n', '() => ({ a: 1 })', 'cannot'],
    ['a generator', 'at(function* () { work(); });\n', 'function* () { work(); }', 'cannot'],
    ['a method of an object', 'at({\n  go() {\n    work();\n  },\n});\n', 'go() {\n    work();\n  }', 'at({\n  async go() {\n    await lock();\n    work();\n  },\n});\n'],
  ];
  for (const [about, before, words, after] of cases)
    test(about, () => {
      const start = before.indexOf(words);
      const at = { file: 'a.js', start, end: start + words.length };
      const is = changed('a.js', before, { is: 'callback', at, text: ['await lock();'] });
      assert.equal(after === 'cannot' ? is.slice(0, 6) : is, after);
    });
  test('a name that they bring and that is taken', () => {
    const before = 'at(() => { lock(redis); });\n';
    const at = { file: 'a.js', start: 3, end: before.lastIndexOf(')') };
    assert.equal(
      changed('a.js', before, { is: 'callback', at, text: ['const redis = 1;'] }),
      'cannot: a.js uses the name redis for something else',
    );
  });
}); // biome-ignore format: long lines

describe('a property of an object', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['behind a last line with a comma', 'f({\n  b: 1,\n});\n', 'f({\n  b: 1,\n  a: 2,\n});\n'],
    ['behind a last line without', 'f({\n  b: 1\n});\n', 'f({\n  b: 1,\n  a: 2\n});\n'],
    ['behind a comment', 'f({\n  b: 1 // one\n});\n', 'f({\n  b: 1, // one\n  a: 2\n});\n'],
    ['behind a comma on one line', 'f({ b: 1, });\n', 'f({ b: 1, a: 2 });\n'],
    ['in the place of a shorthand', 'f({ a });\n', 'f({ a: 2 });\n'],
    ['in an empty object', 'f({});\n', 'f({ a: 2 });\n'],
    ['of a call without arguments', 'f( );\n', 'f({ a: 2 });\n'],
    ['of a call with another argument', 'f(b);\n', 'f(b, { a: 2 });\n'],
    ['of something made without brackets', 'new F;\n', 'new F({ a: 2 });\n'],
    ['instead of a method', 'f({ a() {} });\n', 'cannot'],
    ['behind what is spread', 'f(...b);\n', 'cannot'],
  ];
  for (const [about, before, after] of cases)
    test(about, () => {
      const at = { file: 'a.js', start: 0, end: before.lastIndexOf(';') };
      const is = changed('a.js', before, { is: 'property', at, name: 'a', value: '2' });
      assert.equal(after === 'cannot' ? is.slice(0, 6) : is, after);
    });
});
