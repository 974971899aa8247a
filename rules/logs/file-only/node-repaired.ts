import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'the fix: the console beside the file',
    bad: {
      'src/log.js':
        'const winston = require("winston");\n\nmodule.exports = winston.createLogger({\n    transports: [\n        «new winston.transports.File»({ filename: "app.log" }),\n    ],\n});\n',
    },
    fixed: {
      'src/log.js':
        'const winston = require("winston");\n\nmodule.exports = winston.createLogger({\n    transports: [\n        new winston.transports.Console(),\n        new winston.transports.File({ filename: "app.log" }),\n    ],\n});\n',
    },
  },
  {
    on: 'node-22',
    about: 'the fix: pino writes to stdout',
    bad: {
      'src/log.js':
        "import pino from 'pino';\n\nexport const log = pino(«pino.destination»({ dest: './logs/app.log', sync: false }));\n",
    },
    fixed: { 'src/log.js': "import pino from 'pino';\n\nexport const log = pino(pino.destination(1));\n" },
  },
  {
    on: 'node-22',
    about: 'the fix: another appender of log4js',
    bad: {
      'src/log.js':
        "import log4js from 'log4js';\n\nlog4js.configure({\n  appenders: { app: «{ type: 'file', filename: 'app.log' }» },\n  categories: { default: { appenders: ['app'], level: 'info' } },\n});\n",
    },
    fixed: {
      'src/log.js':
        "import log4js from 'log4js';\n\nlog4js.configure({\n  appenders: { app: { type: 'stdout', filename: 'app.log' } },\n  categories: { default: { appenders: ['app'], level: 'info' } },\n});\n",
    },
  },
]);
