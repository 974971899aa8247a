import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'Better Auth limits sign-ins in production by itself, in memory unless it is told otherwise',
    bad: {
      'lib/auth.ts': `import { betterAuth } from 'better-auth';
import { pool } from './database';

export const auth = «betterAuth»({ database: pool, emailAndPassword: { enabled: true } });
`,
    },
    good: {
      'lib/auth.ts': `import { betterAuth } from 'better-auth';
import { pool } from './database';

export const auth = betterAuth({ database: pool, rateLimit: { storage: 'database' } });
`,
      'lib/staff.ts': `import { betterAuth } from 'better-auth';
import { pool } from './database';
import { redis } from './redis';

export const staff = betterAuth({
  database: pool,
  secondaryStorage: { get: (key) => redis.get(key), set: (key, value) => redis.set(key, value) },
});
export const robots = betterAuth({ database: pool, rateLimit: { enabled: false } });
`,
    },
  },
]);
