import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    bad: {
      'src/server.js': `import { app } from './app.js';

«app.listen»(3000);
`,
    },
    good: {
      'src/server.js': `import { createHttpTerminator } from 'http-terminator';
import { app } from './app.js';

const terminator = createHttpTerminator({ server: app.listen(3000) });
process.on('SIGTERM', () => terminator.terminate());
`,
    },
  },
  {
    on: 'express-5',
    about: 'closing the server does not end a process that holds a connection open',
    bad: {
      'src/server.js': `import mongoose from 'mongoose';
import { app } from './app.js';

await mongoose.connect(process.env.MONGODB_URL);
const server = app.listen(3000);
«process.on('SIGTERM', »() => {
  server.close();
});
`,
    },
    good: {
      'src/server.js': `import mongoose from 'mongoose';
import { app } from './app.js';

await mongoose.connect(process.env.MONGODB_URL);
const server = app.listen(3000);
process.on('SIGTERM', () => {
  server.close(async () => {
    await mongoose.disconnect();
    process.exit(0);
  });
});
`,
    },
  },
]);
