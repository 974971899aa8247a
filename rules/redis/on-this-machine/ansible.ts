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
]);
