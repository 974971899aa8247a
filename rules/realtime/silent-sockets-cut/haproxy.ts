import { examples } from 'ha-ready/rule';

const haproxy = (lines: string) =>
  `defaults\n  mode http\n  timeout connect 5s\n  timeout client 30s\n${lines}\nbackend chat\n  option httpchk GET /health\n  server a 10.0.0.11:3000 check\n  server b 10.0.0.12:3000 check\n`;

export default examples([
  {
    on: 'socketio-4',
    about: 'without `timeout tunnel` the time of the server holds, in milliseconds unless it has a unit',
    bad: { 'deploy/haproxy.cfg': haproxy('  «timeout server 20000»\n') },
    good: { 'deploy/haproxy.cfg': haproxy('  timeout server 20s\n  timeout tunnel 1h\n') },
  },
]);
