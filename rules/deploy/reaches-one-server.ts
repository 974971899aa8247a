import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The deployment brings the code to one server',
  why: 'A second server that the deployment does not know keeps the code of the day that it was set up: users meet two versions, and the old one writes to a database that the new one has changed.',
  remedy: {
    any: 'Let the deployment name a group of servers (or build one image that all of them start), so that a new server is a new line and gets the same version as the others.',
  },
  needs: ['deployTargets'],
  *check({ deployTargets }) {
    for (const { label, technology, servers, at, repair } of deployTargets)
      yield* judge(`how many servers ${label} reaches`, servers, (count, because) =>
        count === 1
          ? hazard(`${label} brings the code to one server: a second one stays as it is`, because, {
              at,
              technology,
              repair,
            })
          : safe(`${label} brings the code to ${count} servers`, because, { technology }),
      );
  },
  examples: [
    {
      on: 'laravel-12',
      about: 'one host besides the one for tests; two, and a range',
      bad: {
        'deploy.php':
          "<?php\nnamespace Deployer;\nrequire 'recipe/laravel.php';\n«host('web1.example.com')»->set('deploy_path', '/srv/shop');\nhost('staging.example.com');\ntask('artisan:migrate')->once();\n",
      },
      good: {
        'deploy.php':
          "<?php\nnamespace Deployer;\nrequire 'recipe/laravel.php';\nhost('web1.example.com');\nhost('web2.example.com');\ntask('artisan:migrate')->once();\n",
      },
    },
    {
      on: 'rails-8',
      about: 'Capistrano: the stage for production; a server of the database gets no code',
      bad: {
        'config/deploy.rb': "lock '3.19'\nset :application, 'shop'\n",
        'config/deploy/production.rb':
          "«server 'web1.example.com', user: 'deploy', roles: %w[app web]»\nserver 'db1.example.com', roles: %w[db]\n",
        'config/deploy/staging.rb': "server 'staging.example.com', roles: %w[app web db]\n",
      },
      good: {
        'config/deploy.rb': "lock '3.19'\nset :application, 'shop'\n",
        'config/deploy/production.rb':
          "server 'web1.example.com', roles: %w[app web db]\nserver 'web2.example.com', roles: %w[app web]\n",
      },
    },
    {
      on: 'rails-8',
      about: 'Capistrano: a server that whoever deploys may choose',
      bad: {
        'config/deploy/production.rb': "«server ENV.fetch('HOST', 'web1.example.com'), roles: %w[app web]»\n",
      },
      good: {
        'config/deploy/production.rb':
          "server ENV.fetch('HOST', 'web1.example.com'), roles: %w[app web]\nserver ENV.fetch('OTHER', 'web2.example.com'), roles: %w[app web]\n",
      },
    },
    {
      on: 'express-5',
      about: 'a workflow that copies and restarts; one that only looks at the server; hosts in a secret',
      bad: {
        '.github/workflows/deploy.yml': workflow(
          '«web1.example.com»',
          'cd /srv/shop && git pull && npm ci && pm2 reload all',
        ),
      },
      good: {
        '.github/workflows/deploy.yml': workflow(
          'web1.example.com,web2.example.com',
          'cd /srv/shop && git pull && npm ci',
        ),
        '.github/workflows/look.yml': workflow('web1.example.com', 'df -h'),
      },
      unclear: {
        '.github/workflows/deploy.yml': workflow('${{ secrets.SSH_HOST }}', 'cd /srv/shop && git pull && npm ci'),
      },
    },
  ],
});

function workflow(host: string, script: string): string {
  return `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: appleboy/ssh-action@v1\n        with:\n          host: ${host}\n          script: ${script}\n`;
}
