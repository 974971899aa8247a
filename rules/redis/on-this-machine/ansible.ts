import { examples } from 'ha-ready/rule';

const site = `- hosts: web
  vars:
    database_host: db.internal
    redis_host: «127.0.0.1»
  roles:
    - shop
`;

export default examples([
  {
    on: 'ansible-2',
    about: 'the address that a play gives its role',
    bad: { 'site.yml': site },
    good: { 'site.yml': site.replace('«127.0.0.1»', "{{ groups['redis'][0] }}") },
  },
  {
    on: 'ansible-2',
    about: 'a role of a collection that brings the store to every host of the app',
    bad: {
      'site.yml': '- hosts: web\n  roles:\n    - «geerlingguy.redis»\n    - shop\n',
      'roles/shop/templates/env.j2': 'DB_HOST=db.internal\n',
    },
    good: {
      'site.yml': '- hosts: cache\n  roles:\n    - geerlingguy.redis\n- hosts: web\n  roles:\n    - shop\n',
      'roles/shop/templates/env.j2': 'DB_HOST=db.internal\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a file for the store that a role copies as it is',
    bad: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt:\n    name: nginx\n- ansible.builtin.copy: src=redis.conf dest=/etc/filter/redis.conf\n',
      'roles/shop/files/redis.conf': '# servers = "10.0.0.1";\nservers = "«127.0.0.1»";\n',
    },
    good: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt:\n    name: nginx\n- ansible.builtin.copy: src=redis.conf dest=/etc/filter/redis.conf\n',
      'roles/shop/files/redis.conf': '# servers = "127.0.0.1";\nservers = "redis.internal";\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'one of several groups has the store, and nothing says who asks for it there',
    bad: {
      'site.yml':
        '- hosts: web\n  roles:\n    - geerlingguy.redis\n    - shop\n- hosts: proxies\n  roles:\n    - geerlingguy.nginx\n',
      'roles/shop/defaults/main.yml': 'database_host: db.internal\nredis_host: «127.0.0.1»\n',
    },
    good: {
      'site.yml':
        '- hosts: queue\n  roles:\n    - geerlingguy.redis\n    - geerlingguy.nginx\n- hosts: web\n  roles:\n    - shop\n',
      'roles/shop/templates/env.j2': 'DB_HOST=db.internal\n',
    },
  },
]);
