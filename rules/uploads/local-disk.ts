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
    nextcloud: 'Configure `objectstore` (S3, Swift) as primary storage, or mount shared storage on the data folder.',
    php: 'Put the file into object storage (`putObject`) instead of moving it into a folder, or mount shared storage there.',
    django:
      "Choose an object storage of django-storages in `STORAGES['default']`, and copy what is in MEDIA_ROOT there.",
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
  ],
});
