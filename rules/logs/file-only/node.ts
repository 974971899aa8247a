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
]);
