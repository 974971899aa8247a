import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/prices.js':
        "import NodeCache from 'node-cache';\n\nexport const prices = «new NodeCache»({ stdTTL: 600 });\n",
    },
    good: {
      'src/prices.js':
        "import Keyv from 'keyv';\nimport KeyvRedis from '@keyv/redis';\n\nexport const prices = new Keyv({ store: new KeyvRedis(process.env.REDIS_URL) });\n",
    },
  },
  {
    on: 'node-22',
    about: 'what is remembered of files of the release is alike everywhere; what is dropped on purpose is not',
    bad: {
      'src/settings.js':
        "import { LRUCache } from 'lru-cache';\n\nconst settings = «new LRUCache»({ max: 500 });\n\nexport function save(key, value) {\n  settings.delete(key);\n}\n",
    },
    good: {
      'src/hashes.js':
        "import { LRUCache } from 'lru-cache';\n\nconst hashes = new LRUCache({ max: 500 });\n\nexport function hashOf(file) {\n  if (!hashes.has(file)) hashes.set(file, read(file));\n  return hashes.get(file);\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'a cache of the app itself that is cleared by hand; one that only remembers what never changes',
    bad: {
      'src/pages.js': 'function PageCache() {\n  «this.cache» = {};\n}\n\nPageCache.prototype.add = function (key, page) {\n  this.cache[key] = page;\n};\n\nPageCache.prototype.remove = function (key) {\n  delete this.cache[key];\n};\n\nmodule.exports = new PageCache();\n',
    },
    good: {
      'src/hashes.js': 'class Hashes {\n  constructor() {\n    this.cache = {};\n  }\n\n  of(file) {\n    this.cache[file] ??= hash(file);\n    return this.cache[file];\n  }\n}\n\nmodule.exports = new Hashes();\n',
    },
  },
]);
