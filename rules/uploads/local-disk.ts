import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Files that users need later are kept on one server',
  why: 'A file stored by one copy is not found by the others: broken images and downloads, lost documents, half of the time.',
  remedy: {
    any: 'Keep them in object storage (S3 and the like) or on a mount that every server shares.',
    rails: 'Set config.active_storage.service to a cloud service of config/storage.yml.',
    wordpress:
      'Install an offload plugin (S3-Uploads, WP Offload Media) and define its bucket in wp-config.php, or mount shared storage on wp-content/uploads.',
    symfony:
      'Store through Flysystem with an adapter for object storage (S3, Google Cloud, Azure), or mount a shared folder.',
  },
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
      on: 'wordpress-6',
      about: 'WordPress keeps uploads below wp-content unless an offload plugin is told its bucket',
      bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n" },
      good: { 'wp-config.php': "<?php\ndefine('S3_UPLOADS_BUCKET', 'media');\n" },
    },
    {
      on: 'wordpress-6',
      about: 'a plugin that is told its bucket by a variable that nothing sets does not help',
      bad: { 'wp-config.php': "<?php\ndefine('S3_UPLOADS_BUCKET', getenv('MEDIA_BUCKET'));\n" },
      good: {
        'wp-config.php': "<?php\ndefine('S3_UPLOADS_BUCKET', getenv('MEDIA_BUCKET'));\n",
        '.env.production': 'MEDIA_BUCKET=media\n',
      },
    },
    {
      on: 'wordpress-6',
      about: 'whether an offload plugin is switched on is kept in the database',
      unclear: {
        'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n",
        'wp-content/plugins/amazon-s3-and-cloudfront/wordpress-s3.php': '<?php\n',
      },
    },
    {
      on: 'wordpress-6-bedrock',
      about: 'Bedrock keeps uploads below web/app',
      bad: {
        'composer.json': '{ "type": "project", "require": { "roots/wordpress": "6.8" } }\n',
        'config/application.php':
          "<?php\nuse Roots\\WPConfig\\Config;\nuse function Env\\env;\n«Config::define('WP_CONTENT_DIR', $webroot_dir . '/app')»;\nConfig::define('DB_HOST', env('DB_HOST'));\nConfig::apply();\n",
      },
    },
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
        'app/models/card_image.rb':
          'class CardImage\n  DIR = Rails.public_path.join("cards")\n\n  def store(data)\n    «File.binwrite(DIR.join("a.png"), data)»\n  end\nend\n',
      },
      good: {
        'app/models/card_image.rb':
          'class CardImage\n  def store(data)\n    File.binwrite(Rails.root.join("tmp/a.png"), data)\n  end\nend\n',
      },
    },
    {
      on: 'symfony-7',
      about: 'a Flysystem storage with the local adapter',
      bad: {
        'config/packages/flysystem.yaml':
          "flysystem:\n    storages:\n        default.storage:\n            adapter: «'local'»\n            options:\n                directory: '%kernel.project_dir%/var/storage'\n",
      },
      good: {
        'config/packages/flysystem.yaml':
          "flysystem:\n    storages:\n        default.storage:\n            adapter: 'asyncaws'\n            options: { client: s3, bucket: media }\n",
      },
      unclear: {
        'config/packages/flysystem.yaml':
          "flysystem:\n    storages:\n        default.storage:\n            adapter: 'App\\Storage'\n",
      },
    },
    {
      on: 'symfony-7',
      about: 'Vich moves uploads into a folder, and so does code that calls move()',
      bad: {
        'config/packages/vich_uploader.yaml':
          "vich_uploader:\n    db_driver: orm\n    mappings:\n        products:\n            uri_prefix: /images\n            upload_destination: «'%kernel.project_dir%/public/images'»\n",
        'src/Controller/AvatarController.php':
          '<?php\nnamespace App\\Controller;\nfinal class AvatarController { public function save($request, string $dir): void { $file = $request->files->get("avatar"); «$file->move($dir, "a.png")»; } }\n',
      },
      good: {
        'config/packages/vich_uploader.yaml':
          'vich_uploader:\n    db_driver: orm\n    storage: flysystem\n    mappings:\n        products: { uri_prefix: /images, upload_destination: products.storage }\n',
      },
    },
  ],
});
