import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'multer with a folder; its memory, the temporary folder and a bucket are none',
    bad: {
      'src/uploads.js': "import multer from 'multer';\n\nexport const upload = multer({ dest: «'uploads/'» });\n",
    },
    good: {
      'src/uploads.js':
        "import multer from 'multer';\nimport multerS3 from 'multer-s3';\nimport { s3 } from './s3.js';\n\nexport const pictures = multer({ storage: multerS3({ s3, bucket: process.env.BUCKET }) });\nexport const imports = multer({ storage: multer.memoryStorage() });\n",
      'src/scan.js':
        "import { tmpdir } from 'node:os';\nimport multer from 'multer';\n\nexport const scan = multer({ dest: tmpdir() });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a file that gets another name beside where it was, and one in the folder for temporary files',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { rename } from 'node:fs/promises';\nimport path from 'node:path';\n\nexport const app = express();\napp.post('/avatar', async (request, response) => {\n  await «rename(request.file.path, path.join('public/avatars', request.user.id))»;\n  response.end();\n});\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { rename } from 'node:fs/promises';\nimport { tmpdir as scratch } from 'node:os';\nimport path from 'node:path';\n\nexport const app = express();\napp.post('/avatar', async (request, response) => {\n  const given = request.file.path;\n  await rename(given, path.join(path.dirname(given), 'avatar.png'));\n  await rename(path.join(scratch(), 'a'), path.join(scratch(), 'b.png'));\n  response.end();\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'a file that a handler writes, and one that it removes again',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { writeFile } from 'node:fs/promises';\n\nexport const app = express();\napp.post('/avatar', async (request, response) => {\n  await «writeFile(`public/avatars/${request.user.id}.png`, request.body)»;\n  response.end();\n});\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { unlink, writeFile } from 'node:fs/promises';\n\nexport const app = express();\napp.post('/avatar', async (request, response) => {\n  const path = `public/avatars/${request.user.id}.png`;\n  await writeFile(path, request.body);\n  await send(path);\n  await unlink(path);\n  response.end();\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'express-fileupload and formidable with folders of this server',
    bad: {
      'src/uploads.js':
        "import formidable from 'formidable';\n\nexport const form = formidable({ uploadDir: «'./uploads'» });\n",
      'src/app.js':
        "import express from 'express';\nimport fileUpload from 'express-fileupload';\n\nexport const app = express();\napp.use(fileUpload());\napp.post('/avatar', async (request, response) => {\n  await request.files.avatar.mv(«'./public/avatar.png'»);\n  response.end();\n});\n",
    },
    good: {
      'src/uploads.js':
        "import formidable from 'formidable';\n\nexport const form = formidable({ maxFileSize: 1_000_000 });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a disk storage whose folder a function chooses',
    bad: {
      'src/uploads.js':
        "import multer from 'multer';\n\nconst storage = multer.diskStorage({\n  destination: (request, file, done) => done(null, «'public/uploads'»),\n  filename: (request, file, done) => done(null, file.originalname),\n});\nexport const upload = multer({ storage });\n",
    },
    good: {
      'src/uploads.js':
        "import multer from 'multer';\nimport { tmpdir } from 'node:os';\n\nconst storage = multer.diskStorage({ destination: (request, file, done) => done(null, tmpdir()) });\nexport const upload = multer({ storage });\n",
    },
  },
  {
    on: 'express-5',
    about: 'busboy writes to a folder, or sends on',
    bad: {
      'src/app.js':
        "import busboy from 'busboy';\nimport express from 'express';\nimport { createWriteStream } from 'node:fs';\nimport { join } from 'node:path';\n\nexport const app = express();\napp.post('/pictures', (request, response) => {\n  const form = busboy({ headers: request.headers });\n  form.on('file', (name, file, { filename }) => {\n    file.pipe(«createWriteStream(join('uploads', filename))»);\n  });\n  form.on('close', () => response.end());\n  request.pipe(form);\n});\n",
    },
    good: {
      'src/app.js':
        "import { Upload } from '@aws-sdk/lib-storage';\nimport busboy from 'busboy';\nimport express from 'express';\nimport { s3 } from './s3.js';\n\nexport const app = express();\napp.post('/pictures', (request, response) => {\n  const form = busboy({ headers: request.headers });\n  form.on('file', (name, file, { filename }) => new Upload({ client: s3, params: { Bucket: 'pictures', Key: filename, Body: file } }).done());\n  form.on('close', () => response.end());\n  request.pipe(form);\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'formidable leaves files in the temporary folder; one that is moved from there stays on this server',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport formidable from 'formidable';\nimport { rename } from 'node:fs/promises';\n\nexport const app = express();\napp.post('/pictures', async (request, response) => {\n  const [, files] = await formidable().parse(request);\n  await «rename(files.picture[0].filepath, 'public/pictures/' + files.picture[0].newFilename)»;\n  response.end();\n});\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport formidable from 'formidable';\nimport { createReadStream } from 'node:fs';\nimport { send } from './bucket.js';\n\nexport const app = express();\napp.post('/pictures', async (request, response) => {\n  const [, files] = await formidable().parse(request);\n  await send(createReadStream(files.picture[0].filepath));\n  response.end();\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'the last name on the way to a folder says what it is for',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\n\nexport const app = express();\napp.post('/pictures', async (request, response) => {\n  await «writeFile(join(app.config.uploadsDir, request.body.name), request.body.data)»;\n  response.end();\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'uploads that go on after a break: a store in a folder, or in a bucket',
    bad: {
      'src/uploads.js':
        "import { FileStore } from '@tus/file-store';\nimport { Server } from '@tus/server';\n\nexport const uploads = new Server({ path: '/files', datastore: new FileStore({ directory: «'./files'» }) });\n",
    },
    good: {
      'src/uploads.js':
        "import { S3Store } from '@tus/s3-store';\nimport { Server } from '@tus/server';\n\nexport const uploads = new Server({ path: '/files', datastore: new S3Store({ s3ClientConfig: { bucket: process.env.BUCKET } }) });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a picture of the page that a script of whoever works on the app takes, at once and for no request',
    good: {
      'shoot.cjs':
        "const { chromium } = require('playwright');\n\n(async () => {\n  const browser = await chromium.launch();\n  const page = await browser.newPage();\n  await page.goto('http://localhost:5173/');\n  await page.screenshot({ path: 'front-screenshot.png' });\n  await browser.close();\n})();\n",
    },
  },
  {
    on: 'express-5',
    about: 'a folder that nconf is asked for, in an object of settings that nobody may change',
    bad: {
      'src/settings.js':
        "const nconf = require('nconf');\nconst path = require('node:path');\n\nnconf.defaults({ shapes: 'public/shapes' });\nnconf.set('shapes', path.resolve(__dirname, nconf.get('shapes')));\n",
      'src/app.js':
        "const express = require('express');\nconst fs = require('node:fs/promises');\nconst freeze = require('deep-freeze');\nconst nconf = require('nconf');\nconst path = require('node:path');\nconst sharp = require('sharp');\nrequire('./settings');\n\nconst app = (module.exports = express());\nconst settings = freeze({ below: nconf.get('shapes') });\napp.use('/shapes', express.static(nconf.get('shapes')));\napp.post('/shapes/:id', async (request, response) => {\n  const icon = await sharp(Buffer.from(request.body.shape)).png().toBuffer();\n  await «fs.writeFile(path.join(settings.below, `shape-${request.params.id}.png`), icon)»;\n  response.end();\n});\n",
    },
    good: {
      'src/settings.js':
        "const nconf = require('nconf');\nconst path = require('node:path');\n\nnconf.defaults({ shapes: '/tmp/shapes' });\nnconf.set('shapes', path.resolve(__dirname, nconf.get('shapes')));\n",
      'src/app.js':
        "const express = require('express');\nconst fs = require('node:fs/promises');\nconst nconf = require('nconf');\nconst path = require('node:path');\nconst sharp = require('sharp');\nrequire('./settings');\n\nconst app = (module.exports = express());\napp.post('/shapes/:id', async (request, response) => {\n  const icon = await sharp(Buffer.from(request.body.shape)).png().toBuffer();\n  await fs.writeFile(path.join(nconf.get('shapes'), `shape-${request.params.id}.png`), icon);\n  response.end();\n});\n",
    },
  },
]);
