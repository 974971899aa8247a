import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'pm2-6',
    about: 'the fix sets the option',
    bad: {
      'ecosystem.config.json': `{"apps": [{"name": "web", "script": "server.js", "autorestart": «false»}]}`,
    },
    fixed: {
      'ecosystem.config.json': `{"apps": [{"name": "web", "script": "server.js", "autorestart": true}]}`,
    },
  },
]);
