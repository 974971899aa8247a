import { examples } from 'ha-ready/rule';

const tasks = `- ansible.builtin.apt:
    name: php8.3-fpm
- ansible.builtin.template:
    src: php.ini.j2
    dest: /etc/php/8.3/fpm/php.ini
`;

export default examples([
  {
    on: 'ansible-2',
    about: 'a folder of each host that a role sets for the sessions of PHP; a store that another variable names',
    bad: {
      'roles/shop/tasks/main.yml': tasks,
      'roles/shop/templates/php.ini.j2': '[PHP]\nsession.save_path = {{ php_session_path }}\n',
      'roles/shop/defaults/main.yml': 'php_session_path: «/var/lib/php/sessions»\n',
    },
    good: {
      'roles/shop/tasks/main.yml': tasks,
      'roles/shop/templates/php.ini.j2':
        '[PHP]\nsession.save_handler = {{ php_session_handler }}\nsession.save_path = {{ php_session_path }}\n',
      'roles/shop/defaults/main.yml': 'php_session_handler: redis\nphp_session_path: tcp://redis.internal:6379\n',
    },
  },
]);
