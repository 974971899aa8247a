import { examples } from 'ha-ready/rule';

const role = (more = '') => `- ansible.builtin.apt:
    name: nginx
- ansible.builtin.template:
    src: shop.conf.j2
    dest: /etc/nginx/sites-available/shop.conf
${more}`;
const server = (log: string) => `server {
  listen 80;
${log}  location / {
    proxy_pass http://127.0.0.1:3000;
  }
}
`;

export default examples([
  {
    on: 'ansible-2',
    about: 'a site of each host that writes its own log; lines that go to syslog, or that a program ships',
    bad: {
      'roles/shop/tasks/main.yml': role(),
      'roles/shop/templates/shop.conf.j2': server('  «access_log {{ shop_root }}/logs/access.log»;\n'),
    },
    good: {
      'roles/shop/tasks/main.yml': role(),
      'roles/shop/templates/shop.conf.j2': server('  access_log syslog:server=logs.internal;\n'),
      'collector.yml': '- hosts: web\n  roles:\n    - role: collector\n',
      'roles/collector/tasks/main.yml': '- ansible.builtin.apt:\n    name: promtail\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a site that says nothing of logs has the files of the package',
    bad: { 'roles/shop/tasks/main.yml': role(), 'roles/shop/templates/shop.conf.j2': `«server»${server('').slice(6)}` },
    good: {
      'roles/shop/tasks/main.yml': role('- ansible.builtin.apt:\n    name: filebeat\n'),
      'roles/shop/templates/shop.conf.j2': server(''),
    },
  },
]);
