import { examples } from 'ha-ready/rule';

const kept = (value: string) =>
  `def kept_token\n  file = Rails.root.join(".secret")\n  return File.read(file) if File.exist?(file)\n\n  token = SecureRandom.hex(64)\n  «File.write(file, token)»\n  token\nend\n\nShop::Application.config.secret_key_base = ${value}\n`;
const compose = (dummy: string) =>
  `services:\n  web:\n    build: .\n    restart: always\n    expose: [3000]\n    environment:\n      ${dummy}\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'a key that each server makes for itself and keeps in a file',
    bad: { 'config/initializers/secret_token.rb': kept('kept_token') },
    good: {
      'config/initializers/secret_token.rb':
        'Shop::Application.config.secret_key_base = ENV.fetch("SECRET_KEY_BASE")\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a random value where none is given; the deployment may give one',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.secret_key_base = «ENV.fetch("SECRET_KEY_BASE") { SecureRandom.hex(64) }»\nend\n',
    },
    good: {
      'config/secrets.yml': 'production:\n  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>\n',
    },
  },
  {
    on: 'rails-8',
    about: 'config/secrets.yml is ERB, evaluated at each start',
    bad: { 'config/secrets.yml': 'production:\n  secret_key_base: «<%= SecureRandom.hex(64) %>»\n' },
    good: { 'config/secrets.yml': 'test:\n  secret_key_base: <%= SecureRandom.hex(64) %>\n' },
  },
  {
    on: 'rails-8',
    about: 'the dummy key of an image build that reaches the running containers',
    bad: { 'compose.yaml': compose('SECRET_KEY_BASE_DUMMY: «1»') },
    good: { 'compose.yaml': compose('SECRET_KEY_BASE: ${SECRET_KEY_BASE}') },
  },
  {
    on: 'rails-8',
    about: 'a random value for development only',
    bad: {
      'config/application.rb':
        'require "rails/all"\n\nmodule Shop\n  class Application < Rails::Application\n    config.secret_key_base = «ENV["TOKEN"].presence || ENV["KEY"].presence || SecureRandom.hex(64)»\n  end\nend\n',
    },
    good: {
      'config/application.rb':
        'require "rails/all"\n\nmodule Shop\n  class Application < Rails::Application\n    config.secret_key_base =\n      ENV["TOKEN"].presence ||\n      if Rails.env.development? || Rails.env.test?\n        SecureRandom.hex(64)\n      else\n        raise "no TOKEN"\n      end\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a key file that a module of lib/ makes where there is none',
    bad: {
      'config/initializers/secret.rb':
        'require "key_file"\n\nRails.application.config.secret_key_base = KeyFile.read\n',
      'lib/key_file.rb':
        'module KeyFile\n  PATH = File.expand_path("../config/secret.key", __dir__)\n\n  def self.read\n    «File.write(PATH, SecureRandom.hex(64))» unless File.exist?(PATH)\n    File.read(PATH)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a random key where the settings of the app hold none',
    bad: {
      'config/initializers/key.rb':
        'if Shop.settings.key\n  Rails.application.credentials.secret_key_base = Shop.settings.key\nelse\n  Rails.application.credentials.secret_key_base = «SecureRandom.hex(64)»\nend\n',
    },
    good: {
      'config/initializers/key.rb':
        'if Shop.settings.key\n  Rails.application.credentials.secret_key_base = Shop.settings.key\nelse\n  abort "no key"\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'an initializer that makes the credentials where there are none; the environment goes before it',
    bad: {
      'config/initializers/credentials.rb':
        "path = Rails.application.config.credentials.content_path\nunless path.exist?\n  contents = { «secret_key_base: SecureRandom.hex(64)» }.to_yaml\n  ActiveSupport::EncryptedConfiguration.new(config_path: path, key_path: 'config/master.key', env_key: 'RAILS_MASTER_KEY', raise_if_missing_key: true).write(contents)\nend\n",
    },
    good: {
      '.env.production': 'SECRET_KEY_BASE=6f1c\n',
      'config/initializers/credentials.rb':
        "path = Rails.application.config.credentials.content_path\nunless path.exist?\n  contents = { secret_key_base: SecureRandom.hex(64) }.to_yaml\n  ActiveSupport::EncryptedConfiguration.new(config_path: path, key_path: 'config/master.key', env_key: 'RAILS_MASTER_KEY', raise_if_missing_key: true).write(contents)\nend\n",
    },
  },
  {
    on: 'rails-8',
    about: 'a task of the installation that writes an initializer',
    bad: {
      'lib/tasks/token.rake':
        "file 'config/initializers/token.rb' do\n  «made = SecureRandom.hex(40)»\n  File.write('config/initializers/token.rb', <<~FILE)\n    Shop::Application.config.secret_key_base = '#{made}'\n  FILE\nend\n",
    },
    good: {
      'lib/tasks/token.rake': 'task :token do\n  puts "secret_key_base=#{SecureRandom.hex(40)} would do"\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a key pair that is made where a size is told; one that is read from a text is no key of this process',
    bad: {
      'app/services/tokens.rb':
        'class Tokens\n  KEY = «OpenSSL::PKey::RSA.new(2048)»\n\n  def self.sign(payload)\n    JWT.encode(payload, KEY, "RS256")\n  end\nend\n',
      'app/controllers/tokens_controller.rb':
        'class TokensController < ApplicationController\n  def show\n    render json: { token: Tokens.sign({ id: 1 }) }\n  end\nend\n',
    },
    good: {
      'app/services/tokens.rb':
        'class Tokens\n  def self.sign(payload)\n    key = OpenSSL::PKey::RSA.new(ENV["HUB_KEY"])\n    JWT.encode(payload, key, "RS256")\n  end\nend\n',
      'app/controllers/tokens_controller.rb':
        'class TokensController < ApplicationController\n  def show\n    render json: { token: Tokens.sign({ id: 1 }) }\n  end\nend\n',
    },
  },
]);
