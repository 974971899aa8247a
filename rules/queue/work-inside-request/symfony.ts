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
  {
    on: 'symfony-7',
    about: 'a transport that a builder names',
    bad: {
      'config/packages/messenger.php':
        "<?php\n\nuse App\\Message\\SendTicket;\nuse Symfony\\Config\\FrameworkConfig;\n\nreturn static function (FrameworkConfig $framework): void {\n    $messenger = $framework->messenger();\n    $messenger->transport('async')->dsn(«'sync://'»);\n    $messenger->routing('App\\\\Message\\\\SendTicket')->senders(['async']);\n};\n",
    },
    good: {
      'config/packages/messenger.php':
        "<?php\n\nuse Symfony\\Config\\FrameworkConfig;\n\nreturn static function (FrameworkConfig $framework): void {\n    $messenger = $framework->messenger();\n    $messenger->transport('async')->dsn('doctrine://default');\n    $messenger->routing('App\\\\Message\\\\SendTicket')->senders(['async']);\n};\n",
    },
  },
]);
