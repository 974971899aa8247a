import { examples } from 'ha-ready/rule';

const message = '<?php\nnamespace App;\nfinal class SendReport {}\n';
const handler =
  '<?php\nnamespace App;\nuse Symfony\\Component\\Mailer\\MailerInterface;\nuse Symfony\\Component\\Messenger\\Attribute\\AsMessageHandler;\nuse Symfony\\Component\\Mime\\Email;\n#[AsMessageHandler]\nfinal class SendReportHandler {\n    public function __construct(private MailerInterface $mailer) {}\n    public function __invoke(SendReport $message): void { $this->mailer->send(new Email()); }\n}\n';

export default examples([
  {
    on: 'symfony-7',
    about: 'every consumer of a schedule fires its messages, unless the schedule takes a lock',
    bad: {
      'src/SendReport.php': message,
      'src/SendReportHandler.php': handler,
      'src/Reports.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\Attribute\\AsSchedule;\nuse Symfony\\Component\\Scheduler\\RecurringMessage;\nuse Symfony\\Component\\Scheduler\\Schedule;\n#[AsSchedule]\nfinal class Reports {\n    public function getSchedule(): Schedule {\n        return (new Schedule())->add(«RecurringMessage::cron('0 6 * * *', new SendReport())»);\n    }\n}\n",
    },
    good: {
      'config/packages/lock.yaml': "framework:\n    lock: '%env(LOCK_DSN)%'\n",
      'src/Reports.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\Attribute\\AsSchedule;\nuse Symfony\\Component\\Scheduler\\RecurringMessage;\nuse Symfony\\Component\\Scheduler\\Schedule;\n#[AsSchedule]\nfinal class Reports {\n    public function getSchedule(): Schedule {\n        return (new Schedule())->add(RecurringMessage::cron('0 6 * * *', new SendReport()))->lock($this->locks->createLock('reports'));\n    }\n}\n",
    },
  },
  {
    on: 'symfony-7',
    about:
      'one process that consumes the schedule alone is one scheduler; one that works off a queue too is started twice when the queue grows',
    bad: {
      'src/SendReport.php': message,
      'src/SendReportHandler.php': handler,
      'src/Reports.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\Attribute\\AsSchedule;\nuse Symfony\\Component\\Scheduler\\RecurringMessage;\nuse Symfony\\Component\\Scheduler\\Schedule;\n#[AsSchedule]\nfinal class Reports {\n    public function getSchedule(): Schedule {\n        return (new Schedule())->add(«RecurringMessage::cron('0 6 * * *', new SendReport())»);\n    }\n}\n",
      'compose.prod.yaml':
        'services:\n  web:\n    image: app\n  worker:\n    image: app\n    command: bin/console messenger:consume scheduler_default async\n    restart: always\n',
    },
    good: {
      'src/Reports.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\Attribute\\AsSchedule;\nuse Symfony\\Component\\Scheduler\\RecurringMessage;\nuse Symfony\\Component\\Scheduler\\Schedule;\n#[AsSchedule]\nfinal class Reports {\n    public function getSchedule(): Schedule {\n        return (new Schedule())->add(RecurringMessage::cron('0 6 * * *', new SendReport()));\n    }\n}\n",
      'compose.prod.yaml':
        'services:\n  web:\n    image: app\n  scheduler:\n    image: app\n    command: bin/console messenger:consume scheduler_default -vv\n    restart: always\n  worker:\n    image: app\n    command: bin/console messenger:consume async\n    restart: always\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'a task by attribute has no lock at all',
    bad: {
      'src/SendReport.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Mailer\\MailerInterface;\nuse Symfony\\Component\\Mime\\Email;\nuse Symfony\\Component\\Scheduler\\Attribute\\AsCronTask;\n#[«AsCronTask('0 6 * * *')»]\nfinal class SendReport {\n    public function __construct(private MailerInterface $mailer) {}\n    public function __invoke(): void { $this->mailer->send(new Email()); }\n}\n",
    },
  },
]);
