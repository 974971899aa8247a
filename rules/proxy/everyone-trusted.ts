import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Forwarded headers are believed from everyone',
  why: 'It works behind the balancer, but whoever reaches a server past it can choose his own address, host or scheme, and with that pass limits, logs and links.',
  remedy: {
    any: 'Believe the header only from the address range of the balancer, where the app reads it, and let nothing else reach the servers.',
    express: "Say how many proxies there are, or their networks: `app.set('trust proxy', 'uniquelocal')`.",
    koa: 'Set `maxIpsCount` to the number of proxies, or `proxyIpHeader` to a header that the balancer overwrites.',
  },
  needs: ['proxyTrusts'],
  *check({ proxyTrusts }) {
    for (const { technology, repair, trusts, forged } of proxyTrusts) {
      const what = forged === 'host' ? 'the host that it asked for' : 'its address';
      if (trusts.state === 'known' && trusts.value === 'everyone') {
        yield hazard(
          `every peer is trusted as a proxy: a client that reaches a server directly can forge ${what}`,
          trusts.because,
          { technology, repair },
        );
      }
    }
  },
  examples: [
    {
      on: 'laravel-11',
      bad: {
        'bootstrap/app.php':
          "<?php\n\nuse Illuminate\\Foundation\\Application;\nuse Illuminate\\Foundation\\Configuration\\Middleware;\n\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php', health: '/up')\n    ->withMiddleware(function (Middleware $middleware) {\n        $middleware->trustProxies(at: «'*'»);\n    })\n    ->create();\n",
      },
      good: {},
    },
    {
      on: 'laravel-10',
      about: 'all proxies by the class, or by a variable that says so',
      bad: {
        'app/Http/Middleware/TrustProxies.php':
          "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = «'*'»;\n}\n",
      },
      good: {},
    },
  ],
});
