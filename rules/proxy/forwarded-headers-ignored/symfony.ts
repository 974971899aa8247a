import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'trusted_proxies that is missing, empty, loopback only or a host name trusts no balancer',
    bad: { 'config/packages/framework.yaml': "framework:\n    trusted_proxies: «'nginx,localhost,127.0.0.1'»\n" },
    fixed: {
      'config/packages/framework.yaml':
        "framework:\n    trusted_proxies: '127.0.0.1,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16'\n",
    },
    good: { 'config/packages/framework.yaml': "framework:\n    trusted_proxies: '10.0.0.0/8'\n" },
  },
  {
    on: 'symfony-7',
    about: 'the file of the framework is the place, also where another one speaks of it first',
    bad: {
      'config/packages/assets.yaml': 'framework:\n    assets:\n        base_path: /\n',
      'config/packages/framework.yaml': "«framework»:\n    secret: '%env(APP_SECRET)%'\n",
    },
    fixed: {
      'config/packages/framework.yaml':
        "framework:\n    secret: '%env(APP_SECRET)%'\n    trusted_proxies: '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16'\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'the configuration asks the environment: the variable is set',
    bad: {
      '.env': 'DATABASE_URL=postgresql://db/shop\nREDIS_URL=redis://redis:6379\nTRUSTED_PROXIES=localhost,127.0.0.1\n',
      'config/packages/framework.yaml': "framework:\n    trusted_proxies: «'%env(TRUSTED_PROXIES)%'»\n",
    },
    fixed: {
      '.env':
        'DATABASE_URL=postgresql://db/shop\nREDIS_URL=redis://redis:6379\nTRUSTED_PROXIES=127.0.0.1,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16\n',
    },
  },
]);
