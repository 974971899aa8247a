import { examples } from 'ha-ready/rule';

const tasks = `- ansible.builtin.apt:
    name: nginx
- ansible.builtin.template:
    src: mail.php.j2
    dest: /var/www/mail/config.php
`;

export default examples([
  {
    on: 'ansible-2',
    about: 'a file of PHP that the role puts on each host; a line in it that is a comment',
    bad: {
      'roles/shop/tasks/main.yml': tasks,
      'roles/shop/templates/mail.php.j2': "<?php\n$config['db_dsn'] = '«sqlite:////var/lib/mail/mail.db?mode=0664»';\n",
    },
    good: {
      'roles/shop/tasks/main.yml': tasks,
      'roles/shop/templates/mail.php.j2':
        "<?php\n// $config['db_dsn'] = 'sqlite:////var/lib/mail/mail.db';\n$config['db_dsn'] = 'pgsql://mail@db.internal/mail';\n",
    },
  },
]);
