import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'supervisor-4',
    about: 'the fix sets stopwaitsecs',
    bad: {
      'supervisord.conf': `[program:queue]
command = «php artisan queue:work --timeout=600»
autorestart = true

[program:web]
command = nginx
`,
    },
    fixed: {
      'supervisord.conf': `[program:queue]
command = php artisan queue:work --timeout=600
autorestart = true
stopwaitsecs = 610

[program:web]
command = nginx
`,
    },
  },
  {
    on: 'systemd-252',
    about: 'the fix sets TimeoutStopSec',
    bad: {
      'worker.service': `[Service]
ExecStart=/usr/bin/php artisan queue:work
Restart=always
«TimeoutStopSec=20»
`,
    },
    fixed: {
      'worker.service': `[Service]
ExecStart=/usr/bin/php artisan queue:work
Restart=always
TimeoutStopSec=70
`,
    },
  },
  {
    on: 'pm2-6',
    about: 'the fix sets kill_timeout',
    bad: {
      'pm2.json': `{
  "apps": [
    { "name": "q", "script": "artisan", "args": "queue:work", "interpreter": "php", "kill_timeout": «3000» }
  ]
}
`,
    },
    fixed: {
      'pm2.json': `{
  "apps": [
    { "name": "q", "script": "artisan", "args": "queue:work", "interpreter": "php", "kill_timeout": 70000 }
  ]
}
`,
    },
  },
  {
    on: 'pm2-6',
    bad: {
      'ecosystem.config.js': `module.exports = {
  apps: [{ name: 'q', script: 'artisan', args: 'queue:work', interpreter: 'php' }],
};
`,
    },
    fixed: {
      'ecosystem.config.js': `module.exports = {
  apps: [{ name: 'q', script: 'artisan', kill_timeout: 70000, args: 'queue:work', interpreter: 'php' }],
};
`,
    },
  },
]);
