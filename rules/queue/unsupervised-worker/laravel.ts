import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'a worker that supervisor does not start again',
    bad: {
      'deploy/supervisord.conf':
        '[program:queue]\ncommand=php /app/artisan queue:work --max-time=3600\nautorestart=false\n',
    },
    good: {
      'deploy/supervisord.conf':
        '[program:queue]\ncommand=php /app/artisan queue:work --max-time=3600\nautorestart=true\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'supervisor starts the worker again',
    bad: { 'deploy/supervisord.conf': '[«program:queue»]\ncommand=php /app/artisan queue:work\nautorestart=false\n' },
    fixed: { 'deploy/supervisord.conf': '[program:queue]\ncommand=php /app/artisan queue:work\nautorestart=true\n' },
  },
]);
