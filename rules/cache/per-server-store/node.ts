import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/prices.js': `import NodeCache from 'node-cache';

export const prices = «new NodeCache»({ stdTTL: 600 });
`,
    },
    good: {
      'src/prices.js': `import Keyv from 'keyv';
import KeyvRedis from '@keyv/redis';

export const prices = new Keyv({ store: new KeyvRedis(process.env.REDIS_URL) });
`,
    },
  },
  {
    on: 'node-22',
    about: 'what is remembered of files of the release is alike everywhere; what is dropped on purpose is not',
    bad: {
      'src/settings.js': `import { LRUCache } from 'lru-cache';

const settings = «new LRUCache»({ max: 500 });

export function save(key, value) {
  settings.delete(key);
}
`,
    },
    good: {
      'src/hashes.js': `import { LRUCache } from 'lru-cache';

const hashes = new LRUCache({ max: 500 });

export function hashOf(file) {
  if (!hashes.has(file)) hashes.set(file, read(file));
  return hashes.get(file);
}
`,
    },
  },
]);
