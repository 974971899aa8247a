import { examples } from 'ha-ready/rule';

const model = (name: string) =>
  `<?php\nnamespace App\\Models;\nuse Illuminate\\Database\\Eloquent\\Model;\nclass ${name} extends Model\n{\n}\n`;

const command = (name: string, handle: string, uses: string) =>
  `<?php\nnamespace App\\Console\\Commands;\nuse Illuminate\\Console\\Command;\n${uses}class Task extends Command\n{\n    protected $signature = '${name}';\n    public function handle(): void\n    {\n        ${handle}\n    }\n}\n`;

const invoices = command(
  'invoices:send',
  "Mail::to('shop@example.com')->send(new Invoice());",
  'use App\\Mail\\Invoice;\nuse Illuminate\\Support\\Facades\\Mail;\n',
);

const fetching = (scheduled: string) =>
  `<?php\n\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule): void\n    {\n        $line = 'bounces:fetch'\n            . ' --days=' . config('mail.days')\n            . ' --all';\n        ${scheduled};\n    }\n}\n`;

const installed = (task: string) =>
  `<?php\n\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule)\n    {\n        if (! config('app.installed')) {\n            return;\n        }\n        ${task}\n    }\n}\n`;

const setUpLater = {
  '.env.example':
    'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_DRIVER=redis\nREDIS_HOST=redis.internal\nAPP_INSTALLED=false\n',
  'app/Models/Bounce.php': model('Bounce'),
  'app/Console/Commands/Task.php': command(
    'reports:mail',
    "foreach (Http::get('https://mail.example.com/bounces')->json() as $line) {\n            Bounce::create(['line' => $line]);\n        }",
    'use App\\Models\\Bounce;\nuse Illuminate\\Support\\Facades\\Http;\n',
  ),
  'config/app.php': "<?php\n\nreturn ['installed' => (bool) env('APP_INSTALLED', false)];\n",
};

export default examples([
  {
    on: 'laravel-11',
    about:
      'a worker that the schedule starts takes jobs that no other has, and each server cleans its own temporary files',
    bad: {
      'app/Console/Commands/Task.php': invoices,
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n«Schedule::command('invoices:send')»->daily();\n",
    },
    good: {
      'app/Console/Commands/Task.php': command(
        'shop:thumbnails',
        "foreach (File::files(storage_path('app/previews')) as $file) {\n            File::delete($file);\n        }",
        'use Illuminate\\Support\\Facades\\File;\n',
      ),
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('queue:work --stop-when-empty')->everyMinute()->withoutOverlapping();\nSchedule::command('shop:thumbnails')->weekly();\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a command that only prints may run everywhere; one that mails as well may not',
    bad: {
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n«Schedule::command('shop:digest')»->daily();\n",
      'app/Console/Commands/Digest.php':
        "<?php\nnamespace App\\Console\\Commands;\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Mail;\nclass Digest extends Command\n{\n    protected $signature = 'shop:digest';\n    public function handle(): void\n    {\n        $this->info('sending');\n        Mail::to(config('shop.owner'))->send(new DigestMail());\n    }\n}\n",
    },
    good: {
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('inspire')->hourly();\nSchedule::command('shop:greet')->daily();\n",
      'app/Console/Commands/Greet.php':
        "<?php\nnamespace App\\Console\\Commands;\nuse Illuminate\\Console\\Command;\nclass Greet extends Command\n{\n    protected $signature = 'shop:greet';\n    public function handle(): void\n    {\n        $this->comment(PHP_EOL.sprintf('Good morning, it is %s', now()->format('l')));\n    }\n}\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'the guard goes to the end of the chain, and what is called gets the name that the lock needs before it',
    bad: {
      '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db.internal\nCACHE_STORE=redis\n',
      'app/Console/Commands/Task.php': invoices,
      'app/Models/Charge.php': model('Charge'),
      'app/ChargeCards.php':
        "<?php\nnamespace App;\nuse App\\Models\\Charge;\nclass ChargeCards\n{\n    public function __invoke(): void\n    {\n        Charge::create(['cents' => 500]);\n    }\n}\n",
      'app/Jobs/SyncStock.php':
        "<?php\nnamespace App\\Jobs;\nuse App\\Models\\Charge;\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nclass SyncStock implements ShouldQueue\n{\n    public function handle(): void\n    {\n        Charge::query()->increment('tries');\n    }\n}\n",
      'routes/console.php':
        "<?php\nuse App\\Jobs\\SyncStock;\nuse App\\ChargeCards;\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('invoices:send')\n    ->daily()\n    ->withoutOverlapping();\nSchedule::call(new ChargeCards())->hourly();\nSchedule::job(new SyncStock)->hourly();\n",
    },
    fixed: {
      'routes/console.php':
        "<?php\nuse App\\Jobs\\SyncStock;\nuse App\\ChargeCards;\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('invoices:send')\n    ->daily()\n    ->withoutOverlapping()->onOneServer();\nSchedule::call(new ChargeCards())->hourly()->name('charge-cards')->onOneServer();\nSchedule::job(new SyncStock)->hourly()->onOneServer();\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a command of the framework by its class, which deletes what is old; one of the app itself',
    bad: {
      'app/Console/SendInvoices.php': invoices
        .replace('App\\Console\\Commands', 'App\\Console')
        .replace('class Task', 'class SendInvoices'),
      'routes/console.php':
        '<?php\n\nuse App\\Console\\SendInvoices;\nuse Illuminate\\Support\\Facades\\Schedule;\n\n«Schedule::command(SendInvoices::class)»->daily();\n',
    },
    good: {
      'routes/console.php':
        "<?php\n\nuse App\\Models\\Visit;\nuse Illuminate\\Database\\Console\\PruneCommand;\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command(PruneCommand::class, ['--model' => [Visit::class]])->daily();\n",
    },
  },
  {
    on: 'laravel-11',
    about:
      'what a command does decides, not what it is called: a value that is set, a count that grows, a cache that is filled',
    bad: {
      'app/Models/User.php': model('User'),
      'app/Console/Commands/Task.php': command(
        'users:prune',
        "User::query()->update(['warnings' => DB::raw('warnings + 1')]);",
        'use App\\Models\\User;\nuse Illuminate\\Support\\Facades\\DB;\n',
      ),
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n«Schedule::command('users:prune')»->daily();\n",
    },
    good: {
      'app/Models/User.php': model('User'),
      'app/Console/Commands/Task.php': command(
        'users:charge',
        "User::where('active', true)->update(['bandwidth' => 0]);\n        Cache::forever('index', Http::get('https://index.example.com')->json());",
        'use App\\Models\\User;\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\Http;\n',
      ),
      'routes/console.php':
        "<?php\nuse App\\Models\\User;\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('users:charge')->daily();\nSchedule::call(function () {\n    foreach (User::where('until', '<', now())->get() as $user) {\n        $user->active = false;\n        $user->save();\n    }\n})->hourly();\n",
    },
    unclear: {
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('supplier:fetch')->daily();\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a log of this machine has to be read on each; a unique key keeps rows single that two servers write',
    bad: {
      'app/Models/Bounce.php': model('Bounce'),
      'app/Console/Commands/Task.php': command(
        'bounces:read',
        "foreach (Http::get('https://mail.example.com/bounces')->json() as $line) {\n            Bounce::create(['line' => $line]);\n        }",
        'use App\\Models\\Bounce;\nuse Illuminate\\Support\\Facades\\Http;\n',
      ),
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n«Schedule::command('bounces:read')»->hourly();\n",
    },
    good: {
      'app/Models/Bounce.php': model('Bounce'),
      'app/Console/Commands/Task.php': command(
        'bounces:read',
        "$log = fopen('/var/log/mail.log', 'r');\n        while (($line = fgets($log)) !== false) {\n            Bounce::create(['line' => $line]);\n        }",
        'use App\\Models\\Bounce;\n',
      ),
      'app/Console/Commands/Other.php': command(
        'bounces:fetch',
        "foreach (Http::get('https://mail.example.com/bounces')->json() as $line) {\n            try {\n                Bounce::create(['line' => $line]);\n            } catch (UniqueConstraintViolationException $refused) {\n                continue;\n            }\n        }",
        'use App\\Models\\Bounce;\nuse Illuminate\\Database\\UniqueConstraintViolationException;\nuse Illuminate\\Support\\Facades\\Http;\n',
      ).replace('class Task', 'class Other'),
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('bounces:read')->hourly();\nSchedule::command('bounces:fetch')->hourly();\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a command whose options are put together, in a variable; under a lock that keeps the next run away',
    bad: {
      'app/Models/Bounce.php': model('Bounce'),
      'app/Console/Commands/Task.php': command(
        'bounces:fetch {--days=}',
        "foreach (Http::get('https://mail.example.com/bounces')->json() as $line) {\n            Bounce::create(['line' => $line]);\n        }",
        'use App\\Models\\Bounce;\nuse Illuminate\\Support\\Facades\\Http;\n',
      ),
      'app/Console/Kernel.php': fetching('«$schedule->command($line)»->everyMinute()->withoutOverlapping(60)'),
    },
    good: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=redis.internal\n',
      'app/Models/Bounce.php': model('Bounce'),
      'app/Console/Commands/Task.php': command(
        'bounces:fetch {--days=}',
        "foreach (Http::get('https://mail.example.com/bounces')->json() as $line) {\n            Bounce::create(['line' => $line]);\n        }",
        'use App\\Models\\Bounce;\nuse Illuminate\\Support\\Facades\\Http;\n',
      ),
      'app/Console/Kernel.php': fetching('$schedule->command($line)->everyMinute()->onOneServer()'),
    },
  },
  {
    on: 'laravel-10',
    about: 'a schedule that is left before the app is set up: the flag of a sample says nothing of an app that serves',
    bad: {
      ...setUpLater,
      'app/Console/Kernel.php': installed("«$schedule->command('reports:mail')»->daily();"),
    },
    good: {
      ...setUpLater,
      'app/Console/Kernel.php': installed("$schedule->command('reports:mail')->daily()->onOneServer();"),
    },
  },
  {
    on: 'laravel-11',
    about: 'of one job for all commands, that is flagged which is made with a command that does work for all servers',
    bad: {
      'routes/console.php':
        "<?php\n\nuse App\\Jobs\\RunIt;\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::job(new RunIt('temp:sweep'))->daily();\n«Schedule::job(new RunIt('bills:send'))»->daily();\n",
      'app/Jobs/RunIt.php':
        '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass RunIt implements ShouldQueue\n{\n    use Queueable;\n\n    public function __construct(public readonly string $command)\n    {\n    }\n\n    public function handle(): void\n    {\n        Artisan::call($this->command);\n    }\n}\n',
      'app/Console/Commands/Sweep.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\File;\n\nclass Sweep extends Command\n{\n    protected $signature = 'temp:sweep';\n\n    public function handle(): int\n    {\n        foreach (File::allFiles(storage_path('app/temp')) as $file) {\n            File::delete($file->getPathname());\n        }\n\n        return self::SUCCESS;\n    }\n}\n",
      'app/Console/Commands/Send.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse App\\Mail\\Bill;\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Mail;\n\nclass Send extends Command\n{\n    protected $signature = 'bills:send {--dry}';\n\n    public function handle(): int\n    {\n        foreach (Order::whereNull('billed_at')->get() as $order) {\n            Mail::to($order->email)->send(new Bill($order));\n        }\n\n        return self::SUCCESS;\n    }\n}\n",
    },
    good: {
      'routes/console.php':
        "<?php\n\nuse App\\Jobs\\RunIt;\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::job(new RunIt('temp:sweep'))->daily()->onOneServer();\nSchedule::job(new RunIt('bills:send'))->daily()->onOneServer();\n",
      'app/Jobs/RunIt.php':
        '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass RunIt implements ShouldQueue\n{\n    use Queueable;\n\n    public function __construct(public readonly string $command)\n    {\n    }\n\n    public function handle(): void\n    {\n        Artisan::call($this->command);\n    }\n}\n',
      'app/Console/Commands/Sweep.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\File;\n\nclass Sweep extends Command\n{\n    protected $signature = 'temp:sweep';\n\n    public function handle(): int\n    {\n        foreach (File::allFiles(storage_path('app/temp')) as $file) {\n            File::delete($file->getPathname());\n        }\n\n        return self::SUCCESS;\n    }\n}\n",
      'app/Console/Commands/Send.php':
        "<?php\n\nnamespace App\\Console\\Commands;\n\nuse App\\Mail\\Bill;\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Mail;\n\nclass Send extends Command\n{\n    protected $signature = 'bills:send {--dry}';\n\n    public function handle(): int\n    {\n        foreach (Order::whereNull('billed_at')->get() as $order) {\n            Mail::to($order->email)->send(new Bill($order));\n        }\n\n        return self::SUCCESS;\n    }\n}\n",
    },
  },
]);
