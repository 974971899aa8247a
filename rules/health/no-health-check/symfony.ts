import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'Symfony has no health endpoint of its own, and one behind a login is none',
    bad: {
      'config/packages/security.yaml':
        'security:\n    access_control:\n        - { path: ^/health, roles: ROLE_ADMIN }\n',
    },
    good: {
      'config/packages/security.yaml':
        'security:\n    access_control:\n        - { path: ^/admin, roles: ROLE_ADMIN }\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'a controller at a path that no rule protects',
    bad: {
      'src/Controller/HealthController.php': null,
      'src/Controller/ShopController.php': '<?php\n',
      'config/packages/security.yaml':
        'security:\n    access_control:\n        - { path: ^/health, roles: ROLE_ADMIN }\n',
    },
    fixed: {
      'src/Controller/HealthController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse Doctrine\\DBAL\\Connection;\nuse Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\n/** A balancer asks it whether to send users to this copy. */\nfinal class HealthController extends AbstractController\n{\n    #[Route('/up', methods: ['GET'])]\n    public function __invoke(Connection $connection): Response\n    {\n        $connection->executeQuery('SELECT 1');\n\n        return new Response('ok', 200, ['Cache-Control' => 'no-store']);\n    }\n}\n",
    },
  },
]);
