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
]);
