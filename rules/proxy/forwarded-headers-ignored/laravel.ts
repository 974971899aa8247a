import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the private networks are trusted in the closure that sets the middleware up',
    bad: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->withMiddleware(function (Middleware $middleware) {\n    })\n    ->create();\n",
    },
    fixed: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->withMiddleware(function (Middleware $middleware) {\n        $middleware->trustProxies(at: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);\n    })\n    ->create();\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'the class of older versions names nobody',
    bad: {
      'app/Http/Middleware/TrustProxies.php':
        '<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected «$proxies»;\n}\n',
    },
    fixed: {
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];\n}\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'the class asks the configuration, and that the environment',
    bad: {
      '.env.example': '«TRUSTED_PROXIES=»\n',
      'config/trustedproxy.php': "<?php\n\nreturn ['proxies' => env('TRUSTED_PROXIES')];\n",
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected function proxies()\n    {\n        return config('trustedproxy.proxies');\n    }\n}\n",
    },
    fixed: { '.env.example': 'TRUSTED_PROXIES=10.0.0.0/8,172.16.0.0/12,192.168.0.0/16\n' },
  },
  {
    on: 'laravel-11',
    about: 'a call that a setting keeps from being made is not the place to change',
    bad: {
      'config/app.php': "<?php\n\nreturn ['force_https' => env('FORCE_HTTPS', false)];\n",
      'app/Http/Middleware/ForceHttps.php':
        "<?php\nclass ForceHttps\n{\n    public function handle($request, $next)\n    {\n        if (config('app.force_https')) {\n            $request->setTrustedProxies([$request->getClientIp()], 1);\n        }\n\n        return $next($request);\n    }\n}\n",
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->withMiddleware(static function (Middleware $middleware): void {\n    })\n    ->create();\n",
    },
    fixed: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->withMiddleware(static function (Middleware $middleware): void {\n        $middleware->trustProxies(at: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);\n    })\n    ->create();\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'no request passes a class that the kernel does not register, whomever it trusts',
    bad: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = «[\n        // \\App\\Http\\Middleware\\TrustProxies::class,\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ]»;\n}\n',
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = '*';\n}\n",
    },
    good: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = [\n        \\App\\Http\\Middleware\\TrustProxies::class,\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ];\n}\n',
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = '10.0.0.0/8';\n}\n",
    },
    fixed: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = [\n        \\App\\Http\\Middleware\\TrustProxies::class,\n        // \\App\\Http\\Middleware\\TrustProxies::class,\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ];\n}\n',
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];\n}\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'a class that names the balancer has only to be registered',
    bad: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = «[\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ]»;\n}\n',
    },
    good: {},
    fixed: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = [\n        \\App\\Http\\Middleware\\TrustProxies::class,\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ];\n}\n',
    },
  },
]);
