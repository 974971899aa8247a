import { examples } from 'ha-ready/rule';

const export_ = (body: string) =>
  `class ExportJob < ApplicationJob\n  def perform(id)\n    path = Rails.root.join("exports", "#{id}.zip")\n${body}  end\nend\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'an archive that a job packs, and one that only this job needs',
    bad: {
      'app/jobs/export_job.rb': export_(
        '    «Zip::File.open(path, create: true) do |zip|\n      zip.get_output_stream("a.txt") { |file| file.write "a" }\n    end»\n',
      ),
    },
    good: {
      'app/jobs/export_job.rb':
        'class ExportJob < ApplicationJob\n  def perform(id)\n    Dir.mktmpdir do |folder|\n      Zip::File.open(File.join(folder, "a.zip"), create: true) { |zip| zip.add("a", "b") }\n    end\n    Zip::File.open(Rails.root.join("lib/templates.zip")) { |zip| Report.create!(names: zip.size) }\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'libarchive writes by name',
    bad: {
      'app/jobs/export_job.rb': export_(
        '    «Archive.write_open_filename(path.to_s, Archive::COMPRESSION_NONE, Archive::FORMAT_ZIP) do |archive|\n      archive.new_entry { |entry| entry.pathname = "a.txt" }\n    end»\n',
      ),
    },
  },
  {
    on: 'rails-8',
    about: 'what an administrator uploads is unpacked into a folder of the app',
    bad: {
      'app/controllers/themes_controller.rb':
        'class ThemesController < ApplicationController\n  def create\n    target = Rails.root.join("themes", params[:name])\n    Archive::Reader.open_filename(params[:file].tempfile.path) do |reader|\n      reader.each_entry do |entry|\n        «reader.extract(entry, Archive::EXTRACT_SECURE, destination: target.to_s)»\n      end\n    end\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: "the entries of a zip go into the app's own folder",
    bad: {
      'app/controllers/themes_controller.rb':
        'class ThemesController < ApplicationController\n  def create\n    Zip::File.open(params[:file].tempfile.path) do |zip|\n      zip.each do |entry|\n        «entry.extract(Rails.root.join("themes", entry.name))»\n      end\n    end\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: "a mark of work in progress in the folder of Shrine's storage",
    bad: {
      'app/uploaders/report_uploader.rb': 'class ReportUploader < Shrine\nend\n',
      'app/controllers/reports_controller.rb':
        'class ReportsController < ApplicationController\n  def create\n    mark = File.join(ReportUploader.find_storage(:downloads).directory, "#{params[:id]}.busy")\n    return head(:accepted) if busy?\n    «FileUtils.touch(mark)»\n    ReportJob.perform_later(params[:id])\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a work folder of one job, removed when it ends, and one that stays; helpers write into both',
    bad: {
      'app/jobs/pack_job.rb':
        'class PackJob < ApplicationJob\n  def perform(album)\n    @folder = Rails.root.join("albums/#{album}")\n    begin\n      FileUtils.mkdir_p(@folder)\n      write_titles(album)\n    ensure\n      FileUtils.rm_rf(Rails.root.join("albums/old"))\n    end\n  end\n\n  private\n\n  attr_reader :folder\n\n  def write_titles(album)\n    path = folder.join("titles.txt")\n    «File.write(path, album)»\n  end\nend\n',
      'app/jobs/cover_job.rb':
        'class CoverJob < ApplicationJob\n  def perform(album)\n    Covers.new(Rails.root.join("covers", album)).call\n  end\nend\n',
      'app/services/covers.rb':
        'class Covers\n  def initialize(folder)\n    @folder = folder\n  end\n\n  def call\n    keep(folder.join("cover.jpg"))\n  end\n\n  private\n\n  attr_reader :folder\n\n  def keep(path)\n    «File.write(path, "cover")»\n  end\nend\n',
    },
    good: {
      'app/jobs/pack_job.rb':
        'class PackJob < ApplicationJob\n  def perform(album)\n    @folder = Rails.root.join("albums/#{album}")\n    @inner = @folder.join("inner")\n    begin\n      FileUtils.mkdir_p(@inner)\n      write_titles(album)\n      Covers.new(inner).call\n      @copy = File.join(@folder, "copy.txt")\n      FileUtils.cp("list.txt", @copy)\n      upload(@folder)\n    ensure\n      clean(@folder) if @folder.exist?\n    end\n  end\n\n  private\n\n  attr_reader :folder, :inner\n\n  def write_titles(album)\n    path = folder.join("titles.txt")\n    File.write(path, album)\n  end\n\n  def clean(dir)\n    FileUtils.rm_rf(dir)\n  end\nend\n',
      'app/services/covers.rb':
        'class Covers\n  def initialize(folder)\n    @folder = folder\n  end\n\n  def call\n    keep(folder.join("cover.jpg"))\n  end\n\n  private\n\n  attr_reader :folder\n\n  def keep(path)\n    File.write(path, "cover")\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a folder of its own for each account: that of another one is removed',
    bad: {
      'app/jobs/keep_job.rb':
        'class KeepJob < ApplicationJob\n  def perform(account, former)\n    «File.write(File.join(folder_of(account), "list.txt"), "a")»\n    FileUtils.rm_rf(folder_of(former))\n  end\n\n  private\n\n  def folder_of(account)\n    Rails.root.join("accounts", account)\n  end\nend\n',
    },
  },
]);
