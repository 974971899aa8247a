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
]);
