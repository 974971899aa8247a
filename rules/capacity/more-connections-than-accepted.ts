import {
  type Database,
  type Evidence,
  hazard,
  type JobThreads,
  type Pooler,
  type Process,
  type ProcessPool,
  type Resolved,
  rule,
  type Service,
  safe,
  unclear,
} from 'ha-ready/rule';

/** What the servers accept unless told otherwise (PostgreSQL keeps three for its operators). */
const accepted: Readonly<Record<string, number>> = {
  postgresql: 97,
  postgres: 97,
  pgsql: 97,
  mysql: 151,
  mariadb: 151,
};

interface Demand {
  readonly sum: number;
  /** `web 2 x 4 x 10` */
  readonly arithmetic: string;
  readonly because: readonly Evidence[];
  /** Why the largest part of it is as large, where its process says so of itself. */
  readonly own: readonly Evidence[];
}

export default rule({
  severity: 'warning',
  title: 'The copies together may open more connections than the database accepts',
  why: 'Each copy brings its own pool. At the limit the database refuses connections: of every copy, and at the hour of most users.',
  remedy: {
    any: 'Make the pools smaller, put a pooler (PgBouncer) between, or raise the limit; count with the copies that an autoscaler may start.',
  },
  needs: ['databases'],
  reads: ['processes', 'processPools', 'services', 'poolers', 'jobThreads'],
  *check({ databases, processes, processPools, jobThreads, services, poolers, profile }) {
    for (const database of databases) {
      if (database.engine.state === 'unknown') continue;
      const { limit, because, name } = limitOf({ engine: database.engine.value, services, poolers });
      const { pool, workers, threads } = poolsOf(database, processPools);
      if (limit === undefined || !pool || pool.state === 'unknown') continue;
      const { technology } = database;
      if (workers?.state === 'unknown') {
        yield unclear(`how many connections the copies open cannot be told: ${workers.why}`, workers.because, {
          technology,
        });
        continue;
      }
      const demand = demandOf(
        {
          pool: pool.value,
          workers: workers?.value ?? 1,
          threads: threads?.state === 'known' ? threads : undefined,
          jobThreads,
        },
        processes,
        profile.servers,
      );
      const evidence = [...because, ...demand.because, ...pool.because, ...(workers?.because ?? []), ...demand.own];
      const message = `${demand.arithmetic} = ${demand.sum} connections to ${name ?? database.label}, which accepts ${limit}`;
      if (demand.sum > limit) yield hazard(`with ${profile.servers} servers ${message}`, evidence, { technology });
      else yield safe(message, evidence, { technology });
    }
  },
  examples: [
    {
      on: 'express-5',
      about: 'two servers by the size of the pool',
      bad: {
        'server.js':
          "import express from 'express';\nimport pg from 'pg';\n\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 60 });\nconst app = express();\napp.get('/', async (req, res) => res.json(await pool.query('select 1')));\napp.listen(3000);\n",
      },
      good: {
        'server.js':
          "import express from 'express';\nimport pg from 'pg';\n\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });\nconst app = express();\napp.get('/', async (req, res) => res.json(await pool.query('select 1')));\napp.listen(3000);\n",
      },
    },
    {
      on: 'express-5',
      about: 'what if there were ten servers',
      profile: { servers: 10 },
      bad: {
        'server.js':
          "import express from 'express';\nimport pg from 'pg';\n\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });\nconst app = express();\napp.get('/', async (req, res) => res.json(await pool.query('select 1')));\napp.listen(3000);\n",
      },
    },
    {
      on: 'express-5',
      about: 'copies of a compose file, and a limit that its database is given',
      good: {
        'server.js':
          "import express from 'express';\nimport pg from 'pg';\n\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 60 });\nconst app = express();\napp.get('/', async (req, res) => res.json(await pool.query('select 1')));\napp.listen(3000);\n",
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: [3000]
  db:
    image: postgres:17
    command: postgres -c max_connections=500
`,
      },
    },
    {
      on: 'express-5',
      about: 'a stack and a platform are two deployments of one app, and not one of both',
      good: {
        'server.js':
          "import express from 'express';\nimport pg from 'pg';\n\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });\nconst app = express();\napp.get('/', async (req, res) => res.json(await pool.query('select 1')));\napp.listen(3000);\n",
        'compose.yaml':
          'services:\n  web:\n    build: .\n    restart: always\n    expose: [3000]\n  worker:\n    build: .\n    restart: always\n    command: node worker.js\n',
        'render.yaml':
          'services:\n  - type: web\n    name: shop\n    env: docker\n    dockerfilePath: ./Dockerfile\n  - type: worker\n    name: shop-worker\n    env: docker\n    dockerfilePath: ./Dockerfile\n',
        Dockerfile: 'FROM node:22\nCOPY . /app\nWORKDIR /app\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
        'worker.js': "console.log('works');\n",
      },
    },
  ],
});

/** Connections of one process, and the processes of one copy. A process of PHP opens one connection and keeps it while it serves a request. */
function poolsOf(
  database: Database,
  pools: readonly ProcessPool[],
): { pool?: Resolved<number>; workers?: Resolved<number>; threads?: Resolved<number> } {
  const [largest] = pools.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const threads = largest?.threads ? { threads: largest.threads } : {};
  if (database.poolSize) return { pool: database.poolSize, ...(largest ? { workers: largest.size } : {}), ...threads };
  return largest ? { pool: { state: 'known', value: 1, because: [] }, workers: largest.size } : {};
}

function sizeOf({ size }: ProcessPool): number {
  return size.state === 'known' ? size.value : 0;
}

interface Limit {
  readonly limit?: number;
  readonly because: readonly Evidence[];
  /** Who accepts them, when it is not the database itself. */
  readonly name?: string;
}

/** What the pooler in front accepts, else what a file says of the database, else what it accepts as installed. */
function limitOf(given: { engine: string; services: readonly Service[]; poolers: readonly Pooler[] }): Limit {
  const usual = Object.hasOwn(accepted, given.engine) ? accepted[given.engine] : undefined;
  if (usual === undefined) return { because: [] };
  const [pooler] = /^(postgres|pgsql)/.test(given.engine) ? given.poolers : [];
  if (pooler)
    return pooler.maxClients.state === 'known'
      ? { limit: pooler.maxClients.value, because: pooler.maxClients.because, name: pooler.label }
      : { because: [] };
  const told = given.services.find(
    ({ role, maxConnections }) => role === 'database' && maxConnections?.state === 'known',
  )?.maxConnections;
  if (told?.state === 'known') return { limit: told.value, because: told.because };
  return {
    limit: usual,
    because: [{ at: { builtin: `${given.engine} as installed` }, says: `accepts ${usual} connections of apps` }],
  };
}

/** What a stack, a cluster, a platform start is one deployment each: they stand in for each other, and that counts which asks for the most. */
function demandOf(each: Each, processes: readonly Process[], servers: number): Demand {
  const kinds = [...new Set(processes.map(({ technology }) => technology).filter((one) => one !== 'dockerfile'))];
  const images = processes.filter(({ technology }) => technology === 'dockerfile');
  const [largest] = kinds
    .map((kind) => [...processes.filter(({ technology }) => technology === kind), ...images])
    .map((one) => demandOfOne(each, one, servers))
    .toSorted((a, b) => b.sum - a.sum);
  return largest ?? demandOfOne(each, processes, servers);
}

interface Each {
  readonly pool: number;
  readonly workers: number;
  readonly threads: (Resolved<number> & { state: 'known' }) | undefined;
  readonly jobThreads: readonly JobThreads[];
}

/** Processes that talk to the database, each in the copies that run already or that the servers would bring. */
function demandOfOne(each: Each, processes: readonly Process[], servers: number): Demand {
  const all = processes.filter(
    ({ role, technology }) => (role === 'web' || role === 'worker') && technology !== 'dockerfile',
  );
  // what a list of processes starts as the web server is what the container that is placed on a machine runs
  const placed = all.some(({ role, reachOfFile }) => role === 'web' && reachOfFile !== undefined);
  const relevant = all.filter(({ role, reachOfFile }) => !placed || role !== 'web' || reachOfFile !== undefined);
  const dockerfiles = processes
    .filter(({ role, technology }) => role === 'web' && technology === 'dockerfile')
    .slice(0, 1);
  const counted = relevant.length > 0 ? relevant : dockerfiles;
  const several = (count: number) => (count > 1 ? [count] : []);
  // a thread has one connection at a time: the pool is a ceiling
  const served = Math.min(each.pool, each.threads?.value ?? each.pool);
  const limiting = each.threads && each.threads.value < each.pool ? each.threads.because : [];
  if (counted.length === 0) {
    const factors = [...several(each.workers), served];
    return {
      sum: servers * each.workers * served,
      arithmetic: `${servers} servers x ${factors.join(' x ')}`,
      because: limiting,
      own: [],
    };
  }
  const terms = counted.map((process) => {
    const copies = copiesOf(process, servers);
    const own = process.workers?.state === 'known' ? process.workers.value : process.role === 'web' ? each.workers : 1;
    const threads = threadsOf(process, each.jobThreads);
    const pool = threads?.value ?? (process.role === 'web' ? served : each.pool);
    const factors = [copies, ...several(own), pool];
    const text = `${process.name} ${factors.join(' x ')}`;
    return { sum: copies * own * pool, text, at: process.at, own: threads?.because ?? [] };
  });
  const [largest] = terms.toSorted((a, b) => b.sum - a.sum);
  return {
    sum: terms.reduce((total, { sum }) => total + sum, 0),
    arithmetic: terms.map(({ text }) => text).join(' + '),
    because: [...terms.map(({ text, at }) => ({ at, says: `counts as ${text}` })), ...limiting],
    own: largest?.own ?? [],
  };
}

function threadsOf({ at }: Process, all: readonly JobThreads[]) {
  const found = all.find(({ worker }) => worker.file === at.file && worker.start === at.start)?.connections;
  return found?.state === 'known' ? found : undefined;
}

function copiesOf({ replicas, maxReplicas, reachOfFile }: Process, servers: number): number {
  const now = replicas.state === 'known' ? replicas.value : 1;
  if (reachOfFile === 'many-hosts') return Math.max(now, maxReplicas?.state === 'known' ? maxReplicas.value : servers);
  return now * servers;
}
