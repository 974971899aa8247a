import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'the console is for development only',
    bad: {
      'src/log.js': `import winston from 'winston';

export const log = winston.createLogger({ transports: [«new winston.transports.File»({ filename: 'app.log' })] });

if (process.env.NODE_ENV !== 'production') {
  log.add(new winston.transports.Console());
}
`,
    },
    good: {
      'src/log.js': `import winston from 'winston';

export const log = winston.createLogger({ transports: [new winston.transports.File({ filename: 'app.log' }), new winston.transports.Console()] });
`,
    },
  },
]);
