import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    about: '@fastify/multipart: a part that is written to a folder, or saved where it is temporary',
    bad: {
      'src/server.js':
        "import fastify from 'fastify';\nimport multipart from '@fastify/multipart';\nimport pictures from './pictures.js';\n\nconst app = fastify();\nawait app.register(multipart);\nawait app.register(pictures);\nawait app.listen({ port: 3000, host: '0.0.0.0' });\n",
      'src/pictures.js':
        "import { createWriteStream } from 'node:fs';\nimport { pipeline } from 'node:stream/promises';\n\nexport default async function pictures(app) {\n  app.post('/pictures', async (request, reply) => {\n    const part = await request.file();\n    await pipeline(part.file, «createWriteStream('uploads/' + part.filename)»);\n    return reply.send({ ok: true });\n  });\n}\n",
    },
    good: {
      'src/server.js':
        "import fastify from 'fastify';\nimport multipart from '@fastify/multipart';\nimport pictures from './pictures.js';\n\nconst app = fastify();\nawait app.register(multipart);\nawait app.register(pictures);\nawait app.listen({ port: 3000, host: '0.0.0.0' });\n",
      'src/pictures.js':
        "import { createReadStream } from 'node:fs';\nimport { send } from './bucket.js';\n\nexport default async function pictures(app) {\n  app.post('/pictures', async (request, reply) => {\n    for (const file of await request.saveRequestFiles()) await send(createReadStream(file.filepath));\n    return reply.send({ ok: true });\n  });\n}\n",
    },
  },
  {
    on: 'fastify-5',
    about: 'fastify-multer, with a folder of this server and with the memory of the request',
    bad: {
      'src/files.js':
        "import multer from 'fastify-multer';\nimport { rows } from './rows.js';\n\nconst upload = multer({ dest: «'uploads/'» });\n\nexport default async function files(app) {\n  app.post('/files', { preHandler: upload.single('file') }, async (request) => rows.add(request.file.path));\n}\n",
    },
    good: {
      'src/files.js':
        "import multer from 'fastify-multer';\nimport { bucket } from './bucket.js';\n\nconst upload = multer({ storage: multer.memoryStorage() });\n\nexport default async function files(app) {\n  app.post('/files', { preHandler: upload.single('file') }, async (request) => bucket.put(request.file.buffer));\n}\n",
    },
  },
]);
