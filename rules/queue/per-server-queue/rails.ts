import { examples } from 'ha-ready/rule';

const job = 'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n';

export default examples([
  {
    on: 'rails-8',
    about: 'without an adapter jobs are threads of the web process: one is chosen',
    bad: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/environments/production.rb':
        '«Rails.application.configure do»\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/order.rb': job,
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a concern hands mail to a thread whenever a record was saved; a job of Active Job with an adapter is safe',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/concerns/announced.rb':
        'module Announced\n  extend ActiveSupport::Concern\n\n  included do\n    after_commit :announce, on: :create\n  end\n\n  def announce\n    «Thread.new { tell }»\n  end\n\n  private\n\n  def tell\n    update!(told_at: Time.current)\n  end\nend\n',
      'app/models/order.rb': 'class Order < ApplicationRecord\n  include Announced\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/concerns/announced.rb':
        'module Announced\n  extend ActiveSupport::Concern\n\n  included do\n    after_commit :announce, on: :create\n  end\n\n  def announce\n    AnnounceJob.perform_later(self)\n  end\nend\n',
      'app/models/order.rb': 'class Order < ApplicationRecord\n  include Announced\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a pool of threads that an object of the settings holds',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'config/initializers/pushes.rb': 'Rails.application.configure do\n  config.x.pushes = Pushes.new\nend\n',
      'app/controllers/messages_controller.rb':
        'class MessagesController < ActionController::Base\n  def create\n    Rails.configuration.x.pushes.add(params[:text])\n  end\nend\n',
      'lib/pushes.rb':
        'class Pushes\n  attr_reader :pool\n\n  def initialize\n    @pool = Concurrent::FixedThreadPool.new(5)\n  end\n\n  def add(text)\n    «pool.post { deliver(text) }»\n  end\n\n  def deliver(text)\n    Net::HTTP.post(URI("https://push.example.com"), text)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about:
      'a job that only hands its work on to a pool of the process is done for its queue; one that does it is tried again',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'config/initializers/pushes.rb': 'Rails.application.configure do\n  config.x.pushes = Pushes.new\nend\n',
      'app/jobs/push_job.rb':
        'class PushJob < ApplicationJob\n  def perform(text)\n    Rails.configuration.x.pushes.add(text)\n  end\nend\n',
      'lib/pushes.rb':
        'class Pushes\n  attr_reader :pool\n\n  def initialize\n    @pool = Concurrent::FixedThreadPool.new(5)\n  end\n\n  def add(text)\n    «pool.post { deliver(text) }»\n  end\n\n  def deliver(text)\n    Net::HTTP.post(URI("https://push.example.com"), text)\n  end\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/jobs/push_job.rb':
        'class PushJob < ApplicationJob\n  def perform(text)\n    Net::HTTP.post(URI("https://push.example.com"), text)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'each of the records of a query is handed to threads of this process',
    bad: {
      'lib/posts/pool.rb':
        'class Posts::Pool\n  attr_reader :senders, :connection\n\n  def initialize(gone:)\n    @senders = Concurrent::ThreadPoolExecutor.new(max_threads: 20, queue_size: 5000)\n    @connection = Net::HTTP::Persistent.new(name: "posts", pool_size: 20)\n    @gone = gone\n  end\n\n  def queue(text, readers)\n    readers.find_each { |reader| send_later(text, reader) }\n  end\n\n  private\n    def send_later(text, reader)\n      note = reader.note(text)\n      «senders.post do\n        deliver(note, reader.id)\n      rescue StandardError => e\n        Rails.logger.error e.message\n      end»\n    end\n\n    def deliver(note, id)\n      note.deliver(connection: connection)\n    end\nend\n',
      'lib/posts/note.rb':
        'class Posts::Note\n  def initialize(text, endpoint)\n    @text, @endpoint = text, endpoint\n  end\n\n  def deliver(connection:)\n    WebPush.payload_send(message: @text, endpoint: @endpoint, connection: connection)\n  end\nend\n',
      'config/initializers/posts.rb':
        'Rails.application.configure do\n  config.x.posts = Posts::Pool.new(gone: ->(id) { Reader.find_by(id: id)&.destroy })\n  at_exit { config.x.posts.senders.shutdown }\nend\n',
      'app/models/reader.rb':
        'class Reader < ApplicationRecord\n  def note(text)\n    Posts::Note.new(text, endpoint)\n  end\nend\n',
      'app/controllers/posts_controller.rb':
        'class PostsController < ApplicationController\n  def create\n    Rails.configuration.x.posts.queue(params[:text], Reader.all)\n    head :ok\n  end\nend\n',
    },
    good: {
      'lib/posts/pool.rb':
        'class Posts::Pool\n  attr_reader :senders, :connection\n\n  def initialize(gone:)\n    @senders = Concurrent::ThreadPoolExecutor.new(max_threads: 20, queue_size: 5000)\n    @connection = Net::HTTP::Persistent.new(name: "posts", pool_size: 20)\n    @gone = gone\n  end\n\n  def queue(text, readers)\n    readers.find_each { |reader| send_later(text, reader) }\n  end\n\n  private\n    def send_later(text, reader)\n      note = reader.note(text)\n      PostJob.perform_later(text, reader.id)\n    end\n\n    def deliver(note, id)\n      note.deliver(connection: connection)\n    end\nend\n',
      'lib/posts/note.rb':
        'class Posts::Note\n  def initialize(text, endpoint)\n    @text, @endpoint = text, endpoint\n  end\n\n  def deliver(connection:)\n    WebPush.payload_send(message: @text, endpoint: @endpoint, connection: connection)\n  end\nend\n',
      'config/initializers/posts.rb':
        'Rails.application.configure do\n  config.x.posts = Posts::Pool.new(gone: ->(id) { Reader.find_by(id: id)&.destroy })\n  at_exit { config.x.posts.senders.shutdown }\nend\n',
      'app/models/reader.rb':
        'class Reader < ApplicationRecord\n  def note(text)\n    Posts::Note.new(text, endpoint)\n  end\nend\n',
      'app/controllers/posts_controller.rb':
        'class PostsController < ApplicationController\n  def create\n    Rails.configuration.x.posts.queue(params[:text], Reader.all)\n    head :ok\n  end\nend\n',
      'app/jobs/post_job.rb':
        'class PostJob < ApplicationJob\n  def perform(text, id)\n    Reader.find(id).note(text).deliver(connection: nil)\n  end\nend\n',
    },
  },
]);
