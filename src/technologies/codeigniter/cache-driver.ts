import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { phpArgument, phpArguments, phpCallName, phpEntry, phpLiteral } from '../../parse/php.js';
import { childOf, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { known, said } from '../../resolve/evidence.js';
import type { CacheStore } from '../../resolve/parts/store.js';
import { phpExpr, phpFile, spanOf } from '../php/expr.js';
import { defaultStore, storeOf } from '../php/product.js';
import { type AnyReader, type Resolution, reader } from '../technology.js';

const technology = 'codeigniter';

/** CodeIgniter 3 names the adapter of its cache where code loads it: `$this->load->driver('cache', ['adapter' => 'file'])`. */
export const cacheDriverReader: AnyReader = reader({
  language: 'php',
  paths: /(^|\/)(application|app)\/.*\.php$/,
  mentions: ['->driver(', '->cache->save('],
  extract: (tree, source) => cacheFacts(tree, source.path),
});

function* cacheFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = phpFile(path, tree);
  for (const node of walk(tree.root)) {
    const call = phpCallName(tree.text, node);
    if (call !== '->driver' && call !== '->save') continue;
    const on = childOf(node, 'object');
    const object = on ? sourceOf(tree.text, on) : '';
    if (call === '->save') {
      if (/->cache$/.test(object)) yield { kind: 'use', technology, what: 'cache-save', at: spanOf(file, node) };
      continue;
    }
    const args = phpArguments(tree.text, node);
    if (!/->load$/.test(object) || phpLiteral(tree.text, phpArgument(args, 0)) !== 'cache') continue;
    const adapter = phpEntry(tree.text, phpArgument(args, 1), 'adapter')?.value;
    const options: Record<string, Expr> = adapter ? { adapter: phpExpr(file, adapter) } : {};
    yield { kind: 'use', technology, what: 'cache-driver', options, at: spanOf(file, node) };
  }
}

/** What code loads as its cache, each place that chooses one; `dummy` (CI_Cache, system/libraries/Cache/Cache.php) keeps nothing. */
export function loadedCaches(app: Resolution): readonly CacheStore[] {
  const uses = app.facts.of('use').filter((fact) => fact.technology === technology);
  const saves = uses.filter(({ what }) => what === 'cache-save');
  return uses
    .filter(({ what }) => what === 'cache-driver')
    .flatMap(({ at, options }): CacheStore[] => {
      const name = options?.adapter?.is === 'literal' ? String(options.adapter.value) : 'dummy';
      if (name === 'dummy') return [];
      const step = said(at, `keeps it with the adapter '${name}'`);
      const backend = storeOf(known(name, []), defaultStore('files', 'server', 'CodeIgniter 3, Cache'));
      return [
        {
          label: 'the cache',
          technology,
          backend: { ...backend, because: [...backend.because, step] },
          uses: saves
            .filter((save) => save.at.file === at.file)
            .slice(0, 2)
            .map((save) => said(save.at, 'stores a value')),
        },
      ];
    });
}
