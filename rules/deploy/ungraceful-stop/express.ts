import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    bad: { 'src/server.js': "import { app } from './app.js';\n\n«app.listen»(3000);\n" },
    good: {
      'src/server.js':
        "import { createHttpTerminator } from 'http-terminator';\nimport { app } from './app.js';\n\nconst terminator = createHttpTerminator({ server: app.listen(3000) });\nprocess.on('SIGTERM', () => terminator.terminate());\n",
    },
  },
  {
    on: 'express-5',
    about: 'closing the server does not end a process that holds a connection open',
    bad: {
      'src/server.js':
        "import mongoose from 'mongoose';\nimport { app } from './app.js';\n\nawait mongoose.connect(process.env.MONGODB_URL);\nconst server = app.listen(3000);\n«process.on('SIGTERM', »() => {\n  server.close();\n});\n",
    },
    good: {
      'src/server.js':
        "import mongoose from 'mongoose';\nimport { app } from './app.js';\n\nawait mongoose.connect(process.env.MONGODB_URL);\nconst server = app.listen(3000);\nprocess.on('SIGTERM', () => {\n  server.close(async () => {\n    await mongoose.disconnect();\n    process.exit(0);\n  });\n});\n",
    },
  },
]);
