import { examples } from 'ha-ready/rule';

const tasks = `- ansible.builtin.apt:
    name: nginx
- ansible.builtin.template:
    src: shop.conf.j2
    dest: /etc/nginx/sites-available/shop.conf
`;
const server = (trust = '') => `server {
  listen 80;
  access_log syslog:server=logs.internal;
${trust}  location / {
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    «proxy_set_header X-Real-IP $remote_addr»;
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
    about: 'the web server of each host takes the balancer for the client',
    bad: { 'roles/shop/tasks/main.yml': tasks, 'roles/shop/templates/shop.conf.j2': server() },
    good: {
      'roles/shop/tasks/main.yml': tasks,
      'roles/shop/templates/shop.conf.j2': server(
        '  set_real_ip_from 10.0.0.0/8;\n  real_ip_header X-Forwarded-For;\n',
      ).replace(/[«»]/g, ''),
    },
  },
  {
    on: 'ansible-2',
    about: 'Apache takes the balancer for the client until mod_remoteip is told of it',
    bad: {
      'roles/shop/tasks/main.yml': apache,
      'roles/shop/templates/shop.conf.j2': '«<VirtualHost *:80»>\n  DocumentRoot /srv/shop\n</VirtualHost>\n',
    },
    good: {
      'roles/shop/tasks/main.yml': `${apache}- community.general.apache2_module:\n    name: remoteip\n`,
      'roles/shop/templates/shop.conf.j2': '<VirtualHost *:80>\n  DocumentRoot /srv/shop\n</VirtualHost>\n',
    },
  },
]);
