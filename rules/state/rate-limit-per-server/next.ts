import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'Better Auth limits sign-ins in production by itself, in memory unless it is told otherwise',
    bad: {
      'lib/auth.ts':
        "import { betterAuth } from 'better-auth';\nimport { pool } from './database';\n\nexport const auth = «betterAuth»({ database: pool, emailAndPassword: { enabled: true } });\n",
    },
    good: {
      'lib/auth.ts':
        "import { betterAuth } from 'better-auth';\nimport { pool } from './database';\n\nexport const auth = betterAuth({ database: pool, rateLimit: { storage: 'database' } });\n",
      'lib/staff.ts':
        "import { betterAuth } from 'better-auth';\nimport { pool } from './database';\nimport { redis } from './redis';\n\nexport const staff = betterAuth({\n  database: pool,\n  secondaryStorage: { get: (key) => redis.get(key), set: (key, value) => redis.set(key, value) },\n});\nexport const robots = betterAuth({ database: pool, rateLimit: { enabled: false } });\n",
    },
  },
]);
