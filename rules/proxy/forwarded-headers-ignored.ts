import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: "The balancer's forwarded headers are ignored",
  why: 'Behind the balancer every user has its address and plain http: limits and logs see one client, links and redirects point to http, secure cookies are not set.',
  remedy: {
    any: 'Trust the address range of the balancer, and only that.',
    caddy:
      'Name the balancer in `trusted_proxies` of `servers`, which lets its headers through to PHP, and let the app believe them (with HttpFoundation: `Request::setTrustedProxies`): REMOTE_ADDR stays that of the balancer.',
    wordpress: "Set `$_SERVER['HTTPS'] = 'on'` in wp-config.php when a known proxy sends `X-Forwarded-Proto: https`.",
    symfony:
      'Set `framework.trusted_proxies` to the address range of the balancer, or to the private ones (`private_ranges` since Symfony 7.1).',
    nextcloud:
      'Set `trusted_proxies` in config.php (TRUSTED_PROXIES in the official image) to the address range of the balancer.',
    django:
      "Set `SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')` where the balancer always sets that header itself.",
    laravel:
      "In bootstrap/app.php: `$middleware->trustProxies(at: '10.0.0.0/8')`; before 11: `$proxies` of app/Http/Middleware/TrustProxies.php.",
    express: "Call `app.set('trust proxy', 1)` for one balancer, or name its network.",
    typo3: 'Set `SYS.reverseProxyIP` to the address of the balancer.',
    drupal: "Set `$settings['reverse_proxy'] = TRUE` and `reverse_proxy_addresses` to the addresses of the balancers.",
    flask:
      'Wrap the app: `app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)`, with the number of proxies in front.',
    fastapi: "Start uvicorn with `--forwarded-allow-ips` and the balancer's addresses, or set FORWARDED_ALLOW_IPS.",
  },
  needs: ['proxyTrusts'],
  *check({ proxyTrusts }) {
    for (const { technology, repair, trusts, matters } of proxyTrusts) {
      yield* judge('which proxies are trusted', trusts, (who, because) => {
        if (who === 'nobody')
          return hazard(
            'no proxy is trusted: behind a balancer the client address and the https scheme are lost',
            [...matters, ...because],
            // that nothing names a proxy is told by what is absent
            { technology, repair, confidence: 'medium' },
          );
        return who === 'bounded'
          ? safe('forwarded headers are believed from known proxies only', because, { technology, repair })
          : undefined;
      });
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'nothing is said of proxies in bootstrap/app.php',
      bad: {
        'bootstrap/app.php':
          "<?php\n\nuse Illuminate\\Foundation\\Application;\nuse Illuminate\\Foundation\\Configuration\\Middleware;\n\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php', health: '/up')\n    ->«withMiddleware»(function (Middleware $middleware) {\n    })\n    ->create();\n",
      },
      good: {
        'bootstrap/app.php':
          "<?php\n\nuse Illuminate\\Foundation\\Application;\nuse Illuminate\\Foundation\\Configuration\\Middleware;\n\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php', health: '/up')\n    ->withMiddleware(function (Middleware $middleware) {\n        $middleware->trustProxies(at: ['10.0.0.0/8']);\n    })\n    ->create();\n",
      },
    },
    {
      on: 'laravel-5',
      about: 'the class of the skeleton names none; a config file may',
      bad: {
        'app/Http/Middleware/TrustProxies.php':
          '<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Fideloper\\Proxy\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected «$proxies»;\n}\n',
      },
      good: {
        'app/Http/Middleware/TrustProxies.php':
          '<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Fideloper\\Proxy\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies;\n}\n',
        'config/trustedproxy.php':
          "<?php\n\nreturn ['proxies' => explode(',', env('TRUSTED_PROXIES', '10.0.0.0/8'))];\n",
      },
    },
    {
      on: 'laravel-10',
      about: 'a class that takes the list from a setting which the env file leaves empty',
      bad: {
        'app/Http/Middleware/TrustProxies.php':
          "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    public function __construct()\n    {\n        $this->proxies = config('shop.proxies');\n    }\n}\n",
        'config/shop.php': "<?php\n\nreturn ['proxies' => env('SHOP_PROXIES', false)];\n",
        '.env.example': 'APP_NAME=Shop\n«SHOP_PROXIES=»\n',
      },
      good: {
        'app/Http/Middleware/TrustProxies.php':
          "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    public function __construct()\n    {\n        $this->proxies = config('shop.proxies');\n    }\n}\n",
        'config/shop.php': "<?php\n\nreturn ['proxies' => env('SHOP_PROXIES', false)];\n",
        '.env.example': 'APP_NAME=Shop\nSHOP_PROXIES=10.0.0.1,10.0.0.2\n',
      },
    },
  ],
});
