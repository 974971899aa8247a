import { hazard, judgeStore, rule, type Severity } from 'ha-ready/rule';

const severities = {
  export: 'error',
  index: 'error',
  settings: 'error',
  code: 'error',
  backup: 'warning',
  other: 'warning',
} as const satisfies Record<string, Severity>;

export default rule({
  severity: 'error',
  title: 'The running app writes files that other servers need',
  why: 'The file exists on the server that wrote it and nowhere else: settings, plugins, search indexes and exports differ from server to server.',
  remedy: {
    any: 'Keep data in the database or in object storage, and ship code and configuration with the release. What programs need as files (media, keys, a proof that somebody may write to the disk) takes a mount that every server shares; a database file takes a database server, or one copy. What a process reads once and writes whole, or appends to with a note in its memory of where, is such a file too: the last writer wins.',
    wordpress:
      'Define DISALLOW_FILE_MODS as true and ship core, plugins and themes with the release (Composer, image build).',
    nextcloud: 'Ship apps with the image (`writable => false`), or mount shared storage on custom_apps and config.',
    php: 'Keep data in the database or in object storage; ship code with the release instead of changing it in place; what has to be a file (a proof that somebody may write to the disk, the login of the database) takes a mount that every server shares. A database file takes a database server, or one copy.',
    laravel:
      "Keep settings in the database, generated files on a shared disk (`Storage::disk('s3')`), the search index in Meilisearch, Typesense or the database.",
    django: 'Keep the index in a search server or in the database.',
  },
  needs: ['localWrites'],
  *check({ localWrites }) {
    for (const store of localWrites) {
      yield* judgeStore(store, ({ reach }, because) =>
        hazard(`${store.label} is written to the disk of one ${reach}: the other server does not have it`, because, {
          technology: store.technology,
          severity: store.stakes === 'speed' ? 'note' : severities[store.content],
        }),
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'a command that the schedule runs is no command of an operator',
      bad: {
        'routes/console.php': "<?php\n\nSchedule::command('shop:sitemap')->daily();\n",
        'app/Console/Commands/Sitemap.php':
          "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Spatie\\Sitemap\\SitemapGenerator;\n\nclass Sitemap extends Command\n{\n    protected $signature = 'shop:sitemap';\n\n    public function handle(): void\n    {\n        «SitemapGenerator::create(config('app.url'))->writeToFile(public_path('sitemap.xml'))»;\n    }\n}\n",
      },
    },
    {
      on: 'rails-8',
      about: 'a job keeps a list on disk',
      bad: {
        'app/jobs/fetch_list_job.rb':
          'class FetchListJob\n  FILE = Rails.root.join("storage/list.txt")\n\n  def perform\n    «File.write(FILE, download)»\n  end\nend\n',
      },
      good: {
        'app/jobs/fetch_list_job.rb':
          'class FetchListJob\n  def perform\n    Tempfile.create { |file| File.write(file.path, download) }\n  end\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about:
        "a settings form that writes the env file of the server that took it; an operator's command is another matter",
      bad: {
        'app/Http/Controllers/SettingsController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass SettingsController\n{\n    public function update(string $text): void\n    {\n        «file_put_contents(base_path('.env'), $text)»;\n    }\n}\n",
      },
      good: {
        'app/Console/Commands/Settings.php':
          "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\n\nclass Settings extends Command\n{\n    protected $signature = 'shop:settings';\n\n    public function handle(): void\n    {\n        file_put_contents(base_path('.env'), $this->argument('text'));\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a file of the web root that the running app makes; one that is made again wherever it is missing',
      bad: {
        'app/Services/Sitemap.php':
          "<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\File;\n\nclass Sitemap\n{\n    private string $path;\n\n    public function __construct()\n    {\n        $this->path = public_path('sitemap.xml');\n    }\n\n    public function write(string $xml): void\n    {\n        «File::put($this->path, $xml)»;\n    }\n}\n",
        'app/Http/Controllers/PageController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Services\\Sitemap;\n\nclass PageController\n{\n    public function store(Sitemap $sitemap): void\n    {\n        $sitemap->write(view('sitemap')->render());\n    }\n}\n",
      },
      good: {
        'app/Services/Barcode.php':
          "<?php\n\nnamespace App\\Services;\n\nclass Barcode\n{\n    public function path(string $code): string\n    {\n        $path = public_path('barcodes/'.$code.'.png');\n        if (! file_exists($path)) {\n            file_put_contents($path, $this->draw($code));\n        }\n\n        return $path;\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about:
        'an archive that a job unpacks to stay, and one whose folder the job removes by the name that its disk has for it',
      bad: {
        'app/Http/Controllers/WorldController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass WorldController\n{\n    public function show(string $world)\n    {\n        return response()->file(storage_path('app/worlds/'.$world.'/map.json'));\n    }\n}\n",
        'app/Jobs/ImportWorld.php':
          "<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Support\\Facades\\Storage;\nuse ZipArchive;\n\nclass ImportWorld implements ShouldQueue\n{\n    private string $folder;\n\n    public function handle(): void\n    {\n        $this->unpack()->read()->finish();\n    }\n\n    private function unpack(): self\n    {\n        $this->folder = 'worlds/'.uniqid();\n        $archive = new ZipArchive();\n        $archive->open('/tmp/world.zip');\n        «$archive->extractTo(storage_path('app/'.$this->folder))»;\n\n        return $this;\n    }\n\n    private function read(): self\n    {\n        return $this;\n    }\n\n    private function finish(): void\n    {\n        report('done');\n    }\n}\n",
      },
      good: {
        'app/Http/Controllers/WorldController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass WorldController\n{\n    public function show(string $world)\n    {\n        return response()->file(storage_path('app/worlds/'.$world.'/map.json'));\n    }\n}\n",
        'app/Jobs/ImportWorld.php':
          "<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Support\\Facades\\Storage;\nuse ZipArchive;\n\nclass ImportWorld implements ShouldQueue\n{\n    private string $folder;\n\n    public function handle(): void\n    {\n        $this->unpack()->read()->finish();\n    }\n\n    private function unpack(): self\n    {\n        $this->folder = 'worlds/'.uniqid();\n        $archive = new ZipArchive();\n        $archive->open('/tmp/world.zip');\n        $archive->extractTo(storage_path('app/'.$this->folder));\n\n        return $this;\n    }\n\n    private function read(): self\n    {\n        return $this;\n    }\n\n    private function finish(): void\n    {\n        Storage::disk('local')->deleteDirectory($this->folder);\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a search index of TNTSearch is files of one server',
      bad: {
        'composer.lock':
          '{ "packages": [ { "name": "laravel/framework", "version": "v11.9.0" }, { "name": "laravel/scout", "version": "10.11.0" } ], "packages-dev": [] }\n',
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«SCOUT_DRIVER=tntsearch»\n',
        'config/scout.php': "<?php\n\nreturn ['driver' => env('SCOUT_DRIVER', 'meilisearch')];\n",
      },
      good: {
        'composer.lock':
          '{ "packages": [ { "name": "laravel/framework", "version": "v11.9.0" }, { "name": "laravel/scout", "version": "10.11.0" } ], "packages-dev": [] }\n',
        'config/scout.php': "<?php\n\nreturn ['driver' => env('SCOUT_DRIVER', 'meilisearch')];\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'scheduled backups on a local disk',
      bad: {
        'composer.lock':
          '{ "packages": [ { "name": "laravel/framework", "version": "v11.9.0" }, { "name": "spatie/laravel-backup", "version": "9.0.0" } ], "packages-dev": [] }\n',
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('backup:run')->daily()->onOneServer();\n",
        'config/backup.php': "<?php\n\nreturn ['backup' => ['destination' => ['disks' => [«'local'»]]]];\n",
      },
      good: {
        'composer.lock':
          '{ "packages": [ { "name": "laravel/framework", "version": "v11.9.0" }, { "name": "spatie/laravel-backup", "version": "9.0.0" } ], "packages-dev": [] }\n',
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('backup:run')->daily()->onOneServer();\n",
        'config/backup.php': "<?php\n\nreturn ['backup' => ['destination' => ['disks' => ['s3']]]];\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'an updater in the web interface changes the code of one server',
      bad: {
        'app/Http/Controllers/UpdateController.php':
          '<?php\n\nnamespace App\\Http\\Controllers;\n\nclass UpdateController\n{\n    public function update(\\ZipArchive $zip): void\n    {\n        «$zip->extractTo(base_path())»;\n    }\n}\n',
      },
    },
  ],
});
