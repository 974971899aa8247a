import { examples } from 'ha-ready/rule';

const gems = 'gem "rails"\ngem "whenever", require: false\n';
const schedule = 'every 1.day, at: "6:00 am" do\n  runner "Digest.send_all"\nend\n';

export default examples([
  {
    on: 'sinatra-4',
    about: 'rufus-scheduler in the web process, and in a program of its own that runs once',
    bad: {
      'app.rb':
        'require "sinatra/base"\nrequire "rufus-scheduler"\n\n«Rufus::Scheduler.singleton».every("1h") { Digest.send_all }\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\nend\n',
    },
    good: {
      'bin/schedule.rb':
        'scheduler = Rufus::Scheduler.new\nscheduler.every("1h") { Digest.send_all }\nscheduler.join\n',
      'compose.yaml':
        'services:\n  web:\n    build: .\n    command: bundle exec puma\n    restart: always\n    expose: ["9292"]\n  schedule:\n    build: .\n    command: bundle exec ruby bin/schedule.rb\n    restart: always\n',
    },
    unclear: {
      'bin/schedule.rb':
        'scheduler = Rufus::Scheduler.new\nscheduler.every("1h") { Digest.send_all }\nscheduler.join\n',
    },
  },
  {
    on: 'rails-8',
    about: 'an initializer that a variable switches on',
    unclear: {
      'config/initializers/scheduler.rb':
        'if ENV["RUN_SCHEDULER"]\n  Rufus::Scheduler.new.every("1h") { Digest.send_all }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'every copy of clockwork fires every task',
    bad: {
      'config/clock.rb':
        'require "clockwork"\n\nmodule Clockwork\n  every(1.hour, "digest") { DigestJob.perform_later }\nend\n',
      'config/deploy.yml':
        'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n  clock:\n    hosts: [10.0.0.11, 10.0.0.12]\n    cmd: «bundle exec clockwork config/clock.rb»\n',
    },
    good: {
      'config/clock.rb':
        'require "clockwork"\n\nmodule Clockwork\n  every(1.hour, "digest") { DigestJob.perform_later }\nend\n',
      'config/deploy.yml':
        'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n  clock:\n    hosts: [10.0.0.11]\n    cmd: bundle exec clockwork config/clock.rb\n',
    },
    unclear: {
      'config/clock.rb':
        'require "clockwork"\n\nmodule Clockwork\n  every(1.hour, "digest") { DigestJob.perform_later }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'whenever writes the crontab of every server that has the role; one server has it here, there two have',
    bad: {
      Gemfile: gems,
      'config/schedule.rb': schedule.replace('every 1.day, at: "6:00 am"', '«every 1.day, at: "6:00 am"»'),
      Capfile: 'require "capistrano/setup"\nrequire "whenever/capistrano"\n',
      'config/deploy.rb': 'set :application, "shop"\nset :whenever_roles, -> { :app }\n',
      'config/deploy/production.rb':
        'server "one.internal", roles: %w{app db web}\nserver "two.internal", roles: %w{app web}\n',
    },
    good: {
      Gemfile: gems,
      'config/schedule.rb': schedule,
      Capfile: 'require "capistrano/setup"\nrequire "whenever/capistrano"\n',
      'config/deploy/production.rb':
        'server "one.internal", roles: %w{app db web}\nserver "two.internal", roles: %w{app web}\n',
    },
    unclear: { Gemfile: gems, 'config/schedule.rb': schedule },
  },
  {
    on: 'rails-8',
    about: 'a script for cron runs wherever somebody puts it into a crontab',
    good: { 'script/nightly-cron': '#!/bin/bash\nfind tmp -mtime +7 -delete\n' },
    unclear: { 'script/nightly-cron': '#!/bin/bash\ncd /srv/shop\nbundle exec rails runner Digest.send_all\n' },
  },
]);
