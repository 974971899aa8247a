import { examples } from 'ha-ready/rule';

const disksIn = (root: string, driver: string) =>
  `<?php\n\nreturn [\n    'default' => env('FILESYSTEM_DISK', 'local'),\n    'disks' => [\n        'local' => ['driver' => 'local', 'root' => storage_path('app/files')],\n        'covers' => ['driver' => ${driver}, 'root' => ${root}],\n    ],\n];\n`;
const twoDisks =
  "<?php\n\nnamespace App;\n\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass Photos\n{\n    public function keep(string $photo, string $cover): void\n    {\n        Storage::put('photo.jpg', $photo);\n        Storage::disk('covers')->put('cover.jpg', $cover);\n    }\n}\n";

const remoteDefault = (driver: string) =>
  `<?php\n\nreturn [\n    'default' => env('FILESYSTEM_DISK', 's3'),\n    'disks' => [\n        's3' => ['driver' => 's3'],\n        'covers' => ['driver' => ${driver}, 'root' => storage_path('app/covers')],\n    ],\n];\n`;
const keeper = (chooses: string) =>
  `<?php\n\nnamespace App;\n\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass Covers\n{\n    protected ?string $disk;\n\n${chooses}\n    protected function disk()\n    {\n        return Storage::disk($this->disk);\n    }\n\n    public function keep(string $name, string $cover): void\n    {\n        $this->disk()->put($name, $cover);\n    }\n}\n`;
const chosen = keeper(
  "    public function __construct()\n    {\n        $this->choose();\n    }\n\n    public function choose(string $name = 'covers'): void\n    {\n        $this->disk = $name;\n    }\n",
);

const profile =
  "<?php\n\nnamespace App\\Filament\\Pages;\n\nuse Filament\\Forms\\Components\\FileUpload;\nuse Filament\\Pages\\Auth\\EditProfile as Base;\n\nclass EditProfile extends Base\n{\n    protected function getForms(): array\n    {\n        return [$this->makeForm()->schema([FileUpload::make('portrait')->disk('s3')])];\n    }\n}\n";

const ownBucket =
  "<?php\n\nreturn [\n    'default' => env('FILESYSTEM_DISK', 'local'),\n    'pictures' => env('PICTURES_DISK', 'public'),\n    'disks' => [\n        'local' => ['driver' => 'local', 'root' => storage_path('app')],\n        'public' => ['driver' => 'local', 'root' => storage_path('app/public')],\n        'archive' => ['driver' => 's3', 'key' => env('STORE_KEY'), 'secret' => env('STORE_SECRET'), 'region' => env('STORE_REGION'), 'bucket' => env('STORE_BUCKET')],\n    ],\n];\n";
const inSetting =
  "<?php\n\nnamespace App;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass Pictures\n{\n    public function store(Request $request): void\n    {\n        Storage::disk(config('filesystems.pictures'))->putFile('pictures', $request->file('picture'));\n    }\n}\n";

export default examples([
  {
    on: 'laravel-11',
    about:
      'a variable names the disk, and one in a bucket is described with variables of its own: that is set, and no disk is rewritten',
    bad: {
      '.env.production': 'APP_ENV=production\n«PICTURES_DISK=public»\n',
      'config/filesystems.php': ownBucket,
      'app/Pictures.php': inSetting,
    },
    fixed: { '.env.production': 'APP_ENV=production\nPICTURES_DISK=archive\n' },
    good: {
      '.env.production': 'APP_ENV=production\nPICTURES_DISK=archive\n',
      'config/filesystems.php': ownBucket,
      'app/Pictures.php': inSetting,
    },
  },
  {
    on: 'laravel-11',
    about: 'the disk that a property names is the one that is written to, and not the default one',
    bad: { 'config/filesystems.php': remoteDefault("«'local'»"), 'app/Covers.php': chosen },
    good: { 'config/filesystems.php': remoteDefault("'s3'"), 'app/Covers.php': chosen },
  },
  {
    on: 'laravel-11',
    about: 'the default disk becomes the S3 disk that the framework describes',
    bad: {
      '.env.example': 'FILESYSTEM_DISK=local\n',
      'app/Http/Controllers/PhotoController.php':
        "<?php\nclass PhotoController\n{\n    public function store(Request $request)\n    {\n        $request->file('photo')->store('photos');\n    }\n}\n",
    },
    fixed: { '.env.example': 'FILESYSTEM_DISK=s3\n' },
  },
  {
    on: 'laravel-10',
    about: 'a disk that code names becomes remote under its own name',
    bad: {
      'config/filesystems.php':
        "<?php\n\nreturn [\n    'default' => env('FILESYSTEM_DISK', 'local'),\n    'disks' => [\n        'public' => [\n            'driver' => «'local'», // files of users\n            'root' => storage_path('app/public'),\n            'url' => env('APP_URL').'/storage',\n            'visibility' => 'public',\n        ],\n    ],\n];\n",
      'app/Http/Controllers/PhotoController.php':
        "<?php\nclass PhotoController\n{\n    public function store(Request $request)\n    {\n        $request->file('photo')->store('photos', 'public');\n    }\n}\n",
    },
    fixed: {
      'config/filesystems.php':
        "<?php\n\nreturn [\n    'default' => env('FILESYSTEM_DISK', 'local'),\n    'disks' => [\n        'public' => [\n            'driver' => 's3', // files of users\n            'key' => env('AWS_ACCESS_KEY_ID'),\n            'secret' => env('AWS_SECRET_ACCESS_KEY'),\n            'region' => env('AWS_DEFAULT_REGION'),\n            'bucket' => env('AWS_BUCKET'),\n            'endpoint' => env('AWS_ENDPOINT'),\n            'use_path_style_endpoint' => env('AWS_USE_PATH_STYLE_ENDPOINT', false),\n            'root' => 'public',\n            'url' => env('AWS_URL'),\n            'visibility' => 'public',\n        ],\n    ],\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: "a disk of the framework's own configuration is laid over by one of the app",
    bad: {
      'app/Http/Controllers/PhotoController.php':
        "<?php\nclass PhotoController\n{\n    public function store(Request $request)\n    {\n        $request->file('photo')->store('photos', 'public');\n    }\n}\n",
    },
    fixed: {
      'config/filesystems.php':
        "<?php\n\nreturn [\n    'disks' => [\n        'public' => [\n            'driver' => 's3',\n            'key' => env('AWS_ACCESS_KEY_ID'),\n            'secret' => env('AWS_SECRET_ACCESS_KEY'),\n            'region' => env('AWS_DEFAULT_REGION'),\n            'bucket' => env('AWS_BUCKET'),\n            'endpoint' => env('AWS_ENDPOINT'),\n            'use_path_style_endpoint' => env('AWS_USE_PATH_STYLE_ENDPOINT', false),\n            'root' => 'public',\n            'url' => env('AWS_URL'),\n        ],\n    ],\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a picture that a user sends is moved below the folder of the app; capitals of a class do not matter',
    bad: {
      'app/Http/Controllers/SiteController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\n\nclass SiteController\n{\n    public function photo(request $request)\n    {\n        $photo = $request->file('photo');\n        «$photo->move(base_path('assets/img'), auth()->id().'_'.time().'.png')»;\n\n        return back();\n    }\n\n    public function background(request $request)\n    {\n        $sent = $request->file('background');\n        «$sent->move(base_path('assets/img/background'), auth()->id().'.png')»;\n\n        return back();\n    }\n}\n",
    },
    good: {
      'app/Http/Controllers/SiteController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\n\nclass SiteController\n{\n    public function photo(request $request)\n    {\n        $request->file('photo')->store('photos', 's3');\n\n        return back();\n    }\n}\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'disks named by constants, in code and in the configuration; a default that the app names for good',
    bad: {
      'app/Support/Disks.php':
        "<?php\nnamespace App\\Support;\nclass Disks\n{\n    public const THEMES = 'themes';\n    public const KIND = 'local';\n}\n",
      'app/Support/Where.php':
        "<?php\nnamespace App\\Support;\nenum Where: string\n{\n    case LOCAL = 'pictures';\n    case S3 = 's3';\n}\n",
      'app/Http/Controllers/ThemeController.php':
        "<?php\nnamespace App\\Http\\Controllers;\nuse App\\Support\\Disks;\nuse App\\Support\\Where;\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\nclass ThemeController\n{\n    public function style(Request $request): void\n    {\n        Storage::disk(Disks::THEMES)->put('user.css', $request->string('css'));\n    }\n    public function picture(Request $request): void\n    {\n        Storage::disk(Where::LOCAL->value)->putFileAs('p', $request->file('picture'), 'x');\n        Storage::put('last.txt', now());\n    }\n}\n",
      'config/filesystems.php':
        "<?php\nuse App\\Support\\Disks;\nreturn [\n    'default' => 'inbox',\n    'disks' => [\n        'inbox' => ['driver' => «'local'», 'root' => storage_path('inbox')],\n        'pictures' => ['driver' => «Disks::KIND», 'root' => public_path('pictures')],\n        Disks::THEMES => ['driver' => «'local'», 'root' => public_path('themes')],\n        's3' => ['driver' => 's3', 'bucket' => env('AWS_BUCKET')],\n    ],\n];\n",
    },
    good: {
      'app/Support/Disks.php':
        "<?php\nnamespace App\\Support;\nclass Disks\n{\n    public const THEMES = 'themes';\n    public const SCRATCH = 'scratch';\n}\n",
      'app/Http/Controllers/ThemeController.php':
        "<?php\nnamespace App\\Http\\Controllers;\nuse App\\Support\\Disks;\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\nclass ThemeController\n{\n    public function style(Request $request): void\n    {\n        Storage::disk(Disks::THEMES)->put('user.css', $request->string('css'));\n    }\n}\n",
      'config/filesystems.php':
        "<?php\nuse App\\Support\\Disks;\nreturn [\n    'default' => 's3',\n    'disks' => [\n        Disks::SCRATCH => ['driver' => 'local', 'root' => storage_path('scratch')],\n        Disks::THEMES => ['driver' => 's3', 'bucket' => env('AWS_BUCKET')],\n        's3' => ['driver' => 's3', 'bucket' => env('AWS_BUCKET')],\n    ],\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'the disk of a package is chosen by its setting',
    bad: {
      'composer.json': '{ "require": { "laravel/framework": "^11.0", "spatie/laravel-medialibrary": "^11.0" } }',
      'app/Models/Product.php':
        '<?php\nnamespace App\\Models;\nuse Illuminate\\Database\\Eloquent\\Model;\nuse Spatie\\MediaLibrary\\HasMedia;\nuse Spatie\\MediaLibrary\\InteractsWithMedia;\nclass Product extends Model implements HasMedia\n{\n    use InteractsWithMedia;\n}\n',
      'config/media-library.php': "<?php\nreturn [\n    'disk_name' => «env('MEDIA_DISK', 'public')»,\n];\n",
    },
    good: {
      'composer.json': '{ "require": { "laravel/framework": "^11.0", "spatie/laravel-medialibrary": "^11.0" } }',
      'app/Models/Product.php':
        '<?php\nnamespace App\\Models;\nuse Illuminate\\Database\\Eloquent\\Model;\nuse Spatie\\MediaLibrary\\HasMedia;\nuse Spatie\\MediaLibrary\\InteractsWithMedia;\nclass Product extends Model implements HasMedia\n{\n    use InteractsWithMedia;\n}\n',
      'config/media-library.php': "<?php\nreturn [\n    'disk_name' => env('MEDIA_DISK', 's3'),\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'two disks of one folder are told as one, two of different folders each',
    bad: {
      '.env.example': '«FILESYSTEM_DISK=local»\n',
      'config/filesystems.php': disksIn("storage_path('app/files')", "'local'"),
      'app/Photos.php': twoDisks,
    },
  },
  {
    on: 'laravel-11',
    about: 'two disks of different folders are told each',
    bad: {
      '.env.example': '«FILESYSTEM_DISK=local»\n',
      'config/filesystems.php': disksIn("storage_path('app/covers')", "«'local'»"),
      'app/Photos.php': twoDisks,
    },
  },
  {
    on: 'laravel-11',
    about:
      'what is chosen in a form of Filament waits on the default disk for the form to be sent, wherever it goes then',
    bad: {
      'composer.json': '{ "require": { "laravel/framework": "^11.0", "filament/filament": "^3.3" } }',
      '.env.example': '«FILESYSTEM_DISK=local»\n',
      'config/filament.php': "<?php\nreturn ['default_filesystem_disk' => 's3'];\n",
      'app/Filament/Pages/EditProfile.php': profile,
    },
    good: {
      'composer.json': '{ "require": { "laravel/framework": "^11.0", "filament/filament": "^3.3" } }',
      '.env.example': 'FILESYSTEM_DISK=local\n',
      'config/livewire.php': "<?php\nreturn ['temporary_file_upload' => ['disk' => 's3']];\n",
      'config/filament.php': "<?php\nreturn ['default_filesystem_disk' => 's3'];\n",
      'app/Filament/Pages/EditProfile.php': profile,
    },
  },
  {
    on: 'laravel-11',
    about: 'what waits on the disk that code names besides is mended there',
    bad: {
      'composer.json': '{ "require": { "laravel/framework": "^11.0", "filament/filament": "^3.3" } }',
      '.env.example': 'FILESYSTEM_DISK=local\n',
      'config/filesystems.php':
        "<?php\n\nreturn [\n    'default' => env('FILESYSTEM_DISK', 'local'),\n    'disks' => [\n        'local' => ['driver' => «'local'», 'root' => storage_path('app')],\n    ],\n];\n",
      'config/filament.php': "<?php\nreturn ['default_filesystem_disk' => 's3'];\n",
      'app/Filament/Pages/EditProfile.php': profile,
      'app/Covers.php':
        "<?php\n\nnamespace App;\n\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass Covers\n{\n    public function keep(string $name, string $cover): void\n    {\n        Storage::disk('local')->put($name, $cover);\n    }\n}\n",
    },
  },
]);
