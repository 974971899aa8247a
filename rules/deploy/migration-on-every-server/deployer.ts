import { examples } from 'ha-ready/rule';

const deploy = (lines: string) =>
  `<?php\n\nnamespace Deployer;\n\n${lines}\nset('repository', 'git@example.com:shop.git');\n`;

export default examples([
  {
    on: 'laravel-11',
    about: "the recipe's own task runs on every host; once() limits it",
    bad: {
      'deploy.php': deploy(
        "«require 'recipe/laravel.php'»;\n\nhost('web1.example.com')->set('deploy_path', '/srv/shop');\nhost('web2.example.com')->set('deploy_path', '/srv/shop');",
      ),
    },
    good: {
      'deploy.php': deploy(
        "require 'recipe/laravel.php';\n\nhost('web1.example.com', 'web2.example.com');\ntask('artisan:migrate')->once();",
      ),
    },
    unclear: { 'deploy.php': deploy("require 'recipe/laravel.php';\n\ninventory('hosts.yml');") },
  },
  {
    on: 'symfony-7',
    about: 'a task of its own; one host of production beside one of staging is one',
    bad: {
      'deploy.php': deploy(
        "require 'recipe/symfony.php';\nhost('web[1:3].example.com');\ntask('database', function () {\n    «run('{{bin/console}} doctrine:migrations:migrate --no-interaction')»;\n});",
      ),
    },
    good: {
      'deploy.php': deploy(
        "require 'recipe/symfony.php';\nhost('shop.example.com');\nhost('staging.example.com');\ntask('database', function () {\n    run('{{bin/console}} doctrine:migrations:migrate --no-interaction');\n});",
      ),
    },
  },
]);
