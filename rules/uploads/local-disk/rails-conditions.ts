import { examples } from 'ha-ready/rule';

const production = (service: string) => `Rails.application.configure do
  config.eager_load = true
  config.logger = ActiveSupport::TaggedLogging.logger(STDOUT)
  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }
  config.active_job.queue_adapter = :sidekiq
  config.active_storage.service = ${service}
  config.assume_ssl = true
  config.force_ssl = true
end
`;

const photo = 'class Photo < ApplicationRecord\n  has_one_attached :image\nend\n';
const chain = (last: string) =>
  `if ENV["S3_KEY"].present? && ENV["S3_ENDPOINT"].present?\n                                    :amazon\n                                  else\n                                    ${last}\n                                  end`;

const carrierwave = (last: string) => `CarrierWave.configure do |config|
  if ENV["S3_BUCKET"].present?
    config.storage = :fog
  else
    config.storage = ${last}
  end
end
`;

export default examples([
  {
    on: 'rails-8',
    about: 'a service that two variables choose together, neither of which is set',
    bad: { 'app/models/photo.rb': photo, 'config/environments/production.rb': production(chain('«:local»')) },
    good: { 'app/models/photo.rb': photo, 'config/environments/production.rb': production(chain(':amazon')) },
  },
  {
    on: 'rails-8',
    about: 'a variable that is blank',
    bad: {
      'app/models/photo.rb': photo,
      'config/environments/production.rb': production('ENV["S3_KEY"].blank? ? «:local» : :amazon'),
    },
    good: {
      'app/models/photo.rb': photo,
      'config/environments/production.rb': production('!ENV["DISK"].blank? ? :local : :amazon'),
    },
  },
  {
    on: 'rails-8',
    about: 'an engine brings the uploaders, the app only says where CarrierWave keeps files',
    bad: { 'config/initializers/carrierwave.rb': carrierwave('«:file»') },
    good: { 'config/initializers/carrierwave.rb': carrierwave(':fog') },
  },
  {
    on: 'rails-8',
    about: 'settings of the app name the service, and an example says what it is',
    bad: {
      'config/settings.yml': 'photo_storage: «"disk"»\nphoto_size: 200\n',
      'config/storage.yml': '',
      'config/example.storage.yml':
        'disk:\n  service: Disk\n  root: /srv/files\nbucket:\n  service: S3\n  bucket: shop\n',
      'app/models/user.rb':
        'class User < ApplicationRecord\n  has_one_attached :photo, service: Settings.photo_storage\nend\n',
    },
    good: {
      'config/settings.yml': 'photo_storage: "bucket"\n',
      'config/storage.yml': '',
      'config/example.storage.yml':
        'disk:\n  service: Disk\n  root: /srv/files\nbucket:\n  service: S3\n  bucket: shop\n',
      'app/models/user.rb':
        'class User < ApplicationRecord\n  has_one_attached :photo, service: Settings.photo_storage\nend\n',
    },
  },
]);
