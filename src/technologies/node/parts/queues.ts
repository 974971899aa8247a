import { literalText } from '../../../facts/expr.js';
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
    return [];
  });
  return { queues };
}
