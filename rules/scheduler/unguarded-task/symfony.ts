import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'every consumer of a schedule fires its messages, unless the schedule takes a lock',
    bad: {
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
    about: 'a task by attribute has no lock at all',
    bad: {
      'src/SendReport.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\Attribute\\AsCronTask;\n#[«AsCronTask('0 6 * * *')»]\nfinal class SendReport { public function __invoke(): void {} }\n",
    },
  },
]);
