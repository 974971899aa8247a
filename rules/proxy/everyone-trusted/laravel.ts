import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'everyone becomes the private networks, where the call names him',
    bad: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withMiddleware(function (Middleware $middleware) {\n        $middleware->trustProxies(at: '*');\n    })\n    ->create();\n",
    },
    fixed: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withMiddleware(function (Middleware $middleware) {\n        $middleware->trustProxies(at: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);\n    })\n    ->create();\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'the class of older versions',
    bad: {
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = «'*'»;\n}\n",
    },
    fixed: {
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];\n}\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'a class that the kernel does not register trusts nobody',
    bad: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = [\n        \\App\\Http\\Middleware\\TrustProxies::class,\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ];\n}\n',
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = «'*'»;\n}\n",
    },
    good: {
      'app/Http/Kernel.php':
        '<?php\n\nnamespace App\\Http;\n\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n\nclass Kernel extends HttpKernel\n{\n    protected $middleware = [\n        // \\App\\Http\\Middleware\\TrustProxies::class,\n        \\Illuminate\\Http\\Middleware\\HandleCors::class,\n    ];\n}\n',
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = '*';\n}\n",
    },
    fixed: {
      'app/Http/Middleware/TrustProxies.php':
        "<?php\n\nnamespace App\\Http\\Middleware;\n\nuse Illuminate\\Http\\Middleware\\TrustProxies as Middleware;\n\nclass TrustProxies extends Middleware\n{\n    protected $proxies = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];\n}\n",
    },
  },
]);
