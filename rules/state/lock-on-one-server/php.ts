import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'flock and semaphores lock one machine',
    bad: {
      'public/order.php':
        "<?php\n$file = fopen('/var/lock/order', 'c');\n«flock»($file, LOCK_EX);\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->exec('UPDATE stock SET pieces = pieces - 1');\nflock($file, LOCK_UN);\n",
    },
    good: { 'public/order.php': '<?php\n$database->query("SELECT GET_LOCK(\'order\', 5)");\n' },
  },
  {
    on: 'php-8',
    about: 'what is done before a lock is taken and after it is let go',
    good: {
      'public/order.php':
        "<?php\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->exec('UPDATE stock SET pieces = pieces - 1');\n$file = fopen('/tmp/prices.csv', 'c');\nflock($file, LOCK_EX);\nfwrite($file, prices());\nflock($file, LOCK_UN);\n$database->exec('UPDATE sales SET pieces = pieces + 1');\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a lock that is let go where it is taken guards what is done there, and not what callers did before',
    good: {
      'routes/web.php':
        "<?php\n\nuse App\\Http\\Controllers\\DoorController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/doors', [DoorController::class, 'store']);\n",
      'app/Http/Controllers/DoorController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse App\\Models\\Door;\nuse Illuminate\\Http\\Request;\n\nclass DoorController\n{\n    public function store(Request $request)\n    {\n        $door = new Door(['name' => $request->input('name'), 'pass' => $request->input('pass')]);\n        $door->save();\n        $door->lay();\n    }\n}\n",
      'app/Models/Door.php':
        "<?php\n\nnamespace App\\Models;\n\nuse Illuminate\\Database\\Eloquent\\Model;\n\nclass Door extends Model\n{\n    public function lay(): void\n    {\n        $file = sys_get_temp_dir().'/door-'.$this->name;\n        $lock = fopen($file.'.lock', 'c');\n        try {\n            if (! flock($lock, LOCK_EX)) {\n                throw new \\RuntimeException('busy');\n            }\n            file_put_contents($file, $this->pass);\n        } finally {\n            flock($lock, LOCK_UN);\n            fclose($lock);\n        }\n    }\n}\n",
    },
  },
]);
