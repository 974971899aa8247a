import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { lowerPython } from '../../src/code/lower/python.js';
import type { CodeModule } from '../../src/code/model.js';
import { callsOfModule } from '../../src/code/walk.js';
import { parsePython } from '../../src/parse/python.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { walk } from '../../src/parse/syntax-node.js';
import { say, sayTop } from './say.js';

before(() => loadGrammar('python'));

function lower(text: string): CodeModule {
  return lowerPython(parsePython(text).tree, text, 'app/file.py');
}

/** What must hold for any text, however broken. */
function checkShape(text: string): ReadonlySet<string> {
  const { tree } = parsePython(text);
  const module = lowerPython(tree, text, 'a.py');
  assert.deepEqual(JSON.parse(JSON.stringify(module)), module);
  assert.deepEqual(lowerPython(tree, text, 'a.py'), module);
  const spans = [...callsOfModule(module)].map(({ start, end }) => `${start}-${end}`);
  const twice = spans.filter((span, at) => spans.indexOf(span) !== at);
  assert.deepEqual(
    twice.map((span) => text.slice(...(span.split('-').map(Number) as [number, number]))),
    [],
    'no call stands twice',
  );
  for (const { start, end } of callsOfModule(module)) assert.ok(start >= 0 && start < end && end <= text.length);
  return new Set(spans);
}

/** Where nothing is broken, no call is lost. */
function check(text: string): void {
  const spans = checkShape(text);
  for (const node of walk(parsePython(text).tree.root)) {
    if (node.type === 'call')
      assert.ok(spans.has(`${node.start}-${node.end}`), `is lowered: ${text.slice(node.start, node.end)}`);
  }
}

function* pythonFiles(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pythonFiles(path);
    else if (entry.name.endsWith('.py')) yield path;
  }
}

test('every call of the Python in fixtures is a call of the model, once', () => {
  for (const path of pythonFiles('fixtures')) if (!path.includes('broken')) check(readFileSync(path, 'utf8'));
});

test('a file that breaks off anywhere is lowered, each call once', () => {
  const texts = [...pythonFiles('fixtures/apps')].slice(0, 12).map((path) => readFileSync(path, 'utf8'));
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), (text, at) => {
      checkShape(text.slice(0, at % (text.length + 1)));
    }),
    { numRuns: 60 },
  );
});

const statements: readonly (readonly [code: string, events: readonly string[]])[] = [
  ['a = f(b, *c, lock=True, **d)', ['a = f(b, ...c, lock: true, ...d)']],
  ['a, (b, c) = d', ['a = d[0]', 'b = d[1][0]', 'c = d[1][1]']],
  ['x.y = f(); x[1] += 1', ['x.y = f()', 'x[1] += 1']],
  ['if a: f()\nelif b: g()\nelse: h()', ['if a: f()', 'else a: if b: g()', 'else a: else b: h()']],
  ['while a: f()', ['loop a: f()']],
  ['with lock(a) as b: f(b)', ['b = lock(a)', 'with b: f(b)']],
  ['try: f()\nexcept E: g()\nfinally: h()', ['try: f()', 'except E: g()', 'finally: h()']],
  ['x = a if b else c', ['x = (b ? a : c)']],
  ['x = await f(a)', ['x = f(a)']],
  ['x = f"a{b}c"', ['x = <"a" b "c">']],
  ['x = {"a": 1, **b}; y = [1, *c]', ['x = {"a": 1, ...b}', 'y = [1, c]']],
  ['x = a or f()', ['x = (a or f())']],
  ['x: Path = f()', ['x = f()']],
  ['f = lambda a: g(a)', ['f = function#1']],
];
for (const [code, events] of statements) {
  test(`reads ${code.replaceAll('\n', ' / ')}`, () => {
    assert.deepEqual(sayTop(lower(code)), events);
    check(code);
  });
}

test('the body of a class: methods and fields, also under conditions, classes within it', () => {
  const text = `
@decorate(first())
class Outer(Base, metaclass=make()):
    kind = "plain"
    size: int = count()
    register("outer")

    if settings.FAST and enabled():
        limit = fast()

        def run(self):
            return self.fast()
    else:
        def run(self):
            return self.slow()

    try:
        import quick
    except ImportError:
        helper = slow_helper()

    with opened() as book:
        title = book.title()

    for name in names():
        noted(name)

    @wrapped(second())
    class Meta:
        ordering = order()

        @staticmethod
        def inner():
            return third()

    @property
    def name(self):
        return self._name
`;
  const module = lower(text);
  check(text);
  const [outer, meta] = module.classes;
  assert.deepEqual(
    outer?.methods.map(({ name, kind }) => `${name}${kind ? ` ${kind}` : ''}`),
    ['run', 'run', 'name get'],
  );
  assert.deepEqual(
    outer?.fields.map(({ name, value }) => `${name} ${say(value)}`),
    ['kind "plain"', 'size count()', 'limit fast()', 'helper slow_helper()', 'title book.title()', 'Meta class#1'],
  );
  assert.equal(meta?.fullName, 'Outer/Meta');
  assert.deepEqual(meta?.decorators.map(say), ['wrapped(second())']);
  assert.deepEqual(
    meta?.methods.map(({ name, static: isStatic }) => [name, isStatic]),
    [['inner', true]],
  );
  // what stands in the class is no name of the module
  assert.deepEqual(
    sayTop(module).filter((event) => /^(Meta|run|limit)\b/.test(event)),
    [],
  );
});

test('what a class leaves to those below it', () => {
  const text = `
import abc
from abc import ABC
from typing import Protocol as Shape

class Store(ABC):
    def read(self): return self.find()

class Kept(metaclass=abc.ABCMeta):
    @property
    @abc.abstractmethod
    def place(self): ...

class Sent(Shape[T]):
    def send(self, to: str) -> None:
        "Sends."
        ...

    def close(self):
        return self.send("end")

class Plain:
    def run(self):
        "Runs."
        raise NotImplementedError

    def stop(self): ...

class Protocol: pass
class Own(Protocol):
    def send(self): ...
`;
  assert.deepEqual(
    lower(text).classes.map(({ name, is, abstract, methods }) => [
      `${is} ${name}${abstract ? ' abstract' : ''}`,
      ...methods.filter(({ kind }) => kind === 'abstract').map((one) => one.name),
    ]),
    [
      ['class Store abstract'],
      ['class Kept abstract', 'place'],
      ['interface Sent abstract', 'send'],
      ['class Plain abstract', 'run'],
      ['class Protocol'],
      ['class Own'],
    ],
  );
});

test('methods name their object themselves, and functions within them share it', () => {
  const module = lower(`
class A:
    def __init__(this, x):
        this.x = x
        def later():
            this.y = make()
`);
  assert.deepEqual(
    module.classes[0]?.fields.map(({ name, value }) => `${name} ${say(value)}`),
    ['x x', 'y make()'],
  );
});
