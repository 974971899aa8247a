import { examples } from 'ha-ready/rule';

const thread = 'Thread.new do\n    loop do\n      Outbox.flush\n      sleep 10\n    end\n  end';
const poller = (started: string) => `Rails.application.config.after_initialize do
  ${started}
end
`;

const outbox = (rows: string) => `class Outbox < ApplicationRecord
  def self.flush
    ${rows}
  end
end
`;

const mailer = `class OutboxMailer < ApplicationMailer
  def one(row)
    mail(to: row.to, subject: "Your order")
  end
end
`;

const mails = outbox(
  'where(sent_at: nil).limit(50).each do |row|\n      OutboxMailer.one(row).deliver_now\n      row.update!(sent_at: Time.current)\n    end',
);

export default examples([
  {
    on: 'rails-8',
    about: 'a thread of each process that goes round without an end',
    bad: {
      'config/initializers/poller.rb': poller(`«${thread}»`),
      'app/models/outbox.rb': mails,
      'app/mailers/outbox_mailer.rb': mailer,
    },
    good: {
      'config/initializers/poller.rb': poller(thread),
      'app/models/outbox.rb': outbox('Rails.logger.info("still here")'),
    },
  },
]);
