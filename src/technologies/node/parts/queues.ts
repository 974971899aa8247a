import { literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { Queue } from '../../../resolve/parts/store.js';
import { table } from '../../../table.js';
import type { JsApp } from '../resolve-js.js';

const brokers: Readonly<Record<string, readonly [RegExp, string]>> = table({
  bull: [/^(Queue|)$/, 'redis'],
  bullmq: [/^Queue$/, 'redis'],
  'bee-queue': [/^$/, 'redis'],
  agenda: [/^(Agenda|)$/, 'mongodb'],
  'pg-boss': [/^(PgBoss|)$/, 'postgresql'],
  'graphile-worker': [/^run$/, 'postgresql'],
  amqplib: [/^connect$/, 'rabbitmq'],
  kafkajs: [/^Kafka$/, 'kafka'],
  '@nestjs/bullmq': [/^BullModule\.forRoot(Async)?$/, 'redis'],
  '@nestjs/bull': [/^BullModule\.forRoot(Async)?$/, 'redis'],
});

const inProcess: Readonly<Record<string, RegExp>> = table({
  'better-queue': /^$/,
  fastq: /^(promise|)$/,
  'p-queue': /^(PQueue|)$/,
  async: /^(queue|priorityQueue|cargo)$/,
});

/** Queues that are tables of an SQLite file, and workers of them. */
const inFile: Readonly<Record<string, RegExp>> = table({
  liteque: /^(SqliteQueue|buildDBClient)$/,
  plainjob: /^defineQueue$/,
});

/** Where background jobs wait. */
export function queueParts(js: JsApp): AppParts {
  const queues = js.calls.flatMap((call): readonly Queue[] => {
    const broker = brokers[call.module];
    if (broker?.[0].test(call.name)) {
      const name = literalText(call.args[0]);
      return [
        {
          label: name && call.module !== 'amqplib' ? `the queue '${name}'` : 'the queue',
          technology: 'node',
          backend: known({ technology: broker[1], reach: 'shared' }, [
            said(call.at, `${call.module} keeps jobs in ${broker[1]}`),
          ]),
          uses: [],
          runs: 'broker',
        },
      ];
    }
    // where the file is opened, where that is seen
    const isOpened = call.name === 'SqliteQueue' && js.of(call.module, /^buildDBClient$/).length > 0;
    if (inFile[call.module]?.test(call.name) && !isOpened)
      return [
        {
          label: 'the queue',
          technology: 'node',
          backend: known({ technology: 'sqlite', reach: 'server' }, [
            said(call.at, `${call.module} keeps jobs in a file of this server`),
          ]),
          uses: [],
          runs: 'broker',
        },
      ];
    // One made inside a function ends with it: it only limits how much is done at a time.
    if (!inProcess[call.module]?.test(call.name) || call.inside !== undefined || isAwaited(js, call)) return [];
    return [
      {
        label: call.as ? `the queue '${call.as}'` : 'the queue',
        technology: 'node',
        backend: known({ technology: 'memory', reach: 'process' }, [
          said(call.at, `${call.module} keeps jobs in the memory of the process`),
        ]),
        uses: [],
        runs: 'in-process',
      },
    ];
  });
  return { queues };
}

/** Whoever puts work in waits for it to be done: it limits how much is done at a time, and keeps nothing for later. */
function isAwaited(js: JsApp, call: Fact<'js-call'>): boolean {
  return js.app.facts
    .of('use')
    .some(({ what, name, at }) => what === 'awaits-work' && at.file === call.at.file && name === call.as);
}
