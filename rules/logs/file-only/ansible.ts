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

const apache = `- ansible.builtin.apt:
    name: apache2
- ansible.builtin.template:
    src: shop.conf.j2
    dest: /etc/apache2/sites-available/shop.conf
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
  {
    on: 'ansible-2',
    about: 'a virtual host of Apache, which writes to files of its host unless a pipe takes the lines',
    bad: {
      'roles/shop/tasks/main.yml': apache,
      'roles/shop/templates/shop.conf.j2':
        '<VirtualHost *:80>\n  «CustomLog /var/log/apache2/shop.log combined»\n</VirtualHost>\n',
    },
    good: {
      'roles/shop/tasks/main.yml': apache,
      'roles/shop/templates/shop.conf.j2':
        '<VirtualHost *:80>\n  CustomLog "|/usr/bin/logger -t shop -n logs.internal" combined\n</VirtualHost>\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a web server with the settings of its package; one whose lines a role from elsewhere ships',
    bad: { 'roles/shop/tasks/main.yml': '- ansible.builtin.apt:\n    name: [«nginx», curl]\n' },
    good: {
      'site.yml': '- hosts: web\n  roles:\n    - shop\n    - acme.filebeat\n',
      'roles/shop/tasks/main.yml': '- ansible.builtin.apt:\n    name: [nginx, curl]\n',
    },
  },
]);
