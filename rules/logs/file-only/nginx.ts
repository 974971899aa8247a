import { examples } from 'ha-ready/rule';

const server = (log: string) =>
  `http {\n  access_log ${log};\n  server {\n    listen 80;\n    location / {\n      fastcgi_pass 127.0.0.1:9000;\n    }\n  }\n}\n`;
const marked = (log: string) => server(log).replace(/access_log [^; ]+/, '«$&»');
const image = (more = '') =>
  `FROM php:8.3-fpm-alpine\nRUN apk add --no-cache nginx${more}\nCOPY docker/nginx.conf /etc/nginx/nginx.conf\nEXPOSE 80\nCMD ["/start.sh"]\n`;
const stack = (more = '') =>
  `services:\n  web:\n    image: nginx:1.29\n    restart: always\n    ports: ['80:80']\n    volumes:\n      - ./docker:/etc/nginx/conf.d:ro\n${more}`;

export default examples([
  {
    on: 'compose-2',
    about: 'nginx in the image of the app; a file that the image makes a link to the console',
    bad: { Dockerfile: image(), 'compose.yaml': '', 'docker/nginx.conf': marked('/var/log/nginx/access.log main') },
    good: {
      Dockerfile: image(' && ln -sf /dev/stdout /var/log/nginx/access.log'),
      'compose.yaml': '',
      'docker/nginx.conf': server('/var/log/nginx/access.log main'),
    },
  },
  {
    on: 'compose-2',
    about: "nginx' own image links the file of its own configuration, and no other one; a folder over the link",
    bad: { 'compose.yaml': stack(), 'docker/shop.conf': marked('/var/log/nginx/shop.log') },
    good: { 'compose.yaml': stack(), 'docker/shop.conf': server('/var/log/nginx/access.log') },
  },
  {
    on: 'compose-2',
    about: 'a folder over the link; the console beside a file',
    bad: {
      'compose.yaml': stack('    tmpfs:\n      - /var/log/nginx\n'),
      'docker/shop.conf': marked('/var/log/nginx/access.log'),
    },
    good: {
      'compose.yaml': stack(),
      'docker/shop.conf': server('/var/log/nginx/shop.log').replace('http {', 'http {\n  access_log /dev/stdout;'),
    },
  },
]);
