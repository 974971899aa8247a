import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'mercure-symfony',
    about: 'a hub inside each web server keeps its updates in a file of that server',
    bad: {
      Caddyfile:
        ':80 {\n\troot * /app/public\n\t«mercure» {\n\t\tpublisher_jwt {env.MERCURE_PUBLISHER_JWT_KEY}\n\t\tanonymous\n\t}\n\tphp_server\n}\n',
    },
    good: {
      Caddyfile:
        ':80 {\n\troot * /app/public\n\tmercure {\n\t\ttransport redis {\n\t\t\taddress redis.internal:6379\n\t\t}\n\t\tpublisher_jwt {env.MERCURE_PUBLISHER_JWT_KEY}\n\t}\n\tphp_server\n}\n',
    },
  },
  {
    on: 'mercure-symfony',
    about: 'the hub of the skeleton, in an app that has nothing to publish with',
    good: {
      'composer.json':
        '{\n    "name": "example/shop",\n    "type": "project",\n    "require": {\n        "php": ">=8.2",\n        "symfony/framework-bundle": "7.2.*"\n    }\n}\n',
      Caddyfile:
        ':80 {\n\troot * /app/public\n\tmercure {\n\t\tpublisher_jwt {env.MERCURE_PUBLISHER_JWT_KEY}\n\t\tanonymous\n\t}\n\tphp_server\n}\n',
    },
  },
]);
