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
  {
    on: 'next-15',
    about: 'one import of the handler is followed; what is kept by other means is unclear',
    good: {
      'next.config.ts':
        "import path from 'node:path';\n\nexport default { cacheHandlers: { default: path.resolve('./cache/handler.js') } };\n",
      'next.config.js': null,
      'cache/redis.js':
        "const { createClient } = require('redis');\n\nmodule.exports = createClient({ url: process.env.REDIS_URL });\n",
      'cache/handler.js':
        "const redis = require('./redis');\n\nconst reading = new Map();\n\nmodule.exports = class {\n  get(key) {\n    if (!reading.has(key)) reading.set(key, redis.get(key));\n    return reading.get(key);\n  }\n};\n",
      'lib/orders.ts':
        "import { unstable_cache } from 'next/cache';\n\nexport const orders = unstable_cache(() => find(), ['orders'], { tags: ['orders'] });\n",
    },
    unclear: {
      'next.config.js': "module.exports = { cacheHandler: require.resolve('./cache-handler.js') };\n",
      'cache-handler.js': "module.exports = require('our-cache').handler(process.env.CACHE_URL);\n",
    },
  },
  {
    on: 'next-15',
    about: 'pages that are made again after a while are older on one server than on the other',
    bad: {
      'app/prices/page.tsx':
        'export const «revalidate = 60»;\n\nexport default async function Prices() {\n  return <ul>{(await prices()).map((price) => <li key={price.id}>{price.text}</li>)}</ul>;\n}\n',
    },
    good: {
      'app/prices/page.tsx':
        'export const revalidate = 0;\n\nexport default async function Prices() {\n  return <ul>{(await prices()).map((price) => <li key={price.id}>{price.text}</li>)}</ul>;\n}\n',
    },
  },
  {
    on: 'next-15',
    about: 'the pages router, and data that is cached by hand',
    bad: {
      'pages/offers.tsx':
        'export async function getStaticProps() {\n  return { props: { offers: await find() }, «revalidate: 300» };\n}\n\nexport default function Offers({ offers }) {\n  return <p>{offers.length}</p>;\n}\n',
    },
    good: {
      'pages/offers.tsx':
        'export async function getStaticProps() {\n  return { props: { offers: await find() } };\n}\n\nexport default function Offers({ offers }) {\n  return <p>{offers.length}</p>;\n}\n',
    },
  },
  {
    on: 'next-15',
    bad: {
      'lib/orders.ts':
        "import { unstable_cache } from 'next/cache';\n\nexport const orders = «unstable_cache»(() => find(), ['orders'], { revalidate: 60 });\n",
    },
  },
  {
    on: 'next-15',
    about: 'a path whose page each request makes anew has nothing to clear',
    bad: {
      'app/orders/page.tsx': 'export default function Page() {\n  return <p>Orders</p>;\n}\n',
      'app/orders/actions.ts':
        "'use server';\nimport { revalidatePath } from 'next/cache';\n\nexport async function save() {\n  «revalidatePath»('/orders');\n}\n",
    },
    good: {
      'app/orders/page.tsx':
        "import { headers } from 'next/headers';\n\nexport default async function Page() {\n  return <p>Orders of {(await headers()).get('x-shop')}</p>;\n}\n",
      'app/orders/actions.ts':
        "'use server';\nimport { revalidatePath } from 'next/cache';\n\nexport async function save() {\n  revalidatePath('/orders');\n}\n",
    },
  },
]);
