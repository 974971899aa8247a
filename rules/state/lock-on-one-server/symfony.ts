import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'LOCK_DSN=flock, the default of the recipe, is a file of the server',
    bad: {
      '.env': '«LOCK_DSN=flock»\n',
      'config/packages/lock.yaml': "framework:\n    lock: '%env(LOCK_DSN)%'\n",
      'src/Import.php':
        '<?php\nnamespace App;\nuse Symfony\\Component\\Lock\\LockFactory;\nfinal class Import { public function __construct(private LockFactory $locks) {} }\n',
    },
    fixed: { '.env': 'LOCK_DSN=redis://redis:6379\n' },
    good: {
      'config/packages/lock.yaml': "framework:\n    lock: '%env(LOCK_DSN)%'\n",
      'src/Import.php':
        '<?php\nnamespace App;\nuse Symfony\\Component\\Lock\\LockFactory;\nfinal class Import { public function __construct(private LockFactory $locks) {} }\n',
    },
  },
  {
    on: 'symfony-7',
    about: "a class of the app that bears the name of Symfony's",
    good: {
      'src/Import.php':
        '<?php\nnamespace App;\nuse App\\Factory\\LockFactory;\nfinal class Import { public function __construct(private LockFactory $locks) {} }\n',
      'src/Factory/LockFactory.php':
        '<?php\nnamespace App\\Factory;\nfinal class LockFactory { public function build(string $title): array { return [$title]; } }\n',
    },
  },
]);
