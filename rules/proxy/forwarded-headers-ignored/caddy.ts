import { examples } from 'ha-ready/rule';

const franken = '{\n\tfrankenphp\n}\n\n{$SERVER_NAME:localhost} {\n\troot /app/public\n\tphp_server\n}\n';
const needs = '{ "require": { "php": ">=8.2", "symfony/http-foundation": "^7.3" } }\n';
const request = `require 'vendor/autoload.php';

use Symfony\\Component\\HttpFoundation\\Request;

$request = Request::createFromGlobals();
`;

export default examples([
  {
    on: 'compose-2',
    about:
      'Caddy puts headers of its own in the place of those that no trusted proxy sent; FrankenPHP hands on what came',
    bad: { Caddyfile: '{$SERVER_NAME:localhost} {\n\troot /app/public\n\t«php_fastcgi app:9000»\n}\n' },
    good: {
      Caddyfile:
        '{\n\tservers {\n\t\ttrusted_proxies static private_ranges\n\t}\n}\n\n{$SERVER_NAME:localhost} {\n\troot /app/public\n\tphp_fastcgi app:9000\n}\n',
    },
  },
  {
    on: 'php-8',
    about: 'FrankenPHP hands on the headers as they came: whom to believe is the decision of the app',
    bad: {
      Caddyfile: franken,
      'composer.json': needs,
      'public/index.php': `<?php\n\n${request}$log->info($request->«getClientIp»());\n`,
    },
    good: {
      Caddyfile: franken,
      'composer.json': needs,
      'public/index.php': `<?php\n\n${request}Request::setTrustedProxies(['10.0.0.0/8'], Request::HEADER_X_FORWARDED_FOR);\n$log->info($request->getClientIp());\n`,
    },
  },
  {
    on: 'compose-2',
    about: 'options that the environment would give, and does not; a balancer in front of other servers',
    bad: { Caddyfile: '{\n\t«{$CADDY_OPTIONS}»\n}\n\n{$SERVER_NAME:localhost} {\n\tphp_fastcgi app:9000\n}\n' },
    good: { Caddyfile: 'shop.example {\n\treverse_proxy 10.0.0.11:80 10.0.0.12:80\n}\n' },
  },
]);
