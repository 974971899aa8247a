import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'revalidating clears the cache of one server, unless a handler shares it',
    bad: {
      'app/actions.ts': `'use server';
import { revalidateTag } from 'next/cache';

export async function save() {
  «revalidateTag»('products');
}
`,
    },
    good: {
      'next.config.js':
        "module.exports = { cacheHandler: require.resolve('./cache-handler.js'), cacheMaxMemorySize: 0 };\n",
      'app/actions.ts': `'use server';
import { revalidateTag } from 'next/cache';

export async function save() {
  revalidateTag('products');
}
`,
    },
  },
]);
