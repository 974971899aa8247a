import { examples } from 'ha-ready/rule';

const routes = (path: string) =>
  `<?php\nuse Cake\\Routing\\RouteBuilder;\nreturn function (RouteBuilder $routes): void {\n    $routes->scope('${path}', function (RouteBuilder $builder): void {\n        $builder->connect('/status', ['controller' => 'States', 'action' => 'status']);\n    });\n};\n`;

export default examples([
  {
    on: 'cakephp-5',
    about: 'a scope of routes that is there to be asked',
    bad: {
      'config/app.php': "«»<?php\nreturn ['Session' => ['defaults' => 'database']];\n",
      'config/routes.php': routes('/orders'),
    },
    good: { 'config/routes.php': routes('/healthcheck') },
  },
]);
