import type { CodeCatalogue } from '../../program/catalogue.js';

const common = 'npm @nestjs/common 11, decorators/http/request-mapping.decorator.d.ts';

/** Nest: handlers are told by decorators and interfaces; what is injectable is made once. */
export const code: CodeCatalogue = {
  gives: {
    '@nestjs/core.NestFactory.{create,createApplicationContext}().{get,resolve}': 0,
    '@nestjs/core.ModuleRef().{get,resolve,create}': 0,
  },
  through: { '@nestjs/common.forwardRef': 0 },
  environment: [
    {
      on: '@nestjs/config.ConfigService().{get,getOrThrow}',
      name: 0,
      fallback: 1,
      matches: '^[A-Z][A-Z0-9_]*$',
      source: 'npm @nestjs/config 4, dist/config.service.d.ts',
    },
  ],
  singles: [
    '@nestjs/common.{Injectable,Controller}',
    '@nestjs/websockets.WebSocketGateway',
    '@nestjs/graphql.Resolver',
    '@nestjs/bull.Processor',
    '@nestjs/bullmq.Processor',
  ],
  entries: [
    {
      kind: 'request',
      decorator: '@nestjs/common.{Get,Post,Put,Patch,Delete,All,Options,Head,Sse,Search}',
      source: common,
    },
    {
      kind: 'request',
      decorator: '@nestjs/graphql.{Query,Mutation,ResolveField,ResolveReference,Subscription}',
      source: 'npm @nestjs/graphql 13, dist/decorators',
    },
    {
      kind: 'socket',
      decorator: '@nestjs/websockets.SubscribeMessage',
      source: 'npm @nestjs/websockets 11, decorators',
    },
    {
      kind: 'socket',
      extends: '@nestjs/websockets.{OnGatewayConnection,OnGatewayDisconnect}',
      methods: ['handleConnection', 'handleDisconnect'],
      source: 'npm @nestjs/websockets 11, interfaces/hooks',
    },
    {
      kind: 'job',
      decorator: '@nestjs/microservices.{MessagePattern,EventPattern,GrpcMethod,GrpcStreamMethod}',
      source: 'npm @nestjs/microservices 11, decorators',
    },
    { kind: 'job', decorator: '@nestjs/bull.Process', source: 'npm @nestjs/bull 11, dist/decorators' },
    {
      kind: 'job',
      extends: '@nestjs/bullmq.WorkerHost',
      methods: ['process'],
      source: 'npm @nestjs/bullmq 11, dist/hosts',
    },
    {
      kind: 'job',
      decorator: '@golevelup/nestjs-rabbitmq.{RabbitSubscribe,RabbitRPC}',
      source: 'npm @golevelup/nestjs-rabbitmq 6, README.md',
    },
    {
      kind: 'task',
      decorator: '@nestjs/schedule.{Cron,Interval,Timeout}',
      source: 'npm @nestjs/schedule 6, dist/decorators',
    },
    { kind: 'request', decorator: '@nestjs/event-emitter.OnEvent', source: 'npm @nestjs/event-emitter 3, README.md' },
    {
      kind: 'request',
      extends: '@nestjs/cqrs.{ICommandHandler,IQueryHandler}',
      methods: ['execute'],
      source: 'npm @nestjs/cqrs 11, README.md',
    },
    {
      kind: 'request',
      extends: '@nestjs/cqrs.IEventHandler',
      methods: ['handle'],
      source: 'npm @nestjs/cqrs 11, README.md',
    },
    {
      kind: 'request',
      extends: '@nestjs/common.NestMiddleware',
      methods: ['use'],
      source: 'npm @nestjs/common 11, interfaces/middleware',
    },
    {
      kind: 'request',
      extends: '@nestjs/common.CanActivate',
      methods: ['canActivate'],
      source: 'npm @nestjs/common 11, interfaces/features',
    },
    {
      kind: 'request',
      extends: '@nestjs/common.NestInterceptor',
      methods: ['intercept'],
      source: 'npm @nestjs/common 11, interfaces/features',
    },
    {
      kind: 'request',
      extends: '@nestjs/common.PipeTransform',
      methods: ['transform'],
      source: 'npm @nestjs/common 11, interfaces/features',
    },
    {
      kind: 'request',
      extends: '@nestjs/common.ExceptionFilter',
      methods: ['catch'],
      source: 'npm @nestjs/common 11, interfaces/exceptions',
    },
    {
      kind: 'request',
      extends: '@nestjs/passport.PassportStrategy()',
      methods: ['validate'],
      source: 'npm @nestjs/passport 11, README.md',
    },
    {
      kind: 'boot',
      extends: '@nestjs/common.{OnModuleInit,OnApplicationBootstrap}',
      methods: ['onModuleInit', 'onApplicationBootstrap'],
      source: 'npm @nestjs/common 11, interfaces/hooks',
    },
    { kind: 'command', decorator: 'nestjs-command.Command', source: 'npm nestjs-command 3, README.md' },
    {
      kind: 'command',
      extends: 'nest-commander.CommandRunner',
      methods: ['run'],
      source: 'npm nest-commander 3, README.md',
    },
  ],
  effects: [
    {
      on: '@nestjs/schedule.{Cron,Interval}',
      is: 'schedule',
      decorates: true,
      source: 'npm @nestjs/schedule 6, dist/decorators',
    },
    {
      on: '@nestjs/schedule.SchedulerRegistry().addInterval',
      is: 'timer',
      source: 'npm @nestjs/schedule 6, dist/scheduler.registry.d.ts',
    },
  ],
  deliveries: [
    {
      on: '{@nestjs/event-emitter,eventemitter2}.EventEmitter2().{emit,emitAsync}',
      message: 0,
      source: 'npm @nestjs/event-emitter 3, README.md',
    },
    {
      on: '@nestjs/cqrs.{CommandBus,EventBus,QueryBus}().{execute,publish,publishAll}',
      message: 0,
      source: 'npm @nestjs/cqrs 11, README.md',
    },
  ],
  listeners: [
    { decorator: '@nestjs/event-emitter.OnEvent', message: 0, source: 'npm @nestjs/event-emitter 3, README.md' },
    {
      decorator: '@nestjs/cqrs.{CommandHandler,EventsHandler,QueryHandler}',
      message: 0,
      methods: ['execute', 'handle'],
      source: 'npm @nestjs/cqrs 11, README.md',
    },
  ],
  inputs: { '@nestjs/common.{UploadedFile,UploadedFiles}()': 'upload', '@nestjs/common.{Body,RawBody}()': 'text' },
};
