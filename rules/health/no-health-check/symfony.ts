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
  {
    on: 'symfony-7',
    about:
      'a controller that answers with a word of success or of failure is asked whether the copy is well; one that changes something is not',
    bad: {
      'src/Controller/HealthController.php': null,
      'src/Controller/GateController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass GateController\n{\n    #[Route(path: '/rebuild', methods: ['GET'])]\n    public function rebuild(): Response\n    {\n        if (file_put_contents('/srv/shop/built', '1') === false) {\n            return new Response('failed', 500);\n        }\n        return new Response('done');\n    }\n}\n",
    },
    good: {
      'src/Controller/HealthController.php': null,
      'src/Controller/GateController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse App\\Checks;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass GateController\n{\n    #[Route(path: '/_gate', methods: ['GET'])]\n    public function gate(Checks $checks): Response\n    {\n        if ($checks->failures() === 0) {\n            return new Response('OK', 202);\n        }\n        return new Response('ERRORS', 500);\n    }\n}\n",
    },
  },
]);
