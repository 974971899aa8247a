import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'a schedule whose lock is a file of the server',
    bad: {
      '.env': 'LOCK_DSN=flock\n',
      'config/packages/lock.yaml': "framework:\n    lock: '%env(LOCK_DSN)%'\n",
      'src/Reports.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\RecurringMessage;\nuse Symfony\\Component\\Scheduler\\Schedule;\nfinal class Reports {\n    public function getSchedule(): Schedule {\n        return (new Schedule())->add(«RecurringMessage::cron('0 6 * * *', new SendReport())»)->lock($this->locks->createLock('reports'));\n    }\n}\n",
    },
    good: {
      'config/packages/lock.yaml': "framework:\n    lock: '%env(LOCK_DSN)%'\n",
      'src/Reports.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\Scheduler\\RecurringMessage;\nuse Symfony\\Component\\Scheduler\\Schedule;\nfinal class Reports {\n    public function getSchedule(): Schedule {\n        return (new Schedule())->add(RecurringMessage::cron('0 6 * * *', new SendReport()))->lock($this->locks->createLock('reports'));\n    }\n}\n",
    },
  },
]);
