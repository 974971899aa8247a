import type { CodeCatalogue } from '../../../program/catalogue.js';

const bullmq = 'npm bullmq 5.54, dist/cjs/classes/queue.js and worker.js';
const bull = 'npm bull 4.16, REFERENCE.md';
const amqplib = 'npm amqplib 0.10, lib/channel_model.js';

/** Brokers and job queues, and what only looks like one: work that waits in the memory of a process. */
export const queues: CodeCatalogue = {
  alias: {
    'agenda.Agenda': 'agenda',
    'pg-boss.PgBoss': 'pg-boss',
    '@hokify/agenda.Agenda': 'agenda',
    'bull.Queue': 'bull',
    'bee-queue.Queue': 'bee-queue',
  },
  same: ['bee-queue().createJob().*', 'kue.createQueue().create().*', 'kue.createQueue().createJob().*'],
  effects: [
    { on: 'bullmq.Queue().{add,addBulk,upsertJobScheduler}', is: 'enqueue', source: bullmq },
    { on: 'bullmq.FlowProducer().{add,addBulk}', is: 'enqueue', source: bullmq },
    { on: 'bull().{add,addBulk}', is: 'enqueue', source: bull },
    { on: 'bee-queue().createJob().save', is: 'enqueue', source: 'npm bee-queue 1.7, README.md' },
    { on: 'kue.createQueue().{create,createJob}().save', is: 'enqueue', source: 'npm kue 0.11, Readme.md' },
    { on: 'agenda().{now,schedule,every}', is: 'enqueue', source: 'npm agenda 5, README.md' },
    { on: 'agenda().create().save', is: 'enqueue', source: 'npm agenda 5, README.md' },
    {
      on: 'pg-boss().{send,sendAfter,sendOnce,insert,publish,schedule}',
      is: 'enqueue',
      source: 'npm pg-boss 10, docs/readme.md',
    },
    { on: 'graphile-worker.quickAddJob', is: 'enqueue', source: 'npm graphile-worker 0.16, README.md' },
    { on: 'graphile-worker.makeWorkerUtils().addJob', is: 'enqueue', source: 'npm graphile-worker 0.16, README.md' },
    {
      on: 'amqplib.connect().{createChannel,createConfirmChannel}().{sendToQueue,publish}',
      is: 'enqueue',
      source: amqplib,
    },
    {
      on: 'amqp-connection-manager.connect().createChannel().{sendToQueue,publish}',
      is: 'enqueue',
      source: 'npm amqp-connection-manager 4, README.md',
    },
    { on: 'kafkajs.Kafka().producer().{send,sendBatch}', is: 'enqueue', source: 'npm kafkajs 2.2, docs/Producing.md' },
    {
      on: '@aws-sdk/client-sqs.{SendMessageCommand,SendMessageBatchCommand}',
      is: 'enqueue',
      source: 'npm @aws-sdk/client-sqs 3, dist-types/commands',
    },
    {
      on: '@aws-sdk/client-sns.PublishCommand',
      is: 'enqueue',
      source: 'npm @aws-sdk/client-sns 3, dist-types/commands',
    },
    {
      on: 'aws-sdk.SQS().{sendMessage,sendMessageBatch}',
      is: 'enqueue',
      source: 'npm aws-sdk 2.1692, apis/sqs-2012-11-05',
    },
    {
      on: '@google-cloud/pubsub.PubSub().topic().{publish,publishMessage,publishJSON}',
      is: 'enqueue',
      source: 'npm @google-cloud/pubsub 4, README.md',
    },
    {
      on: '@azure/service-bus.ServiceBusClient().createSender().sendMessages',
      is: 'enqueue',
      source: 'npm @azure/service-bus 7, README.md',
    },
    { on: 'nats.connect().publish', is: 'enqueue', source: 'npm nats 2, README.md' },
    {
      on: '{WebSocket,EventSource,ws,ws.WebSocket,eventsource,eventsource.EventSource,reconnecting-websocket}().{on,addEventListener}',
      is: 'listen',
      body: 1,
      when: { arg: 0, matches: '^[a-z]*message$' },
      source: 'npm ws 8, doc/ws.md; npm eventsource 4, README.md; HTML, EventSource',
    },
    {
      on: '{mqtt.connect,mqtt.connectAsync,ioredis}().on',
      is: 'listen',
      body: 1,
      when: { arg: 0, matches: '^p?message(Buffer)?$' },
      source: 'npm mqtt 5, README.md; npm ioredis 5, README.md',
    },
    {
      on: 'redis.createClient().{subscribe,pSubscribe,duplicate().subscribe,duplicate().pSubscribe}',
      is: 'listen',
      body: 1,
      source: 'npm redis 5.12, README.md',
    },
    {
      on: '{pg.Client,postgres}().{on,listen}',
      is: 'listen',
      body: 1,
      when: { arg: 0, matches: '^notification$' },
      source: 'npm pg 8, docs/features/notifications',
    },
    {
      on: 'ethers.{Contract,JsonRpcProvider,WebSocketProvider,AlchemyProvider,InfuraProvider,providers.JsonRpcProvider,providers.WebSocketProvider}().on',
      is: 'listen',
      body: 1,
      source: 'npm ethers 6, docs.ethers.org, Contract and Provider',
    },
    {
      on: '{imapflow.ImapFlow,imap,imap-simple.connect}().on',
      is: 'listen',
      body: 1,
      when: { arg: 0, matches: '^(exists|mail)$' },
      source: 'npm imapflow 1, docs; npm imap 0.8, README.md',
    },
    {
      on: '{pushover-notifications().send,firebase-admin.messaging().send,@slack/web-api.WebClient().chat.postMessage,@slack/webhook.IncomingWebhook().send,node-telegram-bot-api().sendMessage,telegraf.Telegraf().telegram.sendMessage,discord.js.WebhookClient().send}',
      is: 'shared',
      what: 'message',
      source:
        'npm pushover-notifications 1.2; firebase-admin 13; @slack/web-api 7; @slack/webhook 7; node-telegram-bot-api 0.66; telegraf 4; discord.js 14: README.md',
    },
    {
      on: 'mqtt.{connect,connectAsync}().{publish,publishAsync}',
      is: 'shared',
      what: 'message',
      source: 'npm mqtt 5, README.md',
    },
    { on: 'inngest.Inngest().send', is: 'enqueue', source: 'npm inngest 3, README.md' },
    {
      on: '@nestjs/microservices.{ClientProxy,ClientKafka}().{emit,send}',
      is: 'enqueue',
      source: 'npm @nestjs/microservices 11, client/client-proxy.d.ts',
    },
    // nobody keeps these when the process ends
    { on: 'p-queue().{add,addAll}', is: 'later', body: 0, source: 'npm p-queue 8, readme.md' },
    { on: 'p-queue.PQueue().{add,addAll}', is: 'later', body: 0, source: 'npm p-queue 8, readme.md' },
    { on: 'better-queue', is: 'later', body: 0, source: 'npm better-queue 3, README.md' },
    { on: '{fastq,fastq.promise}', is: 'later', body: [0, 'worker'], source: 'npm fastq 1.19, README.md' },
    { on: 'async.{queue,cargo,priorityQueue}', is: 'later', body: 0, source: 'npm async 3.2, lib/queue.js' },
    { on: 'setImmediate', is: 'later', body: 0, source: 'Node.js 22, doc/api/timers.md' },
  ],
  entries: [
    { kind: 'job', call: 'bullmq.Worker', handler: 1, source: bullmq },
    { kind: 'job', call: 'bull().process', source: bull },
    { kind: 'job', call: 'bee-queue().process', source: 'npm bee-queue 1.7, README.md' },
    { kind: 'job', call: 'kue.createQueue().process', source: 'npm kue 0.11, Readme.md' },
    { kind: 'job', call: 'agenda().define', source: 'npm agenda 5, README.md' },
    { kind: 'job', call: 'pg-boss().{work,subscribe}', source: 'npm pg-boss 10, docs/readme.md' },
    { kind: 'job', call: 'liteque.Runner', handler: 1, source: 'npm liteque 0.8, README.md' },
    {
      kind: 'job',
      call: 'graphile-worker.{run,runOnce}',
      handler: 'taskList',
      source: 'npm graphile-worker 0.16, README.md',
    },
    {
      kind: 'job',
      call: 'amqplib.connect().{createChannel,createConfirmChannel}().consume',
      handler: 1,
      source: amqplib,
    },
    {
      kind: 'job',
      call: 'amqp-connection-manager.connect().createChannel().consume',
      handler: 1,
      source: 'npm amqp-connection-manager 4, README.md',
    },
    { kind: 'job', call: 'kafkajs.Kafka().consumer().run', source: 'npm kafkajs 2.2, docs/Consuming.md' },
    { kind: 'job', call: 'sqs-consumer.Consumer.create', source: 'npm sqs-consumer 12, README.md' },
    {
      kind: 'job',
      call: '@google-cloud/pubsub.PubSub().subscription().on',
      source: 'npm @google-cloud/pubsub 4, README.md',
    },
    {
      kind: 'job',
      call: '@azure/service-bus.ServiceBusClient().createReceiver().subscribe',
      source: 'npm @azure/service-bus 7, README.md',
    },
    { kind: 'job', call: 'mqtt.{connect,connectAsync}().on', source: 'npm mqtt 5, README.md' },
    { kind: 'job', call: 'inngest.Inngest().createFunction', source: 'npm inngest 3, README.md' },
    {
      kind: 'job',
      call: '@trigger.dev/sdk/v3.{task,schedules.task}',
      handler: 'run',
      source: 'npm @trigger.dev/sdk 3, README.md',
    },
    { kind: 'job', call: 'redis.createClient().{subscribe,pSubscribe}', source: 'npm redis 5.12, README.md' },
    {
      kind: 'job',
      call: 'redis.createClient().duplicate().{subscribe,pSubscribe}',
      source: 'npm redis 5.12, README.md',
    },
    { kind: 'job', call: 'ioredis().on', handler: 1, source: 'npm ioredis 5, README.md' },
    { kind: 'job', call: 'ioredis().duplicate().on', handler: 1, source: 'npm ioredis 5, README.md' },
    { kind: 'job', call: 'pg.Client().on', handler: 1, source: 'npm pg 8, docs/apis/client.mdx' },
    { kind: 'job', call: 'pg-listen().notifications.on', handler: 1, source: 'npm pg-listen 1.7, README.md' },
  ],
};
