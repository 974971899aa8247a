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
]);
