import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Forwarded headers are believed from everyone',
  why: 'It works behind the balancer, but whoever reaches a server past it can choose his own address and scheme, and so pass limits and logs.',
  remedy: {
    any: 'Trust the address range of the balancer only, and let nothing else reach the servers.',
  },
  needs: ['proxyTrusts'],
  *check({ proxyTrusts }) {
    for (const { technology, repair, trusts } of proxyTrusts) {
      if (trusts.state === 'known' && trusts.value === 'everyone') {
        yield hazard(
          'every peer is trusted as a proxy: a client that reaches a server directly can forge its address',
          trusts.because,
          { technology, repair },
        );
      }
    }
  },
  examples: [
    {
      on: 'wordpress-6',
      about: 'the usual block believes the scheme of whoever sends the header',
      bad: {
        'wp-config.php':
          "<?php\nif «(isset($_SERVER['HTTP_X_FORWARDED_PROTO']) && $_SERVER['HTTP_X_FORWARDED_PROTO'] === 'https')» {\n    $_SERVER['HTTPS'] = 'on';\n}\n",
      },
      good: { 'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n" },
    },
    {
      on: 'symfony-7',
      about: 'REMOTE_ADDR stands for whoever connects',
      bad: { 'config/packages/framework.yaml': "framework:\n    trusted_proxies: «'REMOTE_ADDR'»\n" },
      good: {},
    },
  ],
});
