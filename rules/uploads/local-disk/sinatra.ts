import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'sinatra-4',
    about: 'an upload written below public; a file of the request alone',
    bad: {
      'app.rb':
        'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\n\n  post "/photos" do\n    «File.open("./public/uploads/#{params[:file][:filename]}", "wb") { |f| f.write(params[:file][:tempfile].read) }»\n    204\n  end\nend\n',
    },
    good: {
      'app.rb':
        'require "sinatra/base"\nrequire "tempfile"\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\n\n  post "/photos" do\n    Tempfile.create { |f| f.write(params[:file][:tempfile].read) }\n    BUCKET.put_object(key: params[:file][:filename], body: params[:file][:tempfile])\n    204\n  end\nend\n',
    },
  },
  {
    on: 'sinatra-4',
    about: 'the folder is a method of the same file',
    bad: {
      'app.rb':
        'require "sinatra/base"\nrequire "fileutils"\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\n\n  def upload_dir\n    File.join(settings.public_folder, "photos")\n  end\n\n  post "/photos" do\n    «FileUtils.mv(params[:file][:tempfile].path, File.join(upload_dir, "a.png"))»\n  end\nend\n',
    },
  },
  {
    on: 'sinatra-4',
    about: 'a store in a file of its own, made by a helper, with a folder from the environment',
    bad: {
      'app.rb':
        'require "sinatra/base"\nrequire_relative "store"\n\nclass Shop < Sinatra::Base\n  helpers do\n    def store\n      @store ||= Store.new\n    end\n  end\n\n  get("/health") { "ok" }\n\n  post "/photos" do\n    photo = params[:photo]\n    store.save(photo[:filename], photo[:tempfile])\n  end\nend\n',
      'store.rb':
        'require "fileutils"\n\nclass Store\n  def initialize(root: ENV.fetch("PHOTOS") { File.expand_path("photos", __dir__) })\n    @root = root\n  end\n\n  def save(name, file)\n    «FileUtils.cp(file.path, File.join(@root, name))»\n  end\nend\n',
    },
  },
]);
