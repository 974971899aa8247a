import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'a Caddy that runs PHP itself',
    bad: { Caddyfile: '{\n\tfrankenphp\n}\n\n{$SERVER_NAME:localhost} {\n\troot /app/public\n\t«php_server»\n}\n' },
    good: {
      Caddyfile:
        '{\n\tfrankenphp\n\tservers {\n\t\ttrusted_proxies static private_ranges\n\t}\n}\n\n{$SERVER_NAME:localhost} {\n\troot /app/public\n\tphp_server\n}\n',
    },
  },
  {
    on: 'compose-2',
    about: 'options that the environment would give, and does not; a balancer in front of other servers',
    bad: { Caddyfile: '{\n\t«{$CADDY_OPTIONS}»\n}\n\n{$SERVER_NAME:localhost} {\n\tphp_server\n}\n' },
    good: { Caddyfile: 'shop.example {\n\treverse_proxy 10.0.0.11:80 10.0.0.12:80\n}\n' },
  },
]);
