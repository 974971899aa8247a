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
    about: 'a file that a handler writes, and one that it removes again',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { writeFile } from 'node:fs/promises';\n\nexport const app = express();\napp.post('/avatar', async (request, response) => {\n  await «writeFile»(`public/avatars/${request.user.id}.png`, request.body);\n  response.end();\n});\n",
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
]);
