import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'REMOTE_ADDR stands for whoever connects',
    bad: { 'config/packages/framework.yaml': "framework:\n    trusted_proxies: «'REMOTE_ADDR'»\n" },
    good: {},
  },
]);
