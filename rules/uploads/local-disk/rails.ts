import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'the cloud service that config/storage.yml describes is chosen',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_storage.service = «:local»\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_storage.service = :amazon\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a generated file is renamed into public',
    bad: {
      'app/controllers/cards_controller.rb':
        'class CardsController < ActionController::Base\n  def update\n    Card.new.store(draw)\n  end\nend\n',
      'app/models/card.rb':
        'class Card\n  DIR = Rails.public_path.join("cards")\n\n  def path\n    DIR.join("a.png")\n  end\n\n  def store(data)\n    temp_path = DIR.join(".a.png")\n    «File.open(temp_path, "wb+") { |file| file.write data }»\n    File.rename(temp_path, path)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a bucket is described where config/storage.yml knows none',
    bad: {
      '.env.example': 'AWS_REGION=eu-central-1\nAWS_BUCKET=shop\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }\n  config.active_storage.service = «:local»\nend\n',
      'config/storage.yml': 'local:\n  service: Disk\n  root: <%= Rails.root.join("storage") %>\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }\n  config.active_storage.service = :amazon\nend\n',
      'config/storage.yml':
        'local:\n  service: Disk\n  root: <%= Rails.root.join("storage") %>\n\namazon:\n  service: S3\n  region: <%= ENV["AWS_REGION"] %>\n  bucket: <%= ENV["AWS_BUCKET"] %>\n',
    },
  },
  {
    on: 'rails-8',
    about: 'an attachment that names its own service; a mirror reads from its primary',
    bad: {
      'config/storage.yml':
        'local:\n  service: Disk\n  root: /data\namazon:\n  service: S3\n  bucket: shop\nboth:\n  service: Mirror\n  primary: local\n  mirrors: [amazon]\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  «has_one_attached :scan, service: :both»\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_storage.service = :local\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :scan, service: :amazon\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: "CarrierWave's default is the disk; an uploader may choose, and so may the environment",
    bad: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'app/uploaders/avatar_uploader.rb':
        'class AvatarUploader < CarrierWave::Uploader::Base\n  storage «:file»\nend\n',
    },
    good: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'app/uploaders/avatar_uploader.rb':
        'class AvatarUploader < CarrierWave::Uploader::Base\n  storage Rails.env.production? ? :fog : :file\nend\n',
    },
    unclear: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'app/uploaders/avatar_uploader.rb':
        'class AvatarUploader < CarrierWave::Uploader::Base\n  storage Shop.storage\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'what CarrierWave holds for a redisplayed form stays on the server that took it',
    bad: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'config/initializers/carrierwave.rb':
        'CarrierWave.configure do |config|\n  config.storage = :fog\n  config.cache_storage = «:file»\nend\n',
    },
    good: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'config/initializers/carrierwave.rb': 'CarrierWave.configure do |config|\n  config.storage = :fog\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a folder that the settings may name, and flags in place of a mode',
    bad: {
      'app/models/attachment.rb': `class Attachment < ApplicationRecord
  cattr_accessor :storage_path
  @@storage_path = Settings["attachments_storage_path"] || File.join(Rails.root, "files")

  def file=(sent)
    path = File.join(storage_path, sent.original_filename)
    data = sent.read
    «File.open(path, File::CREAT | File::EXCL | File::WRONLY) { |file| file.write(data) }»
  end
end
`,
    },
    good: {
      'app/models/attachment.rb': `class Attachment < ApplicationRecord
  cattr_accessor :storage_path
  @@storage_path = Settings["attachments_storage_path"] || File.join(Rails.root, "files")

  def self.read(name)
    path = File.join(storage_path, name)
    File.open(path, File::RDONLY) { |file| file.read }
  end
end
`,
    },
  },
  {
    on: 'rails-8',
    about: 'Shrine on the file system; only the branch of production counts',
    bad: {
      'config/initializers/shrine.rb':
        'Shrine.storages = {\n  cache: Shrine::Storage::S3.new(prefix: "cache", **s3),\n  store: «Shrine::Storage::FileSystem.new("public", prefix: "uploads")»\n}\n',
    },
    good: {
      'config/initializers/shrine.rb':
        'if Rails.env.production?\n  Shrine.storages = { cache: Shrine::Storage::S3.new(**s3), store: Shrine::Storage::S3.new(**s3) }\nelse\n  Shrine.storages = { cache: Shrine::Storage::Memory.new, store: Shrine::Storage::FileSystem.new("public") }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'an uploader names the storages of its own, and one more with a key',
    bad: {
      'app/uploaders/scan_uploader.rb':
        'class ScanUploader < Shrine\n  plugin :backgrounding\n  self.storages = {\n    cache: «Shrine::Storage::FileSystem.new("tmp/scans")»,\n    store: Shrine::Storage::S3.new(**s3)\n  }\n  storages[:exports] = «Shrine::Storage::FileSystem.new("tmp/exports")»\nend\n',
    },
    good: {
      'app/uploaders/scan_uploader.rb':
        'class ScanUploader < Shrine\n  self.storages = {\n    cache: Shrine::Storage::S3.new(prefix: "cache", **s3),\n    store: Shrine::Storage::S3.new(**s3)\n  }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'the parts of a resumable upload meet on one server only',
    bad: {
      'config/initializers/uploads.rb':
        'require "tus/server"\n\nTus::Server.opts[:storage] = «Tus::Storage::Filesystem.new("tmp/parts")»\n',
    },
    good: {
      'config/initializers/uploads.rb':
        'require "tus/server"\n\nTus::Server.opts[:storage] = Tus::Storage::S3.new(bucket: "parts", **s3)\n',
    },
  },
  {
    on: 'rails-8',
    about: 'Refile on the disk',
    bad: {
      'config/initializers/refile.rb':
        'Refile.cache = Refile::S3.new(prefix: "cache", **aws)\nRefile.store = «Refile::Backend::FileSystem.new("public/files")»\n',
    },
    good: {
      'config/initializers/refile.rb':
        'Refile.cache = Refile::S3.new(prefix: "cache", **aws)\nRefile.store = Refile::S3.new(prefix: "store", **aws)\n',
    },
  },
  {
    on: 'rails-8',
    about: 'Paperclip keeps files on disk unless its defaults or the attachment say otherwise',
    bad: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  «has_attached_file :photo»\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.paperclip_defaults = { storage: :s3, bucket: "shop" }\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_attached_file :photo\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a variable that is not set chooses the branch',
    bad: {
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'config/initializers/carrierwave.rb':
        'CarrierWave.configure do |config|\n  if ENV["STORAGE"] == "s3"\n    config.storage = :fog\n  else\n    config.storage = «:file»\n  end\nend\n',
    },
    good: {
      '.env.production': 'STORAGE=s3\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'config/initializers/carrierwave.rb':
        'CarrierWave.configure do |config|\n  if ENV["STORAGE"] == "s3"\n    config.storage = :fog\n  else\n    config.storage = :file\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a service object above which one class makes all others, and a folder that is a constant elsewhere',
    bad: {
      'app/controllers/scans_controller.rb':
        'class ScansController < ActionController::Base\n  def create\n    Scans::Keep.call(params[:number], params[:scan])\n  end\nend\n',
      'app/services/application_service.rb':
        'class ApplicationService\n  def self.call(...)\n    new(...).call\n  end\nend\n',
      'app/services/scans/keep.rb':
        'module Scans\n  class Keep < ApplicationService\n    def initialize(number, file)\n      @number = number\n      @file = file\n    end\n\n    def call\n      put(Places::SCANS.join("#{@number}.pdf"), @file.read)\n    end\n\n    private\n\n    def put(path, bytes)\n      «File.binwrite(path, bytes)»\n    end\n  end\nend\n',
      'app/lib/places.rb': 'module Places\n  SCANS = Rails.root.join("storage", "scans")\nend\n',
    },
    good: {
      'app/controllers/scans_controller.rb':
        'class ScansController < ActionController::Base\n  def create\n    Scans::Keep.call(params[:number], params[:scan])\n  end\nend\n',
      'app/services/application_service.rb':
        'class ApplicationService\n  def self.call(...)\n    new(...).call\n  end\nend\n',
      'app/services/scans/keep.rb':
        'module Scans\n  class Keep < ApplicationService\n    def initialize(number, file)\n      @number = number\n      @file = file\n    end\n\n    def call\n      put(File.join(Dir.tmpdir, "#{@number}.pdf"), @file.read)\n    end\n\n    private\n\n    def put(path, bytes)\n      File.binwrite(path, bytes)\n    end\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'the storage of an uploader is a setting of the app; the service is what a module elsewhere says',
    bad: {
      'config/application.rb':
        'require "rails/all"\n\nmodule Shop\n  class Application < Rails::Application\n    config.x.uploads.storage = :file\n  end\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'app/uploaders/avatar_uploader.rb':
        'class AvatarUploader < CarrierWave::Uploader::Base\n  storage «Rails.configuration.x.uploads.storage»\nend\n',
    },
    good: {
      'config/application.rb':
        'require "rails/all"\n\nmodule Shop\n  class Application < Rails::Application\n    config.x.uploads.storage = :fog\n  end\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  mount_uploader :avatar, AvatarUploader\nend\n',
      'app/uploaders/avatar_uploader.rb':
        'class AvatarUploader < CarrierWave::Uploader::Base\n  storage Rails.configuration.x.uploads.storage\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'only the environment of development chooses a service: Rails has none of its own for the others',
    unclear: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'config/environments/development.rb':
        'Rails.application.configure do\n  config.active_storage.service = :local\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
    },
  },
]);
