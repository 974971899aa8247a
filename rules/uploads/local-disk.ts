import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Files that users need later are kept on one server',
  why: 'A file stored by one copy is not found by the others: broken images and downloads, lost documents, half of the time.',
  remedy: {
    any: 'Keep them on a mount that every server shares; or in object storage, where nothing but the app reads them and it does so by its client. A database file, or a file that a process reads once and writes whole, must not lie on such a mount: the last writer wins.',
    rails: 'Set config.active_storage.service to a cloud service of config/storage.yml.',
    wordpress:
      'Install an offload plugin (S3-Uploads, WP Offload Media) and define its bucket in wp-config.php, or mount shared storage on wp-content/uploads.',
    symfony:
      'Store through Flysystem with an adapter for object storage (S3, Google Cloud, Azure), or mount a shared folder in which no database file lies.',
    nextcloud: 'Configure `objectstore` (S3, Swift) as primary storage, or mount shared storage on the data folder.',
    php: 'Mount shared storage on the folder (no database file may lie in it), or put the file into object storage (`putObject`) and read, list and remove it there as well.',
    django:
      "Choose an object storage of django-storages in `STORAGES['default']`, and copy what is in MEDIA_ROOT there.",
    laravel:
      'Set the variable that config/filesystems.php reads (FILESYSTEM_DISK, FILESYSTEM_DRIVER in older skeletons) to s3, name that disk where code names `public` or `local`, and copy the files that are there: what is kept today lies below the `root` of its disk.',
    express:
      'Where multer takes the files, hand it a shared store (`multer-s3`); where code writes them itself, send them to an object store or to a mount that every server shares.',
    nest: 'Where multer takes the files, give it a storage of a bucket (`multer-s3`); where code writes them itself, send them to an object store or to a mount that every server shares.',
    drupal:
      "Use S3 File System (`$settings['s3fs.use_s3_for_public'] = TRUE`) or Flysystem, or mount shared storage on sites/default/files.",
    magento: 'Set `remote_storage.driver` in app/etc/env.php to `aws-s3`.',
    moodle:
      'Mount shared storage on `$CFG->dataroot`, or use an object file system (`$CFG->alternative_file_system_class`).',
  },
  covers: ['uploads/folder-of-one-process'],
  needs: ['fileStores'],
  *check({ fileStores }) {
    for (const store of fileStores) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} are kept on ${technology} of one ${reach}: the other server answers 404 for them`,
          because,
          { technology: store.technology, ...(store.content === 'temporary' ? { severity: 'warning' } : {}) },
        ),
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'Active Storage on the Disk service',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_storage.service = «ENV.fetch("STORAGE", "local")».to_sym\nend\n',
        'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
      },
      good: {
        'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
      },
    },
    {
      on: 'rails-8',
      about: 'nothing is attached',
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_storage.service = :local\nend\n',
      },
    },
    {
      on: 'rails-8',
      about: 'an image written below public',
      bad: {
        'app/controllers/cards_controller.rb':
          'class CardsController < ActionController::Base\n  def update\n    CardImage.new.store(Card.find(params[:id]).drawing)\n  end\nend\n',
        'app/models/card_image.rb':
          'class CardImage\n  DIR = Rails.public_path.join("cards")\n\n  def store(data)\n    «File.binwrite(DIR.join("a.png"), data)»\n  end\nend\n',
      },
      good: {
        'app/controllers/cards_controller.rb':
          'class CardsController < ActionController::Base\n  def update\n    CardImage.new.store(Card.find(params[:id]).drawing)\n  end\nend\n',
        'app/models/card_image.rb':
          'class CardImage\n  def store(data)\n    path = Rails.root.join("tmp/a.png")\n    File.binwrite(path, data)\n    Printer.print(path)\n    File.delete(path)\n  end\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'an upload on the default disk, which is local unless the environment says otherwise',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«FILESYSTEM_DISK=local»\n',
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        return $request->file('avatar')->store('avatars');\n    }\n}\n",
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nFILESYSTEM_DISK=s3\n',
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        return $request->file('avatar')->store('avatars');\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a local default disk on which nothing is stored',
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nFILESYSTEM_DISK=local\n',
        'app/Http/Controllers/AvatarController.php':
          '<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        return Storage::url($request->user()->avatar);\n    }\n}\n',
      },
    },
    {
      on: 'laravel-10',
      about: 'the disk that the call names decides, whatever the default is',
      bad: {
        '.env.example': 'APP_NAME=Shop\nFILESYSTEM_DISK=s3\n',
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        Storage::disk('public')->put('avatars/1.png', $request->file('avatar')->get());\n    }\n}\n",
      },
      good: {
        '.env.example': 'APP_NAME=Shop\nFILESYSTEM_DISK=local\n',
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        return $request->file('avatar')->storeAs('avatars', '1.png', 's3');\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a disk whose name comes from a setting, and one whose driver nobody knows',
      bad: {
        'config/shop.php': "<?php\n\nreturn ['disk' => env('SHOP_DISK', 'public')];\n",
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        Storage::disk(config('shop.disk'))->putFile('avatars', $request->file('avatar'));\n    }\n}\n",
      },
      good: {
        'config/shop.php': "<?php\n\nreturn ['disk' => env('SHOP_DISK', 's3')];\n",
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        Storage::disk(config('shop.disk'))->putFile('avatars', $request->file('avatar'));\n    }\n}\n",
      },
      unclear: {
        'config/filesystems.php':
          "<?php\n\nreturn ['default' => 'vault', 'disks' => ['vault' => ['driver' => 'vault']]];\n",
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        Storage::put('avatars/1.png', $request->file('avatar')->get());\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a folder that the profile says all servers share',
      bad: {
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        Storage::disk('public')->putFile('avatars', $request->file('avatar'));\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'the same with shared storage mounted',
      good: {
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        Storage::disk('public')->putFile('avatars', $request->file('avatar'));\n    }\n}\n",
      },
      profile: { sharedPaths: ['storage'] },
    },
    {
      on: 'laravel-11',
      about: 'an upload that is moved below public; one that is only looked at and deleted again',
      bad: {
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        $image = $request->file('avatar');\n        «$image->move(public_path('avatars'), $image->hashName())»;\n    }\n}\n",
      },
      good: {
        'app/Http/Controllers/AvatarController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass AvatarController\n{\n    public function store(Request $request)\n    {\n        $image = $request->file('avatar');\n        $path = storage_path('scan').'/'.$image->hashName();\n        file_put_contents($path, $image->get());\n        $clean = $this->scanner->scan($path);\n        unlink($path);\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'Livewire keeps an upload on its disk until the next request takes it',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«FILESYSTEM_DISK=local»\n',
        'app/Livewire/Import.php':
          '<?php\n\nnamespace App\\Livewire;\n\nuse Livewire\\Component;\nuse Livewire\\WithFileUploads;\n\nclass Import extends Component\n{\n    use WithFileUploads;\n\n    public $file;\n}\n',
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nFILESYSTEM_DISK=s3\n',
        'app/Livewire/Import.php':
          '<?php\n\nnamespace App\\Livewire;\n\nuse Livewire\\Component;\nuse Livewire\\WithFileUploads;\n\nclass Import extends Component\n{\n    use WithFileUploads;\n\n    public $file;\n}\n',
      },
    },
  ],
});
