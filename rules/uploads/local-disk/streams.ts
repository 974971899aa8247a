import { examples } from 'ha-ready/rule';

const storage = (write: string) => `import { mkdir, writeFile } from 'node:fs/promises';\nimport path from 'node:path';

class Disk {
  constructor(private readonly root = process.env.STORAGE_ROOT || './storage') {}

  async put(key: string, data: Buffer) {
    const target = path.join(this.root, key);
    await mkdir(path.dirname(target), { recursive: true });
    ${write}
  }
}

export const disk = new Disk();
`;

const route = (data: string) => `import { disk } from '../../lib/storage';

export async function POST(request: Request) {
  const form = await request.formData();
  const file = form.get('file') as File;
  await disk.put('file', ${data});
  return Response.json({ ok: true });
}
`;

const files = (path: string) => `<?php

namespace Guestbook;

use Psr\\Http\\Message\\ResponseInterface as Response;
use Psr\\Http\\Message\\ServerRequestInterface as Request;

class Files
{
    public function upload(Request $request, Response $response, array $args): Response
    {
        $handle = ${path};
        $body = $request->getBody();
        while ($data = $body->read(1048576)) {
            fwrite($handle, $data);
        }
        fclose($handle);
        return $response->withStatus(204);
    }
}
`;

const slim = `<?php

require __DIR__ . '/../vendor/autoload.php';

$app = Slim\\Factory\\AppFactory::create();
$app->put('/files/{name}', [Guestbook\\Files::class, 'upload']);
$app->run();
`;

const logo = (save: string) => `<?php

namespace app\\models;

use Yii;
use yii\\imagine\\Image;
use yii\\web\\UploadedFile;

class Logo
{
    public static function set(UploadedFile $file): void
    {
        ${save};
    }
}
`;

const controller = `<?php

namespace app\\controllers;

use app\\models\\Logo;
use yii\\web\\Controller;
use yii\\web\\UploadedFile;

class LogoController extends Controller
{
    public function actionSave()
    {
        Logo::set(UploadedFile::getInstanceByName('logo'));
    }
}
`;

export default examples([
  {
    on: 'next-15',
    about: 'a file of a form that the web’s own request holds, kept by a class of the app',
    bad: {
      'lib/storage.ts': storage('await «writeFile(target, data)»;'),
      'app/files/route.ts': route('Buffer.from(await file.arrayBuffer())'),
    },
    good: {
      'lib/storage.ts': storage('await fetch(`https://store.example.com/${key}`, { method: "PUT", body: data });'),
      'app/files/route.ts': route('Buffer.from(await file.arrayBuffer())'),
    },
  },
  {
    on: 'php-8',
    about: 'the body of a request that is read piece by piece into a file',
    bad: {
      'public/index.php': slim,
      'src/Files.php': files("«fopen(__DIR__ . '/../data/' . $args['name'], 'xb')»"),
    },
    good: {
      'public/index.php': slim,
      'src/Files.php': files("fopen(sys_get_temp_dir() . '/' . $args['name'], 'xb')"),
    },
  },
  {
    on: 'yii-2',
    about: 'a picture that was sent and is saved in another size',
    bad: {
      'controllers/LogoController.php': controller,
      'models/Logo.php': logo(
        "«Image::getImagine()->open($file->tempName)->save(Yii::getAlias('@webroot/uploads/logo.png'))»",
      ),
    },
    good: {
      'controllers/LogoController.php': controller,
      'models/Logo.php': logo("Yii::$app->s3->put('logo.png', Image::getImagine()->open($file->tempName)->get('png'))"),
    },
  },
]);
