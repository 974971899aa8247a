import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'the repair keeps uploads in a bucket, and hands them out from there',
    bad: {
      'src/pictures.js':
        "import { join } from 'node:path';\nimport express from 'express';\nimport multer from 'multer';\n\nconst upload = multer({ dest: «'uploads/'», limits: { files: 1 } });\n\nexport const pictures = express.Router();\n\npictures.post('/', upload.single('picture'), (request, response) => {\n  if (!request.file) return response.status(400).end();\n  response.json({ id: request.file.filename });\n});\n\npictures.get('/:id', (request, response) => {\n  «response.sendFile»(join('uploads', request.params.id));\n});\n",
      'src/app.js':
        "import express from 'express';\nimport { pictures } from './pictures.js';\n\nexport const app = express();\napp.use('/pictures', pictures);\n",
    },
    fixed: {
      'src/pictures.js':
        "import { join } from 'node:path';\nimport express from 'express';\nimport multer from 'multer';\nimport { GetObjectCommand } from '@aws-sdk/client-s3';\nimport multerS3 from 'multer-s3';\nimport { s3 } from './s3.js';\n\nconst upload = multer({ storage: multerS3({ s3, bucket: process.env.S3_BUCKET, contentType: multerS3.AUTO_CONTENT_TYPE }), limits: { files: 1 } });\n\nexport const pictures = express.Router();\n\npictures.post('/', upload.single('picture'), (request, response) => {\n  if (!request.file) return response.status(400).end();\n  response.json({ id: request.file.key });\n});\n\npictures.get('/:id', async (request, response) => {\n  const object = await s3.send(new GetObjectCommand({ Bucket: process.env.S3_BUCKET, Key: request.params.id })).catch(() => undefined);\n  if (!object) return response.status(404).end();\n  object.Body.pipe(response.type(object.ContentType));\n});\n",
      'src/s3.js': "import { S3Client } from '@aws-sdk/client-s3';\n\nexport const s3 = new S3Client();\n",
    },
  },
  {
    on: 'express-5',
    about: 'the repair of a storage of its own and of a folder that is handed out as a whole, in CommonJS',
    bad: {
      'src/app.js':
        "const path = require('path')\nconst express = require('express')\nconst multer = require('multer')\n\nconst storage = multer.diskStorage({\n  destination: «'./avatars'»,\n  filename: (req, file, done) => done(null, Date.now() + file.originalname)\n})\nconst upload = multer({ storage })\n\nconst app = express()\napp.use('/avatars', «express.static»('avatars'))\napp.post('/avatar', upload.single('avatar'), (req, res) => res.json({ url: '/avatars/' + req.file.filename }))\nmodule.exports = { app }\n",
      'src/server.js': "const { app } = require('./app')\n\napp.listen(3000)\n",
    },
    fixed: {
      'src/app.js':
        "const path = require('path')\nconst express = require('express')\nconst multer = require('multer')\nconst { GetObjectCommand } = require('@aws-sdk/client-s3')\nconst multerS3 = require('multer-s3')\nconst { s3 } = require('./s3')\n\nconst storage = multerS3({\n  s3, bucket: process.env.S3_BUCKET, contentType: multerS3.AUTO_CONTENT_TYPE,\n  key: (req, file, done) => done(null, Date.now() + file.originalname)\n})\nconst upload = multer({ storage })\n\nconst app = express()\napp.use('/avatars', async (request, response, next) => {\n  const get = async () => s3.send(new GetObjectCommand({ Bucket: process.env.S3_BUCKET, Key: decodeURIComponent(request.path.slice(1)) }))\n  const object = await get().catch(() => undefined)\n  if (!object) return next()\n  object.Body.on('error', next).pipe(response.type(object.ContentType))\n})\napp.post('/avatar', upload.single('avatar'), (req, res) => res.json({ url: '/avatars/' + req.file.key }))\nmodule.exports = { app }\n",
      'src/s3.js':
        "const { S3Client } = require('@aws-sdk/client-s3')\n\nconst s3 = new S3Client()\n\nmodule.exports = { s3 }\n",
    },
  },
]);
