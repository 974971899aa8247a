import { examples } from 'ha-ready/rule';

/** Keys that a page of Laravel makes where none is set. */
export default examples([
  {
    on: 'laravel-12',
    about:
      "Passport's keys are files of the server where a page makes them and no variable gives them; nobody knows where nothing makes them",
    bad: {
      'app/Http/Controllers/SetupController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass SetupController\n{\n    public function keys(): void\n    {\n        Artisan::call('passport:keys');\n    }\n}\n",
      'config/passport.php':
        "<?php\nreturn ['guard' => 'web', 'private_key' => «env('PASSPORT_PRIVATE_KEY')», 'public_key' => env('PASSPORT_PUBLIC_KEY')];\n",
      '.env.example': 'APP_KEY=\nPASSPORT_PRIVATE_KEY=\nPASSPORT_PUBLIC_KEY=\n',
    },
    unclear: {
      'config/passport.php':
        "<?php\nreturn ['guard' => 'web', 'private_key' => env('PASSPORT_PRIVATE_KEY'), 'public_key' => env('PASSPORT_PUBLIC_KEY')];\n",
      '.env.example': 'APP_KEY=\nPASSPORT_PRIVATE_KEY=\nPASSPORT_PUBLIC_KEY=\n',
    },
    good: {
      'config/passport.php':
        "<?php\nreturn ['guard' => 'web', 'private_key' => env('PASSPORT_PRIVATE_KEY'), 'public_key' => env('PASSPORT_PUBLIC_KEY')];\n",
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    environment:\n      PASSPORT_PRIVATE_KEY: ${PASSPORT_PRIVATE_KEY:?missing}\n',
    },
  },
  {
    on: 'laravel-12',
    about: 'keys that a start script makes where the framework reads them are told once, where they can be given',
    bad: {
      Dockerfile: 'FROM php:8.3-fpm\nCOPY . /app\nWORKDIR /app\nENTRYPOINT ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nphp artisan passport:keys\nexec php-fpm\n',
      'config/passport.php':
        "<?php\nreturn ['guard' => 'web', 'private_key' => «env('PASSPORT_PRIVATE_KEY')», 'public_key' => env('PASSPORT_PUBLIC_KEY')];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'the first request writes the key of the app into the env file of the server that answers it',
    bad: {
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Artisan;\nuse Illuminate\\Support\\Facades\\Route;\n\nif (config('app.key') == '') {\n    «Artisan::call('key:generate')»;\n}\n\nRoute::get('/', fn () => view('welcome'));\n",
    },
    good: {
      'app/Console/Commands/Prepare.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass Prepare extends Command\n{\n    protected $signature = 'shop:prepare';\n\n    public function handle(): void\n    {\n        Artisan::call('key:generate');\n    }\n}\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a deployment that hands the key on: what an installer writes into an env file is not in force',
    bad: {
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Artisan;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/wizard/key', function () {\n    «Artisan::call('key:generate', ['--force' => true])»;\n});\n",
      'compose.yaml': 'services:\n  web:\n    build: .\n    restart: always\n    environment:\n      DB_HOST: db\n',
    },
    good: {
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Artisan;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/wizard/key', function () {\n    Artisan::call('key:generate', ['--force' => true]);\n});\n",
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    environment:\n      APP_KEY: ${APP_KEY:-}\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'a wizard writes a random key into the env file through a function that edits it',
    bad: {
      'app/Http/Controllers/WizardController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Support\\EnvFile;\n\nclass WizardController\n{\n    public function finish()\n    {\n        EnvFile::update(['APP_KEY' => 'base64:'.base64_encode(«random_bytes(32)»)]);\n\n        return redirect('/');\n    }\n}\n",
      'app/Support/EnvFile.php':
        '<?php\n\nnamespace App\\Support;\n\nclass EnvFile\n{\n    public static function update(array $values): void\n    {\n        $text = file_get_contents(base_path(\'.env\'));\n        foreach ($values as $name => $value) {\n            $text = preg_replace("/^{$name}=.*$/m", "{$name}={$value}", $text);\n        }\n        file_put_contents(base_path(\'.env\'), $text);\n    }\n}\n',
    },
    good: {
      'app/Http/Controllers/TokenController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nclass TokenController\n{\n    public function store()\n    {\n        auth()->user()->update(['token' => bin2hex(random_bytes(32))]);\n\n        return back();\n    }\n}\n",
    },
  },
  {
    on: 'laravel-12',
    about:
      'code of the app puts the key files of Passport where they are read: it may have them from what all servers share',
    unclear: {
      'app/Support/Keys.php':
        "<?php\n\nnamespace App\\Support;\n\nuse App\\Models\\Setting;\nuse Illuminate\\Support\\Facades\\Artisan;\nuse Illuminate\\Support\\Facades\\Crypt;\nuse Laravel\\Passport\\Passport;\n\nclass Keys\n{\n    public static function look(): void\n    {\n        $file = Passport::keyPath('oauth-private.key');\n        if (file_exists($file)) {\n            return;\n        }\n        $kept = Setting::where('name', 'oauth')->first();\n        if ($kept !== null) {\n            file_put_contents($file, Crypt::decrypt($kept->value));\n\n            return;\n        }\n        Artisan::call('passport:keys');\n        Setting::create(['name' => 'oauth', 'value' => Crypt::encrypt(file_get_contents($file))]);\n    }\n}\n",
      'app/Http/Middleware/LookForKeys.php':
        '<?php\n\nnamespace App\\Http\\Middleware;\n\nuse App\\Support\\Keys;\nuse Closure;\n\nclass LookForKeys\n{\n    public function handle($request, Closure $next)\n    {\n        Keys::look();\n\n        return $next($request);\n    }\n}\n',
      'config/passport.php':
        "<?php\nreturn ['guard' => 'web', 'private_key' => env('PASSPORT_PRIVATE_KEY'), 'public_key' => env('PASSPORT_PUBLIC_KEY')];\n",
      '.env.example': 'APP_KEY=\nPASSPORT_PRIVATE_KEY=\nPASSPORT_PUBLIC_KEY=\n',
    },
  },
]);
