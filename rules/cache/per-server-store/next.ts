import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'revalidating clears the cache of one server, unless a handler shares it',
    bad: {
      'app/actions.ts':
        "'use server';\nimport { revalidateTag } from 'next/cache';\n\nexport async function save() {\n  «revalidateTag»('products');\n}\n",
    },
    good: {
      'next.config.js':
        "module.exports = { cacheHandler: require.resolve('./cache-handler.js'), cacheMaxMemorySize: 0 };\n",
      'app/actions.ts':
        "'use server';\nimport { revalidateTag } from 'next/cache';\n\nexport async function save() {\n  revalidateTag('products');\n}\n",
    },
  },
]);
