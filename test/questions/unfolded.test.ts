import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeModule } from '../../src/code/model.js';
import { extractorOf } from '../../src/extract/extract.js';
import type { Fact } from '../../src/facts/fact.js';
import { programOf } from '../../src/program/program.js';
import { assemble } from '../../src/questions/unfolded/pieces.js';
import { withFunctionsUnfolded } from '../../src/questions/unfolded/unfolded.js';
import type { Source } from '../../src/read/source.js';
import { loadCatalogues, loadTechnologies } from '../../src/technologies/load.js';

const extractor = extractorOf(await loadTechnologies());
const catalogues = await loadCatalogues();

function sourceOf(path: string, text: string): Source {
  return { path, role: 'shipped', text, bom: false, eol: '\n', hash: '', lossless: true };
}

type Files = Readonly<Record<string, string>>;

/** The facts of some files as the readers tell them with functions unfolded. */
async function factsOf(files: Files): Promise<readonly Fact[]> {
  const facts = new Map<string, readonly Fact[]>();
  const modules: CodeModule[] = [];
  for (const [path, text] of Object.entries(files)) {
    const found = await extractor.extract(sourceOf(path, text));
    facts.set(path, found.facts);
    if (found.code) modules.push(found.code);
  }
  const grown = await withFunctionsUnfolded(facts, programOf(modules, catalogues), {
    language: 'php',
    textOf: (path) => files[path],
    mentions: (text) => /Cache|Storage|PDO|file_put_contents/.test(text),
    read: async (path, text) => (await extractor.extract(sourceOf(path, text))).facts,
  });
  return [...grown.values()].flat();
}

const controller = (body: string, more = '') =>
  `<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Services\\Counter;\n\nclass HitController\n{\n${more}    public function hit(string $page)\n    {\n        ${body}\n    }\n}\n`;

const counter = (body: string) =>
  `<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\Cache;\n\nclass Counter\n{\n${body}\n}\n`;

const path = 'app/Http/Controllers/HitController.php';
const service = 'app/Services/Counter.php';
const injected = '    public function __construct(private Counter $counter)\n    {\n    }\n\n';

/** How a store can be named, far from the call that uses it. */
const ways: Readonly<Record<string, Files>> = {
  'an injected service': {
    [path]: controller("$this->counter->keep('array', $page);", injected),
    [service]: counter(
      '    public function keep(string $store, string $page): void\n    {\n        Cache::store($store)->put($page, 1);\n    }',
    ),
  },
  'a method that gives the store': {
    [path]: controller('$this->counter->store()->put($page, 1);', injected),
    [service]: counter("    public function store()\n    {\n        return Cache::store('array');\n    }"),
  },
  'a method that calls another': {
    [path]: controller("Counter::keep($page, store: 'array');"),
    [service]: counter(
      '    public static function keep(string $page, string $store)\n    {\n        return self::in($store)->put($page, 1);\n    }\n\n    private static function in(string $name)\n    {\n        return Cache::store($name);\n    }',
    ),
  },
  'a default of a parameter': {
    [path]: controller('Counter::keep($page);'),
    [service]: counter(
      "    public static function keep(string $page, string $store = 'array'): void\n    {\n        Cache::store($store)->put($page, 1);\n    }",
    ),
  },
  'a constant of a class': {
    [path]: controller('\\Illuminate\\Support\\Facades\\Cache::store(Counter::STORE)->put($page, 1);'),
    [service]: counter("    public const STORE = 'array';"),
  },
  'a variable on the way': {
    [path]: controller("Counter::keep('array', $page);"),
    [service]: counter(
      '    public static function keep(string $name, string $page)\n    {\n        $cache = Cache::store($name);\n        return $cache->put($page, 1);\n    }',
    ),
  },
};

describe('functions that readers see where they are called', () => {
  for (const [name, files] of Object.entries(ways)) {
    test(`a store is known through ${name}`, async () => {
      const uses = (await factsOf(files)).filter((fact) => fact.kind === 'use' && fact.what === 'cache-use');
      const stores = uses.flatMap((fact) => (fact.kind === 'use' ? [fact.options?.store] : []));
      assert.deepEqual(
        stores.map((store) => store?.is === 'literal' && store.value),
        ['array'],
      );
    });
  }

  test('a fact stands where its text stands', async () => {
    const files = ways['an injected service'] ?? {};
    const [use] = (await factsOf(files)).filter((fact) => fact.kind === 'use' && fact.what === 'cache-use');
    assert.ok(use?.kind === 'use');
    assert.equal(files[use.at.file]?.slice(use.at.start, use.at.end), 'Cache::store($store)->put($page, 1)');
    assert.equal(use.calledFrom, path);
    const store = use.options?.store;
    assert.equal(store && files[store.at.file]?.slice(store.at.start, store.at.end), "'array'");
  });

  test('what a method says of its own object stays where it is', async () => {
    const files: Files = {
      [path]: controller('$this->counter->keep($page);', injected),
      [service]: counter(
        "    private string $store = 'array';\n\n    public function keep(string $page)\n    {\n        return Cache::store($this->store)->put($page, 1);\n    }",
      ),
    };
    const uses = (await factsOf(files)).filter((fact) => fact.kind === 'use' && fact.what === 'cache-use');
    assert.deepEqual(
      uses.map(({ at }) => at.file),
      [service],
    );
  });

  test('a function that calls itself ends', async () => {
    const files: Files = {
      [path]: controller('Counter::keep($page);'),
      [service]: counter(
        '    public static function keep(string $page)\n    {\n        return Cache::put($page, self::keep($page));\n    }',
      ),
    };
    assert.ok((await factsOf(files)).length > 0);
  });
});

describe('a text put together from several files', () => {
  const call = { file: 'a.php', start: 4, end: 8 };
  const file = assemble([
    { text: 'a = ', at: { file: 'a.php', start: 0, end: 4 } },
    { text: 'put(', at: { file: 'b.php', start: 20, end: 24 }, frame: { call } },
    { text: "'x'", at: { file: 'a.php', start: 6, end: 9 } },
    { text: '.z', at: { file: 'a.php', start: 8, end: 10 } },
  ]);

  const places: readonly (readonly [string, number, number, string])[] = [
    ['its own text is where it was', 0, 3, 'a.php 0-3'],
    ['what a function does is in its file', 4, 7, 'b.php 20-23'],
    ['what it is given is where it is given', 8, 11, 'a.php 6-9'],
    ['what goes beyond the call begins with the call', 4, 13, 'a.php 4-10'],
  ];
  for (const [name, start, end, expected] of places) {
    test(name, () => {
      const at = file.placeOf(start, end);
      assert.equal(`${at.file} ${at.start}-${at.end}`, expected);
    });
  }
});
