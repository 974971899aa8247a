import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'a deployment that starts the web server and no consumer',
    bad: {
      '.platform.app.yaml': 'name: app\ntype: php:8.3\ncrons: {}\n',
      'config/packages/messenger.yaml':
        "framework:\n    messenger:\n        transports:\n            async: «'%env(MESSENGER_TRANSPORT_DSN)%'»\n        routing:\n            App\\Message\\Invoice: async\n",
    },
    unclear: {
      'config/packages/messenger.yaml':
        "framework:\n    messenger:\n        transports:\n            async: '%env(MESSENGER_TRANSPORT_DSN)%'\n        routing:\n            App\\Message\\Invoice: async\n",
    },
    good: {
      'config/packages/messenger.yaml':
        "framework:\n    messenger:\n        transports:\n            sync: 'sync://'\n        routing:\n            App\\Message\\Invoice: sync\n",
    },
  },
]);
