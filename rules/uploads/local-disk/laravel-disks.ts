import { examples } from 'ha-ready/rule';

const config = (covers: string) =>
  `<?php

return [
    'default' => env('FILESYSTEM_DISK', 'local'),
    'disks' => [
        'covers' => ['driver' => ${covers}, 'root' => storage_path('app/covers')],
        'spines' => ['driver' => 'local', 'root' => storage_path('app/spines')],
        'notes' => ['driver' => 'local', 'root' => storage_path('app/notes')],
        's3' => ['driver' => 's3', 'bucket' => env('AWS_BUCKET')],
    ],
];
`;

const controller = (body: string) =>
  `<?php

namespace App\\Http\\Controllers;

use Illuminate\\Http\\Request;
use Illuminate\\Support\\Facades\\Storage;
use Intervention\\Image\\Facades\\Image;

class BookController
{
${body}
}
`;

const routes =
  "<?php\n\nuse App\\Http\\Controllers\\BookController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/books', [BookController::class, 'store']);\nRoute::put('/books/{book}', [BookController::class, 'update']);\n";

const saved = (method: string, disk: string, mark: readonly [string, string] = ['', '']) =>
  `    public function ${method}(Request $request)
    {
        $image = $request->file('${disk}');
        $name = uniqid('', true).'.png';
        $path = Storage::disk('${disk}')->path($name);
        ${mark[0]}Image::make($image->getRealPath())->save($path)${mark[1]};

        return back();
    }`;

export default examples([
  {
    on: 'laravel-10',
    about: 'what several actions keep on one disk is one store, and another disk another one',
    bad: {
      'config/filesystems.php': config("'local'"),
      'routes/web.php': routes,
      'app/Http/Controllers/BookController.php': controller(
        `${saved('store', 'covers', ['«', '»'])}\n\n${saved('update', 'covers')}\n\n${saved('spine', 'spines', ['«', '»'])}`,
      ),
    },
    good: {
      'config/filesystems.php': config("'local'"),
      'routes/web.php': routes,
      'app/Http/Controllers/BookController.php': controller(
        "    public function store(Request $request)\n    {\n        Storage::disk('s3')->putFile('covers', $request->file('cover'));\n\n        return back();\n    }",
      ),
    },
  },
  {
    on: 'laravel-10',
    about: 'a disk that the configuration tells of is told once, whoever writes below its folder',
    bad: {
      'config/filesystems.php': config("«'local'»"),
      'routes/web.php': routes,
      'app/Http/Controllers/BookController.php': controller(
        `    public function store(Request $request)
    {
        $request->file('cover')->storeAs('', $request->user()->id.'.gif', 'covers');

        return back();
    }

${saved('update', 'covers')}`,
      ),
    },
    good: {},
  },
  {
    on: 'laravel-10',
    about: 'what is moved to a disk, read and deleted again in one call is kept nowhere',
    bad: {
      'config/filesystems.php': config("'local'"),
      'routes/web.php': routes,
      'app/Http/Controllers/BookController.php': controller(
        `    public function store(Request $request)
    {
        $name = uniqid('', true).'.txt';
        «$request->file('note')->move(Storage::disk('notes')->path(''), $name)»;

        return Storage::disk('notes')->get($name);
    }`,
      ),
    },
    good: {
      'config/filesystems.php': config("'local'"),
      'routes/web.php': routes,
      'app/Http/Controllers/BookController.php': controller(
        `    public function store(Request $request)
    {
        $name = uniqid('', true).'.txt';
        $request->file('note')->move(Storage::disk('notes')->path(''), $name);
        $text = null;
        if (Storage::disk('notes')->exists($name)) {
            $text = Storage::disk('notes')->get($name);
            Storage::disk('notes')->delete($name);
        }

        return $text;
    }`,
      ),
    },
  },
]);
