import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nginx-1',
    about: 'the headers are added behind the line that sends the request on',
    bad: {
      'nginx.conf':
        'http {\n  upstream app {\n    server 10.0.0.11;\n    server 10.0.0.12;\n  }\n  server {\n    location / {\n      «proxy_pass http://app»;\n    }\n  }\n}\n',
    },
    fixed: {
      'nginx.conf':
        'http {\n  upstream app {\n    server 10.0.0.11;\n    server 10.0.0.12;\n  }\n  server {\n    location / {\n      proxy_pass http://app;\n      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n      proxy_set_header X-Forwarded-Proto $scheme;\n    }\n  }\n}\n',
    },
  },
]);
