import { examples } from 'ha-ready/rule';

const image =
  'FROM python:3.13-slim\nCOPY . /srv\nCOPY etc/nginx.conf /etc/nginx/nginx.conf\nCMD nginx && uwsgi --ini /srv/etc/uwsgi.ini\n';
const site = (zone: string, rest = '') =>
  `events {}\nhttp {\n    ${zone}\n    upstream shop { server unix:///tmp/shop.sock; }\n    server {\n        listen 8443 ssl;\n${rest}        location / {\n            include /etc/nginx/uwsgi_params;\n            uwsgi_pass shop;\n            limit_req zone=slow burst=20;\n        }\n    }\n}\n`;

export default examples([
  {
    on: 'nginx-1',
    about: 'an nginx that is a part of each copy counts requests by the address of the balancer',
    bad: {
      Dockerfile: image,
      'etc/nginx.conf': site('«limit_req_zone $binary_remote_addr zone=slow:10m rate=10r/s»;'),
    },
    good: {
      Dockerfile: image,
      'etc/nginx.conf': site(
        'limit_req_zone $binary_remote_addr zone=slow:10m rate=10r/s;',
        '        set_real_ip_from 10.0.0.0/8;\n        real_ip_header X-Forwarded-For;\n',
      ),
    },
  },
  {
    on: 'nginx-1',
    about: 'by a variable that is the address on some paths; by who is logged in',
    bad: {
      Dockerfile: image,
      'etc/nginx.conf': site(
        'map $uri $who { default ""; ~^/login $binary_remote_addr; }\n    «limit_req_zone $who zone=slow:10m rate=10r/s»;',
      ),
    },
    good: {
      Dockerfile: image,
      'etc/nginx.conf': site('limit_req_zone $cookie_shop zone=slow:10m rate=10r/s;'),
    },
  },
  {
    on: 'nginx-1',
    about: 'the balancer itself sees who connects',
    good: {
      'etc/nginx.conf': site('limit_req_zone $binary_remote_addr zone=slow:10m rate=10r/s;').replace(
        'server unix:///tmp/shop.sock;',
        'server app1:8000 max_fails=3; server app2:8000 max_fails=3;',
      ),
    },
  },
]);
