import { examples } from 'ha-ready/rule';

const nginx = (lines: string) =>
  `upstream chat {\n  server 10.0.0.11:3000;\n  server 10.0.0.12:3000;\n}\nserver {\n  location / {\n    proxy_pass http://chat;\n    proxy_http_version 1.1;\n    proxy_set_header Upgrade $http_upgrade;\n    proxy_set_header Connection "upgrade";\n${lines}  }\n}\n`;

export default examples([
  {
    on: 'socketio-4',
    about: 'socket.io pings each 25 s; nginx waits 60 s unless told otherwise',
    bad: { 'deploy/nginx.conf': nginx('    «proxy_read_timeout 20s»;\n') },
    good: { 'deploy/nginx.conf': nginx('') },
  },
  {
    on: 'socketio-4',
    about: 'hours are hours',
    good: { 'deploy/nginx.conf': nginx('    proxy_read_timeout 1h;\n') },
  },
  {
    on: 'nginx-1',
    about: 'the time of requests matters to no socket where none are served',
    good: { 'nginx.conf': nginx('    proxy_read_timeout 20s;\n') },
  },
]);
