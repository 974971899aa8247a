import type { CodeCatalogue } from '../../../program/catalogue.js';

/** Caches and indexes that live in the process and know no other place; `memo`: it is full of what was computed, until something in it is dropped on purpose. */
export const caches: CodeCatalogue = {
  alias: {
    'node-cache.NodeCache': 'node-cache',
    'node-cache.default': 'node-cache',
    '@isaacs/ttlcache.TTLCache': '@isaacs/ttlcache',
    'lru-cache.LRUCache': 'lru-cache',
    'lru-cache.default': 'lru-cache',
    'quick-lru.default': 'quick-lru',
    'tiny-lru.lru': 'tiny-lru',
    'minisearch.default': 'minisearch',
    'flexsearch.default.Index': 'flexsearch.Index',
    'flexsearch.default.Document': 'flexsearch.Document',
    'fuse.js.default': 'fuse.js',
    '@cacheable/node-cache.NodeCache': 'node-cache',
    '@cacheable/node-cache': 'node-cache',
  },
  effects: [
    { on: 'node-cache', is: 'connect', what: 'cache', reach: 'process', source: 'npm node-cache 5.1, README.md' },
    {
      on: '@isaacs/ttlcache',
      is: 'connect',
      what: 'cache',
      reach: 'process',
      source: 'npm @isaacs/ttlcache 1.4, README.md',
    },
    {
      on: '@cacheable/memory.CacheableMemory',
      is: 'connect',
      what: 'cache',
      reach: 'process',
      source: 'npm @cacheable/memory 2, README.md',
    },
    {
      on: 'memory-cache.Cache',
      is: 'connect',
      what: 'cache',
      reach: 'process',
      source: 'npm memory-cache 0.2, README.md',
    },
    {
      on: 'cacheable.Cacheable',
      is: 'connect',
      what: 'cache',
      reach: 'process',
      when: { arg: 'secondary', matches: '^$' },
      source: 'npm cacheable 2, README.md',
    },
    { on: 'flexsearch.{Index,Document}', is: 'connect', what: 'index', source: 'npm flexsearch 0.8, README.md' },
    { on: 'minisearch', is: 'connect', what: 'index', source: 'npm minisearch 7, README.md' },
    { on: 'elasticlunr', is: 'connect', what: 'index', source: 'npm elasticlunr 0.9, README.md' },
    { on: 'fuse.js', is: 'connect', what: 'index', source: 'npm fuse.js 7, docs/api/methods' },
    { on: 'lru-cache', is: 'connect', what: 'memo', reach: 'process', source: 'npm lru-cache 11, README.md' },
    { on: 'quick-lru', is: 'connect', what: 'memo', reach: 'process', source: 'npm quick-lru 7, readme.md' },
    { on: 'tiny-lru', is: 'connect', what: 'memo', reach: 'process', source: 'npm tiny-lru 11, README.md' },
  ],
};
