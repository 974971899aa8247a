import { examples } from 'ha-ready/rule';

const task = {
  'app/Console/Commands/Send.php':
    "<?php\n\nnamespace App\\Console\\Commands;\n\nuse App\\Mail\\News;\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Mail;\n\nclass Send extends Command\n{\n    protected $signature = 'invoices:send';\n\n    public function handle(): void\n    {\n        Mail::to('shop@example.com')->send(new News());\n    }\n}\n",
};
const schedule = (line: string) => ({
  ...task,
  'routes/console.php': `<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\n${line};\n`,
});
const marked = "«Schedule::command('invoices:send')»->daily()";
const plain = "Schedule::command('invoices:send')->daily()";

const image = (scheduler: string) => `FROM php:8.4-cli
ENV WITH_SCHEDULER=${scheduler}
COPY deploy/web.conf /etc/supervisor/conf.d/web.conf
COPY deploy/roles/*.conf /etc/supervisor/conf.d/
COPY deploy/start.sh /usr/local/bin/start.sh
COPY . /app
ENTRYPOINT ["start.sh"]
EXPOSE 8000
`;
const web =
  '[program:web]\ncommand=php /app/artisan octane:start --port=8000\nautorestart=true\n\n[program:scheduler]\ncommand=php /app/artisan schedule:work\nautostart=%(ENV_WITH_SCHEDULER)s\nautorestart=true\n\n[include]\nfiles = /etc/supervisord.conf\n';
const role = '[program:scheduler]\ncommand=php /app/artisan schedule:work\nautorestart=true\n';
const start =
  '#!/bin/sh\nset -e\nif [ "${ROLE:-http}" = "scheduler" ]; then\n  exec supervisord -n -c /etc/supervisor/conf.d/scheduler.conf\nfi\nexec supervisord -n -c /etc/supervisor/conf.d/web.conf\n';

export default examples([
  {
    on: 'laravel-11',
    about:
      'the image serves without the schedule, by the variable that it sets: only a start of its own fires it, in as many copies as somebody starts',
    bad: {
      ...schedule(marked),
      Dockerfile: image('true'),
      'deploy/web.conf': web,
      'deploy/roles/scheduler.conf': role,
      'deploy/start.sh': start,
    },
    unclear: {
      ...schedule(plain),
      Dockerfile: image('false'),
      'deploy/web.conf': web,
      'deploy/roles/scheduler.conf': role,
      'deploy/start.sh': start,
    },
  },
  {
    on: 'laravel-11',
    about: 'the image says that no copy starts it, and its start script that each does',
    bad: {
      ...schedule(marked),
      Dockerfile: image('false'),
      'deploy/web.conf': web,
      'deploy/roles/scheduler.conf': role,
      'deploy/start.sh': start.replace('set -e\n', 'set -e\nexport WITH_SCHEDULER=true\n'),
    },
  },
]);
