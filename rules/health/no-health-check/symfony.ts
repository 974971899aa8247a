import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'Symfony has no health endpoint of its own, and one behind a login is none',
    bad: {
      'config/packages/security.yaml':
        'security:\n    access_control:\n        - { path: ^/health, roles: ROLE_ADMIN }\n',
    },
    good: {
      'config/packages/security.yaml':
        'security:\n    access_control:\n        - { path: ^/admin, roles: ROLE_ADMIN }\n',
    },
  },
]);
