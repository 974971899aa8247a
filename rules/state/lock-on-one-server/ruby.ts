import { examples } from 'ha-ready/rule';

const labels = (under: string, after: string) =>
  `class LabelsController < ApplicationController\n  def show\n    path = drawn\n${after}    send_file path\n  end\n\n  private\n\n  def drawn\n    path = "/tmp/label-#{params[:id]}"\n    File.open(path, File::RDWR | File::CREAT) do |file|\n${under}    end\n    path\n  end\n\n  def draw\n    "label"\n  end\nend\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'a mutex around rows; a mutex around memory does its work',
    bad: {
      'app/services/numbers.rb':
        'class Numbers\n  LOCK = Mutex.new\n\n  def next_invoice\n    «LOCK.synchronize» do\n      Invoice.create!(number: Invoice.maximum(:number).to_i + 1)\n    end\n  end\nend\n',
      'app/models/invoice.rb': 'class Invoice < ApplicationRecord\nend\n',
      'app/controllers/invoices_controller.rb':
        'class InvoicesController < ApplicationController\n  def create\n    render json: Numbers.new.next_invoice\n  end\nend\n',
    },
    good: {
      'app/services/numbers.rb':
        'class Numbers\n  LOCK = Mutex.new\n\n  def client\n    LOCK.synchronize { @client ||= Http.new }\n  end\n\n  def next_invoice\n    Counter.lock.find_by!(name: "invoice").increment!(:value)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a lock on a local file around rows; around the file itself it does its work',
    bad: {
      'app/jobs/import_job.rb':
        'class ImportJob < ApplicationJob\n  def perform\n    File.open("/tmp/import.lock", File::CREAT) do |file|\n      «file.flock»(File::LOCK_EX)\n      Product.insert_all(rows)\n    end\n  end\nend\n',
    },
    good: {
      'app/jobs/import_job.rb':
        'class ImportJob < ApplicationJob\n  def perform\n    File.open("/tmp/report.csv", "w") do |file|\n      file.flock(File::LOCK_EX)\n      file.write(rows)\n    end\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'what is done while the file is open; what the caller does with it later is done without the lock',
    bad: {
      'app/controllers/labels_controller.rb': labels(
        '      «file.flock»(File::LOCK_EX)\n      file.write(draw)\n      Label.create!(path: path)\n',
        '',
      ),
    },
    good: {
      'app/controllers/labels_controller.rb': labels(
        '      file.flock(File::LOCK_EX)\n      file.write(draw)\n',
        '    Label.create!(path: path)\n',
      ),
    },
  },
]);
