import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about:
      'a worker that the schedule starts takes jobs that no other has, and each server cleans its own temporary files',
    bad: {
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n«Schedule::command('invoices:send')»->daily();\n",
    },
    good: {
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('queue:work --stop-when-empty')->everyMinute()->withoutOverlapping();\nSchedule::command('shop:clean-tmp')->weekly();\n",
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
    about: 'the guard goes to the end of the chain, and a closure gets the name that the lock needs before it',
    bad: {
      '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db.internal\nCACHE_STORE=redis\n',
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('invoices:send')\n    ->daily()\n    ->withoutOverlapping();\nSchedule::call(fn () => ChargeCards::class)->hourly();\nSchedule::job(new SyncStock)->hourly();\n",
    },
    fixed: {
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('invoices:send')\n    ->daily()\n    ->withoutOverlapping()->onOneServer();\nSchedule::call(fn () => ChargeCards::class)->hourly()->name('charge-cards')->onOneServer();\nSchedule::job(new SyncStock)->hourly()->onOneServer();\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a command of the framework by its class, which deletes what is old; one of the app itself',
    bad: {
      'routes/console.php':
        '<?php\n\nuse App\\Console\\SendInvoices;\nuse Illuminate\\Support\\Facades\\Schedule;\n\n«Schedule::command(SendInvoices::class)»->daily();\n',
    },
    good: {
      'routes/console.php':
        "<?php\n\nuse App\\Models\\Visit;\nuse Illuminate\\Database\\Console\\PruneCommand;\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command(PruneCommand::class, ['--model' => [Visit::class]])->daily();\n",
    },
  },
]);
