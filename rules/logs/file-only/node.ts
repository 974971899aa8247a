import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'the console is for development only',
    bad: {
      'src/log.js':
        "import winston from 'winston';\n\nexport const log = winston.createLogger({ transports: [«new winston.transports.File»({ filename: 'app.log' })] });\n\nif (process.env.NODE_ENV !== 'production') {\n  log.add(new winston.transports.Console());\n}\n",
    },
    good: {
      'src/log.js':
        "import winston from 'winston';\n\nexport const log = winston.createLogger({ transports: [new winston.transports.File({ filename: 'app.log' }), new winston.transports.Console()] });\n",
    },
  },
  {
    on: 'node-22',
    about: 'log4js with a file alone, and with stdout beside it',
    bad: {
      'src/log.js':
        "import log4js from 'log4js';\n\nlog4js.configure({\n  appenders: { shop: «{ type: 'dateFile', filename: 'logs/shop.log' }» },\n  categories: { default: { appenders: ['shop'], level: 'info' } },\n});\n",
    },
    good: {
      'src/log.js':
        "import log4js from 'log4js';\n\nlog4js.configure({\n  appenders: { shop: { type: 'file', filename: 'logs/shop.log' }, out: { type: 'stdout' } },\n  categories: { default: { appenders: ['shop', 'out'], level: 'info' } },\n});\n",
    },
  },
  {
    on: 'node-22',
    about: 'pino with a transport to a file, a destination, or stdout',
    bad: {
      'src/log.js':
        "import pino from 'pino';\n\nexport const log = «pino»({ transport: { target: 'pino/file', options: { destination: '/var/log/shop.log' } } });\n",
    },
    good: {
      'src/log.js':
        "import pino from 'pino';\n\nexport const log = pino({ transport: { targets: [{ target: 'pino/file', options: { destination: 1 } }, { target: 'pino-loki', options: { host: 'http://loki' } }] } });\n",
    },
  },
  {
    on: 'node-22',
    bad: {
      'src/log.js': "import pino from 'pino';\n\nexport const log = pino(«pino.destination»('./logs/shop.log'));\n",
    },
    good: {
      'src/log.js': "import pino from 'pino';\n\nexport const log = pino(pino.destination(1));\n",
    },
  },
  {
    on: 'node-22',
    about: 'pino.transport, and rolling files',
    bad: {
      'src/log.js':
        "import pino from 'pino';\n\nexport const log = pino(«pino.transport»({ target: 'pino-roll', options: { file: 'logs/shop', frequency: 'daily' } }));\n",
    },
    good: {
      'src/log.js':
        "import pino from 'pino';\n\nexport const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });\n",
    },
  },
  {
    on: 'node-22',
    about: 'files that rotate, and a bunyan stream',
    bad: {
      'src/log.js':
        "import winston from 'winston';\nimport DailyRotateFile from 'winston-daily-rotate-file';\n\nexport const log = winston.createLogger({ transports: [«new DailyRotateFile»({ filename: 'logs/shop-%DATE%.log' })] });\n",
    },
    good: {
      'src/log.js': "import bunyan from 'bunyan';\n\nexport const log = bunyan.createLogger({ name: 'shop' });\n",
    },
  },
  {
    on: 'node-22',
    bad: {
      'src/log.js':
        "import bunyan from 'bunyan';\n\nexport const log = «bunyan.createLogger»({ name: 'shop', streams: [{ path: 'logs/shop.log' }] });\n",
    },
  },
  {
    on: 'express-5',
    about: 'the request log of morgan: a stream to a file, or stdout',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport morgan from 'morgan';\nimport { createStream } from 'rotating-file-stream';\n\nexport const app = express();\napp.use(«morgan»('combined', { stream: createStream('access.log', { interval: '1d', path: 'logs' }) }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport morgan from 'morgan';\n\nexport const app = express();\napp.use(morgan('combined'));\n",
    },
  },
  {
    on: 'nest-11',
    about: 'nestjs-pino hands its options to pino',
    bad: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { LoggerModule } from 'nestjs-pino';\n\n@Module({\n  imports: [«LoggerModule.forRoot»({ pinoHttp: { transport: { target: 'pino/file', options: { destination: 'logs/clinic.log' } } } })],\n})\nexport class AppModule {}\n",
    },
    good: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { LoggerModule } from 'nestjs-pino';\n\n@Module({ imports: [LoggerModule.forRoot({ pinoHttp: { level: 'info' } })] })\nexport class AppModule {}\n",
    },
  },
]);
