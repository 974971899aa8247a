import { examples } from 'ha-ready/rule';

const shortNamed =
  "<?php\n\nuse Illuminate\\Support\\Facades\\Facade;\n\nreturn [\n    'name' => env('APP_NAME', 'Shop'),\n    'aliases' => Facade::defaultAliases()->merge([\n        'Env' => App\\Support\\Env::class,\n    ])->toArray(),\n];\n";

const icons = (written: string) => ({
  'public/icon.php': `<?php\n\n$name = bin2hex(random_bytes(8));\nif (isset($_FILES['icon'])) {\n    move_uploaded_file($_FILES['icon']['tmp_name'], __DIR__ . '/uploads/icons/' . $name);\n} else {\n    ${written};\n}\n`,
});
const restored = (written: string) => ({
  'public/restore.php': `<?php\n\n${written};\n`,
  'public/items.php':
    "<?php\n$database = new SQLite3(__DIR__ . '/../data/shop.db');\necho $database->querySingle('SELECT name FROM items');\n",
});

export default examples([
  {
    on: 'php-8',
    about: 'a file beside what users upload is one more place of that store, and mended with it',
    bad: icons("«file_put_contents(__DIR__ . '/fetched/' . $name, file_get_contents($_POST['address']))»"),
    good: icons("file_put_contents(__DIR__ . '/uploads/icons/' . $name, file_get_contents($_POST['address']))"),
  },
  {
    on: 'php-8',
    about: 'a backup that takes the place of the database is told with the database',
    bad: restored("«file_put_contents(__DIR__ . '/../data/banner.txt', $_POST['text'])»"),
    good: restored("file_put_contents(__DIR__ . '/../data/shop.db', base64_decode($_POST['backup']))"),
  },
  {
    on: 'symfony-7',
    about: 'what is done whenever a record is stored, said by an attribute of the class',
    bad: {
      'src/EventListener/CardListener.php':
        "<?php\n\nnamespace App\\EventListener;\n\nuse Doctrine\\Bundle\\DoctrineBundle\\Attribute\\AsDoctrineListener;\nuse Doctrine\\ORM\\Event\\PrePersistEventArgs;\nuse Doctrine\\ORM\\Events;\n\n#[AsDoctrineListener(event: Events::prePersist)]\nclass CardListener\n{\n    public function prePersist(PrePersistEventArgs $args): void\n    {\n        $card = $args->getObject();\n        «file_put_contents(__DIR__.'/../../data/cards/'.$card->name, $card->text)»;\n    }\n}\n",
    },
    good: {
      'src/EventListener/CardListener.php':
        '<?php\n\nnamespace App\\EventListener;\n\nuse Doctrine\\Bundle\\DoctrineBundle\\Attribute\\AsDoctrineListener;\nuse Doctrine\\ORM\\Event\\PrePersistEventArgs;\nuse Doctrine\\ORM\\Events;\n\n#[AsDoctrineListener(event: Events::prePersist)]\nclass CardListener\n{\n    public function prePersist(PrePersistEventArgs $args): void\n    {\n        $card = $args->getObject();\n        $card->text = trim($card->text);\n    }\n}\n',
    },
  },
  {
    on: 'php-8',
    about: 'a file that a page writes; temporary and cache files are passed over',
    bad: {
      'public/save.php': "<?php\n«file_put_contents(__DIR__ . '/../config/settings.json', json_encode($_POST))»;\n",
    },
    good: {
      'public/save.php':
        "<?php\nfile_put_contents(sys_get_temp_dir() . '/x', 'a');\nfile_put_contents(__DIR__ . '/../var/cache/x', 'a');\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a class that only code names writes where its caller says',
    bad: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\MarkController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/marks', [MarkController::class, 'store']);\n",
      'app/Http/Controllers/MarkController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Support\\Marker;\n\nclass MarkController\n{\n    public function store(Marker $marker)\n    {\n        $marker->mark(public_path('marks/latest'));\n    }\n}\n",
      'app/Support/Marker.php':
        '<?php\n\nnamespace App\\Support;\n\nclass Marker\n{\n    public function mark(string $path): void\n    {\n        «touch($path)»;\n    }\n}\n',
    },
    good: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\MarkController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/marks', [MarkController::class, 'store']);\n",
      'app/Http/Controllers/MarkController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Support\\Marker;\n\nclass MarkController\n{\n    public function store(Marker $marker)\n    {\n        $marker->mark(sys_get_temp_dir().'/latest');\n    }\n}\n",
      'app/Support/Marker.php':
        '<?php\n\nnamespace App\\Support;\n\nclass Marker\n{\n    public function mark(string $path): void\n    {\n        touch($path);\n    }\n}\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'a picture that is drawn again wherever it is missing',
    good: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\CodeController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/codes/{id}', [CodeController::class, 'show']);\n",
      'app/Http/Controllers/CodeController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass CodeController\n{\n    public function show(string $id)\n    {\n        $file = public_path('codes/'.$id.'.svg');\n        if (! file_exists($file)) {\n            file_put_contents($file, '<svg></svg>');\n        }\n\n        return response()->file($file);\n    }\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'whether folders can be written to is asked by touching a file in them',
    good: {
      'public/setup.php':
        "<?php\n\nfunction checks(): array\n{\n    $data = is_dir(__DIR__ . '/../data') && touch(__DIR__ . '/../data/index.html');\n\n    return ['data' => $data ? 'ok' : 'ko'];\n}\n\necho json_encode(checks());\n",
    },
  },
  {
    on: 'php-8',
    about: 'a script that ends unless it runs on a console, by a file that it takes in',
    bad: {
      'public/prepare.php':
        "<?php\n\nfunction rules(): string\n{\n    return json_encode(['open' => true]);\n}\n\n«file_put_contents(__DIR__ . '/../data/rules.json', rules())»;\n",
    },
    good: {
      'public/console.php':
        "<?php\n\nif (strtolower(php_sapi_name()) !== 'cli') {\n    exit('run me on a console');\n}\n",
      'public/prepare.php':
        "<?php\n\nrequire __DIR__ . '/console.php';\n\n$file = new SplFileObject(__DIR__ . '/../data/rules.json', 'w');\n$file->fwrite(json_encode(['open' => true]));\n",
    },
  },
  {
    on: 'php-8',
    about: 'a script that is started by its name, of a library that lies beside the pages',
    bad: {
      'public/types.php': "<?php\n\nrequire __DIR__ . '/../lib/mime/types.php';\n",
      'lib/mime/types.php':
        "<?php\n\n$list = json_encode(['pdf' => 'application/pdf']);\n\n«file_put_contents(__DIR__ . '/../../data/types.json', $list)»;\n",
    },
    good: {
      'lib/mime/types.php':
        "#!/usr/bin/php\n<?php\n\n$list = json_encode(['pdf' => 'application/pdf']);\n\nfile_put_contents(__DIR__ . '/../../data/types.json', $list);\n",
    },
  },
  {
    on: 'php-8',
    about: 'a script that asks for the options of a command line, beside the pages',
    bad: {
      'public/list.php':
        "<?php\n\n$list = json_encode(['kind' => $_GET['kind']]);\n\n«file_put_contents(__DIR__ . '/../data/list.json', $list)»;\n",
    },
    good: {
      'public/list.php':
        "<?php\n\n$options = getopt('k:', ['kind:']);\n$list = json_encode(['kind' => $options['kind']]);\n\nfile_put_contents(__DIR__ . '/../data/list.json', $list);\n",
    },
  },
  {
    on: 'php-8',
    about: 'a page that writes a list; a script that answers nothing and asks for nothing is run by a person',
    bad: {
      'index.php': "<?php\nrequire __DIR__ . '/app/types.php';\necho count(types());\n",
      'data/make-types.php':
        "<?php\n$types = [];\nforeach (file('https://example.com/mime.types') as $line) {\n    $types[] = strtok($line, ' ');\n}\n«file_put_contents(__DIR__ . '/types.json', json_encode($types))»;\n?>\n<p>The list is new.</p>\n",
      'app/types.php':
        "<?php\nfunction types(): array\n{\n    return json_decode(file_get_contents(__DIR__ . '/../data/types.json'), true);\n}\n",
    },
    good: {
      'index.php': "<?php\nrequire __DIR__ . '/app/types.php';\necho count(types());\n",
      'data/make-types.php':
        "<?php\n$types = [];\nforeach (file('https://example.com/mime.types') as $line) {\n    $types[] = strtok($line, ' ');\n}\nfile_put_contents(__DIR__ . '/types.json', json_encode($types));\n",
      'app/types.php':
        "<?php\nfunction types(): array\n{\n    return json_decode(file_get_contents(__DIR__ . '/../data/types.json'), true);\n}\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'an archive that is made to be kept, and one that is the answer to the request that makes it',
    bad: {
      'routes/web.php':
        "<?php\nuse App\\Http\\Controllers\\WordsController;\nRoute::get('/words', [WordsController::class, 'make']);\nRoute::get('/words/{name}', [WordsController::class, 'show']);\n",
      'app/Http/Controllers/WordsController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\File;\n\nclass WordsController\n{\n    public function make()\n    {\n        $path = storage_path('words/'.date('Ymd').'.zip');\n        «File::copy(resource_path('words.zip'), $path)»;\n\n        return response()->download($path);\n    }\n\n    public function show(string $name)\n    {\n        return response()->download(storage_path('words/'.$name));\n    }\n}\n",
    },
    good: {
      'routes/web.php':
        "<?php\nuse App\\Http\\Controllers\\WordsController;\nRoute::get('/words', [WordsController::class, 'make']);\n",
      'app/Http/Controllers/WordsController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\File;\n\nclass WordsController\n{\n    public function make()\n    {\n        $path = storage_path('words/'.date('Ymd').'.zip');\n        File::copy(resource_path('words.zip'), $path);\n\n        return \\Response::download($path, 'words.zip');\n    }\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'the write that keeps a key in a file of the server is told with the key',
    bad: {
      'public/setup.php':
        "<?php\n\nfunction keep(string $name): void\n{\n    $path = __DIR__ . '/../.env';\n    «file_put_contents($path, preg_replace('/^APP_NAME=/m', 'APP_NAME=' . $name, file_get_contents($path)))»;\n}\n\nkeep($_POST['name']);\n",
    },
    good: {
      'public/setup.php':
        "<?php\n\nfunction keep(string $key): void\n{\n    $path = __DIR__ . '/../.env';\n    file_put_contents($path, preg_replace('/^APP_KEY=/m', 'APP_KEY=' . $key, file_get_contents($path)));\n}\n\nkeep(base64_encode(random_bytes(32)));\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a helper under a short name of the configuration writes the settings of this server; one that reads them',
    bad: {
      'config/app.php': shortNamed,
      'routes/web.php':
        "<?php\nRoute::post('/settings', [App\\Http\\Controllers\\SettingsController::class, 'store']);\n",
      'app/Http/Controllers/SettingsController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass SettingsController\n{\n    public function store(string $name): void\n    {\n        \\Env::keep('APP_NAME', $name);\n    }\n}\n",
      'app/Support/Env.php':
        '<?php\n\nnamespace App\\Support;\n\nclass Env\n{\n    public static function keep(string $key, string $value): void\n    {\n        $path = app()->environmentFilePath();\n        $text = preg_replace("/^{$key}=.*/m", "{$key}={$value}", file_get_contents($path));\n        «\\File::put($path, $text)»;\n    }\n}\n',
    },
    good: {
      'config/app.php': shortNamed,
      'routes/web.php':
        "<?php\nRoute::get('/settings', [App\\Http\\Controllers\\SettingsController::class, 'show']);\n",
      'app/Http/Controllers/SettingsController.php':
        '<?php\n\nnamespace App\\Http\\Controllers;\n\nclass SettingsController\n{\n    public function show(): string\n    {\n        return \\Env::all();\n    }\n}\n',
      'app/Support/Env.php':
        '<?php\n\nnamespace App\\Support;\n\nclass Env\n{\n    public static function all(): string\n    {\n        return file_get_contents(app()->environmentFilePath());\n    }\n}\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'a module that is unpacked among the code, and one that is looked into and gone',
    bad: {
      'app/Http/Controllers/ModulesController.php':
        '<?php\n\nnamespace App\\Http\\Controllers;\n\nclass ModulesController\n{\n    public function store(string $archive): void\n    {\n        «\\Zipper::make($archive)->extractTo(\\Module::getPath())»;\n    }\n}\n',
    },
    good: {
      'app/Http/Controllers/ModulesController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass ModulesController\n{\n    public function store(string $archive): array\n    {\n        $folder = storage_path('modules/new');\n        \\Zipper::make($archive)->extractTo($folder);\n        $names = scandir($folder);\n        \\File::deleteDirectory($folder);\n\n        return $names;\n    }\n}\n",
    },
  },
  {
    on: 'laravel-11',
    about:
      'code that a job copies to where it is looked for, from a folder that it then removes; and a copy that it removes itself',
    bad: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\AddOnController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/add-ons', [AddOnController::class, 'store']);\n",
      'app/Http/Controllers/AddOnController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Jobs\\PutInPlace;\nuse Illuminate\\Http\\Request;\n\nclass AddOnController\n{\n    public function store(Request $request)\n    {\n        dispatch_sync(new PutInPlace($request->input('name'), $request->input('from')));\n    }\n}\n",
      'app/Jobs/PutInPlace.php':
        "<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Support\\Facades\\File;\nuse Illuminate\\Support\\Str;\n\nclass PutInPlace\n{\n    public function __construct(protected string $name, protected string $from)\n    {\n    }\n\n    public function handle(): void\n    {\n        $source = storage_path('app/temp/'.$this->from);\n        $target = $this->placeOf($source);\n        if (!«File::copyDirectory($source, $target)») {\n            throw new \\RuntimeException('not copied');\n        }\n        File::deleteDirectory($source);\n    }\n\n    protected function placeOf(string $source): string\n    {\n        if ($this->name === 'core') {\n            return base_path();\n        }\n        $all = config('modules.folder');\n        if (!File::isDirectory($all)) {\n            File::makeDirectory($all);\n        }\n        $own = $all.'/'.Str::studly($this->name);\n        if (!File::isDirectory($own)) {\n            File::makeDirectory($own);\n        }\n        return $own;\n    }\n}\n",
      'config/modules.php': "<?php\n\nreturn [\n    'folder' => base_path('modules'),\n];\n",
    },
    good: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\AddOnController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/add-ons', [AddOnController::class, 'store']);\n",
      'app/Http/Controllers/AddOnController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Jobs\\PutInPlace;\nuse Illuminate\\Http\\Request;\n\nclass AddOnController\n{\n    public function store(Request $request)\n    {\n        dispatch_sync(new PutInPlace($request->input('name'), $request->input('from')));\n    }\n}\n",
      'app/Jobs/PutInPlace.php':
        "<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Support\\Facades\\File;\nuse Illuminate\\Support\\Str;\n\nclass PutInPlace\n{\n    public function __construct(protected string $name, protected string $from)\n    {\n    }\n\n    public function handle(): void\n    {\n        $source = storage_path('app/temp/'.$this->from);\n        $target = $this->placeOf($source);\n        if (!File::copyDirectory($source, $target)) {\n            throw new \\RuntimeException('not copied');\n        }\n        File::deleteDirectory($target);\n    }\n\n    protected function placeOf(string $source): string\n    {\n        if ($this->name === 'core') {\n            return base_path();\n        }\n        $all = config('modules.folder');\n        if (!File::isDirectory($all)) {\n            File::makeDirectory($all);\n        }\n        $own = $all.'/'.Str::studly($this->name);\n        if (!File::isDirectory($own)) {\n            File::makeDirectory($own);\n        }\n        return $own;\n    }\n}\n",
      'config/modules.php': "<?php\n\nreturn [\n    'folder' => base_path('modules'),\n];\n",
    },
  },
  {
    on: 'laravel-13',
    about: "the framework's own writer of the env file, in a settings form and in an operator's command",
    bad: {
      'app/Http/Controllers/SettingsController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Env;\n\nclass SettingsController\n{\n    public function update(array $values): void\n    {\n        «Env::writeVariables($values, base_path('.env'), true)»;\n    }\n}\n",
    },
    good: {
      'app/Console/Commands/Settings.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Env;\n\nclass Settings extends Command\n{\n    protected $signature = 'shop:settings {name} {value}';\n\n    public function handle(): void\n    {\n        Env::writeVariable($this->argument('name'), $this->argument('value'), base_path('.env'), true);\n    }\n}\n",
    },
  },
]);
