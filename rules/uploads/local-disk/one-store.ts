import { examples } from 'ha-ready/rule';

const server =
  "import express from 'express';\nimport multer from 'multer';\nimport { LogoStore } from './logo-store.js';\n\nconst app = express();\nconst upload = multer({ storage: multer.memoryStorage() });\nconst logos = new LogoStore();\napp.post('/logo', upload.single('logo'), async (req, res) => {\n  await logos.keep(req.file);\n  await logos.keepIcon(req.file);\n  res.sendStatus(204);\n});\napp.get('/healthz', (req, res) => res.sendStatus(200));\napp.listen(3000);\n";

const logoStore = (first: string) => `import fs from 'node:fs/promises';

const FOLDER = './data/logos';

export class LogoStore {
  async keep(file) {
    await ${first};
  }

  async keepIcon(file) {
    await fs.writeFile(\`\${FOLDER}/icon.png\`, file.buffer);
  }
}
`;

const actions = `<?php

class ProfileController
{
    public function avatar(): void
    {
        «move_uploaded_file($_FILES['avatar']['tmp_name'], __DIR__ . '/../files/avatars/a.png')»;
    }

    public function banner(): void
    {
        «move_uploaded_file($_FILES['banner']['tmp_name'], __DIR__ . '/../files/banners/b.png')»;
    }
}
`;

const files = `<?php

class FileKeeper
{
    public function keep(array $sent): void
    {
        «move_uploaded_file($sent['tmp_name'], __DIR__ . '/../files/' . $sent['name'])»;
    }

    public function keepSmall(array $sent): void
    {
        move_uploaded_file($sent['tmp_name'], __DIR__ . '/../files/small/' . $sent['name']);
    }
}
`;

const page =
  "<?php\n\nrequire __DIR__ . '/../src/FileKeeper.php';\n\n$keeper = new FileKeeper();\n$keeper->keep($_FILES['photo']);\n$keeper->keepSmall($_FILES['thumb']);\n";

const storage = `from pathlib import Path

FOLDER = Path("data/pictures")


class PictureStore:
    def keep(self, name, data):
        «(FOLDER / name).write_bytes(data)»

    def keep_preview(self, name, data):
        (FOLDER / "preview" / name).write_bytes(data)
`;

const routes = `from fastapi import FastAPI, UploadFile

from storage import PictureStore

app = FastAPI()
store = PictureStore()


@app.post("/pictures")
async def add(file: UploadFile):
    data = await file.read()
    store.keep(file.filename, data)
    store.keep_preview(file.filename, data)
`;

const unpacked = (before: string, write: string, after: string) =>
  `import express from 'express';\nimport multer from 'multer';\nimport fs from 'node:fs/promises';\nimport path from 'node:path';\nimport { readAll } from './reading.js';\n\nconst app = express();\nconst upload = multer({ storage: multer.memoryStorage() });\napp.post('/sent', upload.single('sent'), async (req, res) => {\n  const folder = path.join('./work', req.params.id);\n${before}  await ${write};\n  const found = await readAll(folder);\n${after}  res.json(found);\n});\napp.get('/healthz', (req, res) => res.sendStatus(200));\napp.listen(3000);\n`;

const removed = '  await fs.rm(folder, { recursive: true });\n';

const helpers =
  '\nfunction keep(file, bytes) {\n  return fs.writeFile(file, bytes);\n}\n\nconst cleared = (folder) => fs.rm(folder, { recursive: true });\n\nfunction drop(folder) {\n  return cleared(folder);\n}\n';

const volumes = (more: string) =>
  `services:\n  web:\n    build: .\n    restart: always\n    expose: ['8000']\n    volumes:\n      - ./uploads:/srv/shop/uploads\n${more}`;

export default examples([
  {
    on: 'express-5',
    about: 'a folder that is removed when the work is done; one that is emptied first',
    bad: { 'src/server.js': unpacked(removed, "«fs.writeFile(path.join(folder, 'sent'), req.file.buffer)»", '') },
    good: { 'src/server.js': unpacked('', "fs.writeFile(path.join(folder, 'sent'), req.file.buffer)", removed) },
  },
  {
    on: 'express-5',
    about: 'the same, where helpers of the app write and remove',
    bad: {
      'src/server.js': `${unpacked('  await drop(folder);\n', "keep(path.join(folder, 'sent'), req.file.buffer)", '')}${helpers.replace('fs.writeFile(file, bytes)', '«fs.writeFile(file, bytes)»')}`,
    },
    good: {
      'src/server.js': `${unpacked('', "keep(path.join(folder, 'sent'), req.file.buffer)", '  await drop(folder);\n')}${helpers}`,
    },
  },
  {
    on: 'php-8',
    about: 'the volume of uploads that the code is seen to keep is no second fault',
    bad: {
      'compose.yaml': volumes(''),
      'public/index.php':
        "<?php\n\n«move_uploaded_file($_FILES['photo']['tmp_name'], __DIR__ . '/../uploads/' . $_FILES['photo']['name'])»;\n",
    },
  },
  {
    on: 'express-5',
    about: 'the methods of a class that keeps files for others are one store, told at the first',
    bad: {
      'src/server.js': server,
      'src/logo-store.js': logoStore('«fs.writeFile(`${FOLDER}/logo.png`, file.buffer)»'),
    },
  },
  {
    on: 'php-8',
    about: 'the same in PHP; the actions of a controller keep files each of their own',
    bad: { 'public/index.php': page, 'src/FileKeeper.php': files },
  },
  {
    on: 'php-8',
    about: 'two actions, two folders',
    bad: {
      'public/index.php':
        "<?php\n\nrequire __DIR__ . '/../src/ProfileController.php';\n\n$controller = new ProfileController();\n$controller->avatar();\n$controller->banner();\n",
      'src/ProfileController.php': actions,
    },
  },
  {
    on: 'fastapi-0',
    about: 'the same in Python',
    bad: { 'storage.py': storage, 'main.py': routes },
  },
]);
