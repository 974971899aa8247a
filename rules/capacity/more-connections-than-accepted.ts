import { type Evidence, hazard, type Process, rule, type Service, safe } from 'ha-ready/rule';

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
}

export default rule({
  severity: 'warning',
  title: 'The copies together may open more connections than the database accepts',
  why: 'Each copy brings its own pool. At the limit the database refuses connections: of every copy, and at the hour of most users.',
  remedy: {
    any: 'Make the pools smaller, put a pooler (PgBouncer) between, or raise the limit; count with the copies that an autoscaler may start.',
  },
  needs: ['databases'],
  reads: ['processes', 'services'],
  *check({ databases, processes, services, profile }) {
    for (const database of databases) {
      const pool = database.poolSize;
      if (!pool || pool.state === 'unknown' || database.engine.state === 'unknown') continue;
      const { limit, because } = limitOf(database.engine.value, services);
      if (limit === undefined) continue;
      const demand = demandOf(pool.value, processes, profile.servers);
      const evidence = [...because, ...demand.because, ...pool.because];
      const message = `${demand.arithmetic} = ${demand.sum} connections to ${database.label}, which accepts ${limit}`;
      const { technology } = database;
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
  ],
});

function limitOf(engine: string, services: readonly Service[]): { limit?: number; because: readonly Evidence[] } {
  const usual = accepted[engine];
  if (usual === undefined) return { because: [] };
  const told = services.find(
    ({ role, maxConnections }) => role === 'database' && maxConnections?.state === 'known',
  )?.maxConnections;
  if (told?.state === 'known') return { limit: told.value, because: told.because };
  return {
    limit: usual,
    because: [{ at: { builtin: `${engine} as installed` }, says: `accepts ${usual} connections of apps` }],
  };
}

/** Processes that talk to the database, each in the copies that run already or that the servers would bring. */
function demandOf(pool: number, processes: readonly Process[], servers: number): Demand {
  const relevant = processes.filter(
    ({ role, technology }) => (role === 'web' || role === 'worker') && technology !== 'dockerfile',
  );
  const dockerfiles = processes
    .filter(({ role, technology }) => role === 'web' && technology === 'dockerfile')
    .slice(0, 1);
  const counted = relevant.length > 0 ? relevant : dockerfiles;
  if (counted.length === 0) return { sum: servers * pool, arithmetic: `${servers} servers x ${pool}`, because: [] };
  const terms = counted.map((process) => {
    const copies = copiesOf(process, servers);
    const workers = process.workers?.state === 'known' ? process.workers.value : 1;
    const factors = [copies, ...(workers > 1 ? [workers] : []), pool];
    return { sum: copies * workers * pool, text: `${process.name} ${factors.join(' x ')}`, at: process.at };
  });
  return {
    sum: terms.reduce((total, { sum }) => total + sum, 0),
    arithmetic: terms.map(({ text }) => text).join(' + '),
    because: terms.map(({ text, at }) => ({ at, says: `counts as ${text}` })),
  };
}

function copiesOf({ replicas, maxReplicas, reachOfFile }: Process, servers: number): number {
  const now = replicas.state === 'known' ? replicas.value : 1;
  if (reachOfFile === 'many-hosts') return Math.max(now, maxReplicas?.state === 'known' ? maxReplicas.value : servers);
  return now * servers;
}
