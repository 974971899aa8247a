import { examples } from 'ha-ready/rule';

const newsletter = (call: string) =>
  `const nodemailer = require('nodemailer');\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nasync function refresh(tell = false) {\n  if (!tell) return;\n  await sendNews();\n}\n\nasync function sendNews() {\n  await transport.sendMail({ to: 'team@example.com', subject: 'News' });\n}\n\nexports.hourly = () => ${call};\n`;
const byOptions = (text: string) => text.replace('(tell = false)', '({ tell = false, limit } = {})');
const nightly = "const { hourly } = require('./newsletter');\n\nsetInterval(() => hourly(), 3_600_000);\n";

const due = (call: string) =>
  `import httpx\nfrom apscheduler.schedulers.background import BackgroundScheduler\n\nscheduler = BackgroundScheduler()\n\n\ndef review(tell=True, *, dry_run=False):\n    if tell and not dry_run:\n        announce()\n\n\ndef announce():\n    httpx.post("https://mail.example.com/send")\n\n\ndef look():\n    ${call}\n\n\nscheduler.add_job(look, "interval", hours=1)\nscheduler.start()\n`;

const flask = 'from flask import Flask\n\nfrom app import jobs\n\napp = Flask(__name__)\n';

const console_ = (call: string) =>
  `<?php\n\nuse App\\Services\\Reviews;\nuse Illuminate\\Support\\Facades\\Schedule;\n\n${call};\n`;
const reviews =
  "<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\Mail;\n\nclass Reviews\n{\n    public static function look(bool $tell = false): void\n    {\n        if ($tell) {\n            self::announce();\n        }\n        Cache::put('looked', 1);\n    }\n\n    private static function announce(): void\n    {\n        Mail::raw('They are due.', fn ($mail) => $mail->to('team@example.com'));\n    }\n}\n";

const outbox = (call: string) =>
  `class Outbox < ApplicationRecord\n  def self.tidy(tell: false)\n    announce if tell\n    where("created_at < ?", 30.days.ago).delete_all\n  end\n\n  def self.announce\n    OutboxMailer.due.deliver_now\n  end\n\n  def self.daily\n    ${call}\n  end\nend\n`;
const mailer =
  'class OutboxMailer < ApplicationMailer\n  def due\n    mail(to: "team@example.com", subject: "Due")\n  end\nend\n';

/** What a call tells a function by its parameters, and what that leaves undone. */
export default examples([
  {
    on: 'node-22',
    about: 'a parameter whose default says that nothing is sent',
    bad: {
      'src/newsletter.js': newsletter('refresh(true)'),
      'src/clock.js': nightly.replace('setInterval', '«setInterval»'),
    },
    good: { 'src/newsletter.js': newsletter('refresh()'), 'src/clock.js': nightly },
  },
  {
    on: 'node-22',
    about: 'a member of the options that a call gives, and what stands for it where it gives none',
    bad: {
      'src/newsletter.js': byOptions(newsletter('refresh({ tell: true })')),
      'src/clock.js': nightly.replace('setInterval', '«setInterval»'),
    },
    good: { 'src/newsletter.js': byOptions(newsletter('refresh({ limit: 5 })')), 'src/clock.js': nightly },
  },
  {
    on: 'flask-3',
    about: 'a task that says by name that nobody is told',
    bad: { 'app/jobs.py': due('review()').replace(/(scheduler.add_job.*)/, '«$1»'), 'app/__init__.py': flask },
    good: { 'app/jobs.py': due('review(dry_run=True)'), 'app/__init__.py': flask },
  },
  {
    on: 'laravel-11',
    about: 'a default of a parameter with a type',
    bad: {
      'app/Services/Reviews.php': reviews,
      'routes/console.php': console_('«Schedule::call(fn () => Reviews::look(tell: true))»->daily()'),
    },
    good: {
      'app/Services/Reviews.php': reviews,
      'routes/console.php': console_('Schedule::call(fn () => Reviews::look())->daily()'),
    },
  },
  {
    on: 'rails-8',
    about: 'a keyword of a method',
    bad: {
      'config/initializers/poller.rb':
        'Rails.application.config.after_initialize do\n  «Thread.new do\n    loop do\n      Outbox.daily\n      sleep 86_400\n    end\n  end»\nend\n',
      'app/models/outbox.rb': outbox('tidy(tell: true)'),
      'app/mailers/outbox_mailer.rb': mailer,
    },
    good: {
      'config/initializers/poller.rb':
        'Rails.application.config.after_initialize do\n  Thread.new do\n    loop do\n      Outbox.daily\n      sleep 86_400\n    end\n  end\nend\n',
      'app/models/outbox.rb': outbox('tidy'),
      'app/mailers/outbox_mailer.rb': mailer,
    },
  },
]);
