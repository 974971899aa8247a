import type { Fact } from '../../../facts/fact.js';
import { byHand, type Repair } from '../../../resolve/repair.js';
import type { JsApp } from '../resolve-js.js';
import { toInstall } from './install.js';
import { intoRedis } from './redis.js';

const clocks = /^node:(node-cron|cron|croner|node-schedule|@nestjs\/schedule)$/;

/**
 * The server that is first sets a key of this run and does the work; the others find the key and leave. The key is the minute or second
 * that the run is due at, by each server's own clock, and stays for an hour: clocks that differ or a short run do not make it run twice.
 */
export function taskRepair(js: JsApp, fact: Fact<'schedule'>): Repair | undefined {
  const callback = fact.options?.callback;
  const key = keyOf(js, fact);
  if (!clocks.test(fact.technology) || callback?.is !== 'opaque' || key === undefined)
    return byHand(
      'Let one server do each run of the task, by a key in Redis',
      ...toInstall(js, 'redis'),
      "Begin the work with: const isFirst = await client.set(`<task>:${<when it is due>}`, 'taken', { NX: true, PX: 3_600_000 }); if (!isFirst) return;",
    );
  const { at } = callback;
  // A cadence of five fields fires once in a minute at most; what is not written out may fire every second.
  const length = /^\S+( \S+){4}$/.test(fact.cadence ?? '') ? 16 : 19;
  return intoRedis(js, at.file, {
    title: 'Let one server do each run of the task, by a key in Redis',
    packages: [],
    make: (client) => [
      {
        is: 'callback',
        at,
        text: [
          `const run = \`${key}:\${new Date().toISOString().slice(0, ${length})}\`;`,
          `const isFirst = await ${client}.set(run, 'taken', { NX: true, PX: 3_600_000 });`,
          'if (!isFirst) return;',
        ],
      },
    ],
    needs: ['A run that fails is not repeated on another server.'],
  });
}

/** What the task is called, when no other task is called the same: two tasks of one key would keep each other from running. */
function keyOf(js: JsApp, { name }: Fact<'schedule'>): string | undefined {
  const last = name.split('.').at(-1) ?? '';
  if (!/^[\w$]+$/.test(last)) return undefined;
  const others = js.app.facts.of('schedule').filter((one) => one.name.split('.').at(-1) === last);
  return others.length === 1 ? last : undefined;
}
