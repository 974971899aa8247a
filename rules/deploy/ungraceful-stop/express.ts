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
    about: 'a server on any free port is one that the process itself asks',
    good: {
      'src/server.js':
        "import http from 'node:http';\nimport { handle } from './handle.js';\n\nconst server = http.createServer(handle);\nserver.listen(0, '127.0.0.1');\n",
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
  {
    on: 'express-5',
    about: 'the fix gives the server a name and closes it',
    bad: {
      'src/server.js': "import { app } from './app.js';\n\n«app.listen»(3000, () => {\n  console.log('ready');\n});\n",
    },
    fixed: {
      'src/server.js':
        "import { app } from './app.js';\n\nconst server = app.listen(3000, () => {\n  console.log('ready');\n});\n\nprocess.on('SIGTERM', () => {\n  server.close(() => process.exit(0));\n  setTimeout(() => process.exit(0), 10_000).unref();\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'the fix closes a server that has a name',
    bad: {
      'src/server.js':
        "const http = require('http')\nconst { app } = require('./app')\n\nfunction start() {\n    const web = http.createServer(app)\n    «web.listen»(3000)\n}\nstart()\n",
    },
    fixed: {
      'src/server.js':
        "const http = require('http')\nconst { app } = require('./app')\n\nfunction start() {\n    const web = http.createServer(app)\n    web.listen(3000)\n\n    process.on('SIGTERM', () => {\n        web.close(() => process.exit(0))\n        setTimeout(() => process.exit(0), 10_000).unref()\n    })\n}\nstart()\n",
    },
  },
  {
    on: 'express-5',
    about: 'pm2 sends SIGINT',
    bad: {
      'package.json':
        '{\n  "type": "module",\n  "scripts": { "start": "pm2 start src/server.js --no-daemon" },\n  "dependencies": { "express": "^5.1.0" }\n}\n',
      'src/server.js':
        "import { app } from './app.js';\n\nconst server = app.listen(3000);\n«process.on('SIGTERM', »() => server.close(() => process.exit(0)));\n",
    },
    good: {
      'package.json':
        '{\n  "type": "module",\n  "scripts": { "start": "pm2-runtime start src/server.js" },\n  "dependencies": { "express": "^5.1.0" }\n}\n',
      'src/server.js':
        "import { app } from './app.js';\n\nconst server = app.listen(3000);\nfor (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a handler that ends at once cuts what is under way',
    bad: {
      'src/server.js':
        "import { app } from './app.js';\n\napp.listen(3000);\n«process.on('SIGTERM', »() => process.exit(0));\n",
    },
    good: {
      'src/server.js':
        "import gracefulShutdown from 'http-graceful-shutdown';\nimport { app } from './app.js';\n\ngracefulShutdown(app.listen(3000), { timeout: 10_000 });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a process that ends at once where Node.js is too old',
    bad: {
      'src/server.js':
        "import { satisfies } from 'semver';\nimport { app } from './app.js';\n\nif (satisfies(process.versions.node, '<20')) process.exit(1);\n\n«app.listen»(3000);\n",
    },
    good: {
      'src/server.js':
        "import gracefulShutdown from 'http-graceful-shutdown';\nimport { satisfies } from 'semver';\nimport { app } from './app.js';\n\nif (!satisfies(process.versions.node, '<20')) gracefulShutdown(app.listen(3000), { timeout: 10_000 });\n",
    },
  },
]);
