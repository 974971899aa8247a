import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'sinatra-4',
    about: 'a constant that requests fill; a table that nothing changes',
    bad: {
      'app.rb':
        'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  «CARTS» = {}\n\n  get("/health") { "ok" }\n\n  post "/cart" do\n    CARTS[params[:user]] = params[:items]\n    204\n  end\n\n  get("/cart") { CARTS[params[:user]].to_s }\nend\n',
    },
    good: {
      'app.rb':
        'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  RATES = { "se" => 25, "fi" => 24 }\n  HANDLERS = {}\n  HANDLERS["card"] = Card\n\n  get("/health") { "ok" }\n\n  get("/rate") { RATES[params[:country]].to_s }\nend\n',
    },
  },
  {
    on: 'sinatra-4',
    about: 'a setting and a variable of the top level, in the classic style',
    bad: {
      'app.rb':
        'require "sinatra"\n\nset :tokens, «{}»\n«visits» = []\n\nget("/health") { "ok" }\n\npost "/login" do\n  settings.tokens[params[:token]] = params[:user]\n  204\nend\n\npost "/visits" do\n  visits << Time.now\n  204\nend\n\nget("/me") { settings.tokens[params[:token]] }\nget("/visits") { visits.size.to_s }\n',
      'config.ru': 'require_relative "app"\n\nrun Sinatra::Application\n',
    },
    good: {
      'app.rb':
        'require "sinatra"\n\nset :views, "pages"\n\nget("/health") { "ok" }\n\nget "/list" do\n  names = []\n  names << params[:name]\n  names.join\nend\n',
      'config.ru': 'require_relative "app"\n\nrun Sinatra::Application\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a class variable that counts for all users; what every server computes alike is only a cache',
    bad: {
      'app/controllers/votes_controller.rb':
        'class VotesController < ApplicationController\n  @@votes = «Hash.new(0)»\n\n  def create\n    @@votes[params[:id]] += 1\n    head :created\n  end\n\n  def show\n    render json: @@votes[params[:id]]\n  end\nend\n',
    },
    good: {
      'app/services/rates.rb':
        'class Rates\n  CACHE = {}\n\n  def self.of(country)\n    CACHE[country] ||= Table.load(country)\n  end\n\n  def self.for(zone)\n    return CACHE[zone] if CACHE.key?(zone)\n\n    CACHE[zone] = Table.load(zone)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about:
      'presence in a concurrent map; a registry that classes fill while they load, and a setting of the class itself',
    bad: {
      'app/channels/room_channel.rb':
        'class RoomChannel < ApplicationCable::Channel\n  «PRESENT» = Concurrent::Map.new\n\n  def subscribed\n    PRESENT.put_if_absent(current_user.id, true)\n  end\n\n  def receive(_data)\n    transmit(present: PRESENT.keys)\n  end\nend\n',
    },
    good: {
      'app/models/exporter.rb':
        'class Exporter\n  @kinds = []\n\n  class << self\n    def register(kind)\n      @kinds << kind\n    end\n\n    def add_kind(kind)\n      @kinds.push(kind)\n    end\n  end\n\n  def rows\n    @rows ||= []\n    @rows << 1\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a variable of the class behind a method of its own, changed by a callback of a controller',
    bad: {
      'app/lib/visits.rb':
        'class Visits\n  class << self\n    def hit(address)\n      table[address] = table.fetch(address, 0) + 1\n    end\n\n    def total\n      table.values.sum\n    end\n\n    private\n\n    def table\n      @table ||= «{}»\n    end\n  end\nend\n',
      'app/controllers/visits_controller.rb':
        'class VisitsController < ActionController::Base\n  before_action :count\n\n  def show\n    render json: Visits.total\n  end\n\n  private\n\n  def count\n    Visits.hit(request.remote_ip)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a table of a gem in place of the language’s own',
    bad: {
      'app/controllers/codes_controller.rb':
        'class CodesController < ApplicationController\n  «CODES» = LruRedux::TTL::Cache.new(1000, 600)\n\n  def create\n    CODES[params[:phone]] = rand(10_000)\n    head :ok\n  end\n\n  def show\n    render json: { ok: CODES[params[:phone]] == params[:code].to_i }\n  end\nend\n',
    },
    good: {
      'app/controllers/codes_controller.rb':
        'class CodesController < ApplicationController\n  CODES = ActiveSupport::Cache::RedisCacheStore.new(url: ENV.fetch("REDIS_URL"))\n\n  def create\n    CODES.write(params[:phone], rand(10_000), expires_in: 600)\n    head :ok\n  end\n\n  def show\n    render json: { ok: CODES.read(params[:phone]) == params[:code].to_i }\n  end\nend\n',
    },
  },
]);
