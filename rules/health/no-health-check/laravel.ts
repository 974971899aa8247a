import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-10',
    about: 'a page of the state of the system for administrators, by the keys of an array',
    bad: {
      'routes/api.php': '<?php\n',
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\n«Route::get('/system/status', ['uses' => 'SystemController@status', 'middleware' => ['auth', 'roles']])»;\n",
    },
    good: {
      'routes/api.php': '<?php\n',
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/health-check/up', ['uses' => 'SystemController@status', 'middleware' => ['throttle']]);\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'the route that the framework brings is switched on beside the routes',
    bad: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->create();\n",
    },
    fixed: {
      'bootstrap/app.php':
        "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php', health: '/up')\n    ->create();\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'before 11 the route is one of the app, outside of the session',
    bad: { 'routes/api.php': '<?php\n' },
    fixed: {
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\nuse Illuminate\\Support\\Facades\\DB;\n\nRoute::view(\"/\", \"welcome\");\n\nRoute::get('/up', function () {\n    DB::select('select 1');\n\n    return response('', 204);\n})->withoutMiddleware('web');\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'a health route behind a login gets a public one beside it',
    bad: {
      'routes/api.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::middleware('auth:sanctum')->group(function () {\n    «Route::get('ping', 'PingController@show')»;\n});\n",
    },
    fixed: {
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\nuse Illuminate\\Support\\Facades\\DB;\n\nRoute::view(\"/\", \"welcome\");\n\nRoute::get('/up', function () {\n    DB::select('select 1');\n\n    return response('', 204);\n})->withoutMiddleware('web');\n",
    },
  },
]);
