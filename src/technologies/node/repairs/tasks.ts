import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import { byHand, type Repair } from '../../../resolve/repair.js';
import { packageOf } from '../../../resolve/version.js';
import type { JsApp } from '../resolve-js.js';
import { toInstall } from './install.js';
import { intoRedis } from './redis.js';

const clocks = /^node:(node-cron|cron|croner|node-schedule|@nestjs\/schedule)$/;

/**
 * The server that is first sets a key of this run and does the work; the others find the key and leave. The key is the minute that the run
 * is due at, by each server's own clock, and stays for an hour. Tasks that may run more than once in a minute get none: clocks differ by
 * more than a second, and each server would find its own key.
 */
export function taskRepair(js: JsApp, fact: Fact<'schedule'>): Repair | undefined {
  const callback = fact.options?.callback;
  const key = keyOf(js, fact);
  const title = 'Let one server do each run of the task, by a key in Redis';
  const write = callback && localWrite(js, callback);
  const first = write
    ? [`Write the file of ${write.at.file} where every server reads it: it stays on the server that runs the task`]
    : [];
  if (
    write ||
    !clocks.test(fact.technology) ||
    callback?.is !== 'opaque' ||
    key === undefined ||
    hasOther(js) ||
    fact.options?.fromStart !== undefined ||
    !onceAMinute(js, fact)
  )
    return byKey(js, title, {
      first,
      row: !hasRedis(js) && hasPostgres(js),
      fromStart: !clocks.test(fact.technology) || fact.options?.fromStart !== undefined,
    });
  if (!hasRedis(js) && hasPostgres(js)) return byKey(js, title, { first, row: true, fromStart: false });
  const { at } = callback;
  return intoRedis(js, at.file, {
    title,
    packages: [],
    make: (client) => [
      {
        is: 'callback',
        at,
        text: [
          `const run = \`${key}:\${new Date().toISOString().slice(0, 16)}\`;`,
          `const isFirst = await ${client}.set(run, 'taken', { NX: true, PX: 3_600_000 });`,
          'if (!isFirst) return;',
        ],
      },
    ],
    needs: ['A run that fails is not repeated on another server.'],
  });
}

/** The app has the other client of Redis: its connection is there, and it wants other words. */
function hasOther(js: JsApp): boolean {
  return js.of(/^ioredis$/).length > 0 && js.of(/^(redis|@redis\/client)$/).length === 0;
}

const redisClients = /^(redis|@redis\/client|ioredis|iovalkey|bull|bullmq|bee-queue|@upstash\/redis)$/;

/** Code that runs talks to a Redis; what only a manifest names is there for nobody. */
function hasRedis(js: JsApp): boolean {
  return js.of(redisClients).length > 0;
}

/** Clients that speak with PostgreSQL alone. */
function hasPostgres(js: JsApp): boolean {
  return ['pg', 'postgres', 'pg-promise', '@neondatabase/serverless'].some((name) =>
    packageOf(js.app.facts, 'npm', name),
  );
}

/** In words, for the client that the app has. What counts from the start of its process is due at another time in each: the key is the period then. */
function byKey(js: JsApp, title: string, { first, row, fromStart }: { readonly first: readonly string[]; readonly row: boolean; readonly fromStart: boolean }): Repair {
  const time = fromStart ? '<its period in milliseconds>' : '3_600_000';
  const run = fromStart ? `Math.floor(Date.now() / ${time})` : '<when it is due>';
  const options = hasOther(js) ? `'PX', ${time}, 'NX'` : `{ NX: true, PX: ${time} }`;
  const own = 'What only looks after this process or its own disk must go on in every copy: ';
  // an app without Redis has a database that all servers share
  if (row)
    return byHand(
      'Let one server do each run of the task, by a row in PostgreSQL',
      ...first,
      'Add a table by a migration: CREATE TABLE task_runs (run text PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now())',
      `Where the clock starts the work (not where somebody starts it by hand), begin with INSERT INTO task_runs (run) VALUES ('<task>:${run}') ON CONFLICT DO NOTHING, and go on only where a row was inserted`,
      'Delete rows that are older than a day now and then',
      `${own}it takes no row.`,
    );
  return byHand(
    title,
    ...first,
    ...(hasOther(js) ? [] : toInstall(js, 'redis')),
    `Where the clock starts the work (not where somebody starts it by hand), begin with: const isFirst = await client.set(\`<task>:\${${run}}\`, 'taken', ${options}); if (!isFirst) return;`,
    `${own}it takes no key.`,
  );
} // biome-ignore format: one signature

/** Five fields, or a fixed second before them; or a constant of @nestjs/schedule that counts no seconds. */
function onceAMinute(js: JsApp, { cadence, options }: Fact<'schedule'>): boolean {
  const given = options?.cadence;
  const value = given && js.value(given);
  const said = cadence ?? (value?.state === 'known' && typeof value.value === 'string' ? value.value : '');
  const constant = given?.is === 'opaque' && /^CronExpression\.(?!\w*SECOND)\w+$/.test(given.source);
  return constant || /^\S+( \S+){4}$/.test(said) || /^\d+( \S+){5}$/.test(said);
}

const writers = /(^|\.)(writeFile(Sync)?|outputFile(Sync)?|createWriteStream|write(Json|JSON)(Sync)?)$/;

/** The call in a task's own function that writes a file of this server. */
function localWrite(js: JsApp, { at }: Expr): Fact<'js-call'> | undefined {
  return js
    .of(/^(fs|fs\/promises|fs-extra|graceful-fs|jsonfile|write-file-atomic)$/, writers)
    .find((call) => call.at.file === at.file && call.at.start >= at.start && call.at.end <= at.end);
}

/** What the task is called, when no other task is called the same: two tasks of one key would keep each other from running. */
function keyOf(js: JsApp, { name }: Fact<'schedule'>): string | undefined {
  const last = name.split('.').at(-1) ?? '';
  if (!/^[\w$]+$/.test(last)) return undefined;
  const others = js.app.facts.of('schedule').filter((one) => one.name.split('.').at(-1) === last);
  return others.length === 1 ? last : undefined;
}
