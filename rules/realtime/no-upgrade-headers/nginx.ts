import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nginx-1',
    about: 'the upgrade is passed on',
    bad: {
      'nginx.conf':
        'http {\n  upstream app {\n    server 10.0.0.11;\n    server 10.0.0.12;\n  }\n  server {\n    location / {\n      «proxy_pass http://app»;\n    }\n  }\n}\n',
      'supervisord.conf': '[program:reverb]\ncommand=php artisan reverb:start\nautorestart=true\n',
    },
    fixed: {
      'nginx.conf':
        'http {\n  upstream app {\n    server 10.0.0.11;\n    server 10.0.0.12;\n  }\n  server {\n    location / {\n      proxy_pass http://app;\n      proxy_http_version 1.1;\n      proxy_set_header Upgrade $http_upgrade;\n      proxy_set_header Connection "upgrade";\n    }\n  }\n}\n',
    },
  },
]);
