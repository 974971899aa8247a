import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WP-Cron is switched off, and what the deployment starts never runs the events',
    bad: {
      crontab: null,
      'wp-config.php': "<?php\n«define('DISABLE_WP_CRON', true)»;\n",
      'compose.yaml': 'services:\n  web:\n    image: registry.example.com/site:1\n    ports: ["80:80"]\n',
    },
    good: {},
    unclear: { crontab: null },
  },
  {
    on: 'wordpress-6',
    about: 'a service that runs the events',
    good: {
      crontab: null,
      'compose.yaml':
        'services:\n  web:\n    image: registry.example.com/site:1\n    ports: ["80:80"]\n  cron:\n    image: registry.example.com/site:1\n    command: sh -c "while true; do wp cron event run --due-now; sleep 60; done"\n',
    },
  },
]);
