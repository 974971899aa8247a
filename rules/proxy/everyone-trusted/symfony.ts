import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'REMOTE_ADDR stands for whoever connects',
    bad: { 'config/packages/framework.yaml': "framework:\n    trusted_proxies: «'REMOTE_ADDR'»\n" },
    good: {},
  },
  {
    on: 'symfony-7',
    about: "the web server has put the client's address there, and no header of it is read",
    good: {
      'config/packages/framework.yaml':
        "framework:\n    trusted_proxies: 'REMOTE_ADDR'\n    trusted_headers: ['x-forwarded-proto', 'x-forwarded-port']\n",
    },
  },
]);
