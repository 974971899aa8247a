import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'messages routed to a transport on sync:// are handled in the request',
    bad: {
      '.env': 'MESSENGER_TRANSPORT_DSN=sync://\n',
      'config/packages/messenger.yaml':
        "framework:\n    messenger:\n        transports:\n            async: '%env(MESSENGER_TRANSPORT_DSN)%'\n        routing:\n            App\\Message\\Invoice: async\n",
    },
    fixed: { '.env': 'MESSENGER_TRANSPORT_DSN=doctrine://default\n' },
    good: {
      'config/packages/messenger.yaml':
        "framework:\n    messenger:\n        transports:\n            async: '%env(MESSENGER_TRANSPORT_DSN)%'\n            sync: 'sync://'\n        routing:\n            App\\Message\\Invoice: async\n",
    },
  },
]);
