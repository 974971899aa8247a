import { examples } from 'ha-ready/rule';

const compose = (volume: string) => `services:
  php:
    build: .
    ports: ["80:80", "443:443"]
    volumes:
      - ${volume}
volumes:
  caddy_data:
`;

export default examples([
  {
    on: 'compose-2',
    about: 'each server fetches certificates of its own; behind a balancer that ends TLS none does',
    bad: {
      Caddyfile: '{$SERVER_NAME:localhost} {\n\tphp_server\n}\n',
      'compose.yaml': compose('«caddy_data:/data»'),
    },
    good: { Caddyfile: ':80 {\n\tphp_server\n}\n', 'compose.yaml': compose('caddy_data:/data') },
  },
]);
