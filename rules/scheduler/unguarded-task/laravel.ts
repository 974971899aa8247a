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
]);
