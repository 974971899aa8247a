import { examples } from 'ha-ready/rule';

const routes =
  "import { fork } from 'node:child_process';\nimport express from 'express';\n\nexport const app = express();\napp.post('/users/:id/:kind', (request, response) => {\n  const child = fork(`./src/jobs/make-${request.params.kind}.js`);\n  child.send({ id: request.params.id });\n  response.status(202).end();\n});\napp.get('/users/:id/album', (request, response) => response.sendFile(`/srv/made/${request.params.id}.json`));\n";

/** Files that a request has a program of the app write, in a process of its own. */
export default examples([
  {
    on: 'express-5',
    about: 'a job that a request starts as a process, by a name that is put together',
    bad: {
      'src/app.js': routes,
      'src/jobs/make-album.js':
        "import { writeFile } from 'node:fs/promises';\n\nprocess.on('message', async ({ id }) => {\n  await «writeFile(`/srv/made/${id}.json`, '{}')»;\n  process.exit();\n});\n",
    },
    good: {
      'src/app.js': routes,
      'src/jobs/make-album.js': "process.on('message', () => process.exit());\n",
      'tools/make-album.js':
        "import { writeFile } from 'node:fs/promises';\n\nawait writeFile('/srv/made/all.json', '{}');\n",
    },
  },
  {
    on: 'flask-3',
    about: 'a look whether the file may be written to is no look whether it is there',
    bad: {
      'app.py':
        "import os\n\nfrom flask import Flask, request\n\napp = Flask(__name__)\nPATH = os.path.join(app.root_path, 'data', 'limits.txt')\n\n\n@app.post('/limits')\ndef limits():\n    if not os.access(PATH, os.W_OK):\n        return 'read only', 403\n    with «open(PATH, 'w')» as file:\n        file.write(str(request.form['rate']))\n    return 'kept'\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a look whether the file may be written to is no look whether it is there',
    bad: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\LookController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/look', [LookController::class, 'update']);\n",
      'app/Http/Controllers/LookController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Look\\Badge;\nuse Illuminate\\Http\\Request;\n\nclass LookController\n{\n    public function update(Request $request, Badge $badge)\n    {\n        if ($request->hasFile('badge')) {\n            $badge->keep($request->file('badge'));\n        }\n    }\n}\n",
      'app/Look/Badge.php':
        "<?php\n\nnamespace App\\Look;\n\nuse Illuminate\\Http\\UploadedFile;\n\nclass Badge\n{\n    protected string $path;\n\n    public function __construct(protected Shrinker $shrinker)\n    {\n        $this->path = public_path('badge.ico');\n    }\n\n    public function keep(UploadedFile $file): void\n    {\n        if (!is_writable($this->path)) {\n            return;\n        }\n        $data = file_get_contents($file->getRealPath());\n        $small = $this->shrinker->shrink($data, 32, 32);\n        «file_put_contents($this->path, $small)»;\n    }\n}\n",
      'app/Look/Shrinker.php':
        '<?php\n\nnamespace App\\Look;\n\nclass Shrinker\n{\n    public function shrink(string $data, int $width, int $height): string\n    {\n        return imagepng(imagescale(imagecreatefromstring($data), $width, $height));\n    }\n}\n',
    },
    good: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\LookController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/look', [LookController::class, 'update']);\n",
      'app/Http/Controllers/LookController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Look\\Badge;\nuse Illuminate\\Http\\Request;\n\nclass LookController\n{\n    public function update(Request $request, Badge $badge)\n    {\n        if ($request->hasFile('badge')) {\n            $badge->keep($request->file('badge'));\n        }\n    }\n}\n",
      'app/Look/Badge.php':
        "<?php\n\nnamespace App\\Look;\n\nuse Illuminate\\Http\\UploadedFile;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass Badge\n{\n    protected string $path;\n\n    public function __construct(protected Shrinker $shrinker)\n    {\n        $this->path = resource_path('badge.ico');\n    }\n\n    public function keep(UploadedFile $file): void\n    {\n        if (!is_writable($this->path)) {\n            return;\n        }\n        $data = file_get_contents($file->getRealPath());\n        $small = $this->shrinker->shrink($data, 32, 32);\n        Storage::disk('s3')->put('badge.ico', $small);\n    }\n}\n",
      'app/Look/Shrinker.php':
        '<?php\n\nnamespace App\\Look;\n\nclass Shrinker\n{\n    public function shrink(string $data, int $width, int $height): string\n    {\n        return imagepng(imagescale(imagecreatefromstring($data), $width, $height));\n    }\n}\n',
    },
  },
]);
