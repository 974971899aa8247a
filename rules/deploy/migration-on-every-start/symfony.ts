import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: "a command of the app itself that runs Doctrine's migrations",
    bad: {
      'docker/entrypoint.sh': '#!/bin/sh\n«bin/console app:setup --no-interaction»\nexec "$@"\n',
      'src/Command/SetupCommand.php':
        "<?php\nnamespace App\\Command;\nuse Symfony\\Component\\Console\\Attribute\\AsCommand;\n#[AsCommand(name: 'app:setup')]\nfinal class SetupCommand { public function run(): void { $this->getApplication()->find('doctrine:migrations:migrate')->run(); } }\n",
    },
    good: {
      'docker/entrypoint.sh': '#!/bin/sh\nbin/console app:warmup\nexec "$@"\n',
    },
  },
]);
