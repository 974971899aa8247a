import { type Evidence, hazard, isShared, rule, type ScheduledTask, safe, unclear } from 'ha-ready/rule';

const severities = { count: 'note', service: 'warning' } as const;

/** A command of the app that mails. */
const command = (name: string) =>
  `<?php

namespace App\\Console\\Commands;

use App\\Mail\\News;
use Illuminate\\Console\\Command;
use Illuminate\\Support\\Facades\\Mail;

class Send extends Command
{
    protected $signature = '${name} {--all}';

    public function handle(): void
    {
        Mail::to('shop@example.com')->send(new News());
    }
}
`;

export default rule({
  severity: 'error',
  title: 'A scheduled task runs once per server',
  why: 'Every copy of the app has the schedule, so with two servers the task is done twice at the same minute: mails, invoices and imports come double.',
  remedy: {
    any: 'Let the task take a lock that all servers share, or run the scheduler in exactly one place.',
    symfony:
      "Give the schedule a lock: `->lock($lockFactory->createLock('schedule'))`, with LOCK_DSN on Redis or the database.",
    laravel: 'Add `->onOneServer()` (5.6 and later) to the task and keep the cache in a store that all servers share.',
  },
  needs: ['scheduledTasks'],
  *check({ scheduledTasks }) {
    for (const task of scheduledTasks) {
      if (task.effect === 'everywhere' || task.apart) continue;
      const extra = { at: task.at, technology: task.technology, repair: task.repair };
      if (task.effect === 'same') {
        yield safe(`nothing more comes of ${task.label} when two servers run it`, task.because, extra);
        continue;
      }
      if (task.single.state === 'known' && task.single.value) {
        yield safe(`${task.label} is fired by one scheduler only`, [...task.because, ...task.single.because], extra);
        continue;
      }
      const guard = task.guards.find(({ kind }) => kind === 'once') ?? heldOff(task);
      if (guard) {
        if (guard.backend.state === 'known' && isShared(guard.backend.value)) {
          yield safe(`${task.label} is guarded by ${guard.label}`, [...task.because, ...guard.backend.because], extra);
        }
        continue;
      }
      if (task.single.state === 'unknown' && task.single.because.length > 0) {
        const because = [...evidenceOf(task), ...task.single.because];
        yield unclear(`cannot tell in how many copies the scheduler runs that fires ${task.label}`, because, extra);
        continue;
      }
      if (task.effect === 'unknown') {
        yield unclear(`what ${task.label} does cannot be followed: each server runs it`, evidenceOf(task), extra);
        continue;
      }
      yield hazard(messageOf(task), evidenceOf(task), {
        ...extra,
        ...(task.stakes ? { severity: severities[task.stakes] } : {}),
        ...(task.confidence ? { confidence: task.confidence } : {}),
      });
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: '`every` of sidekiq-scheduler is pushed once per host',
      bad: {
        Gemfile: 'gem "rails"\ngem "sidekiq-scheduler"\n',
        'config/schedule.yml': '«digest»:\n  class: DigestJob\n  every: 1h\n',
      },
      good: {
        Gemfile: 'gem "rails"\ngem "sidekiq-scheduler"\n',
        'config/schedule.yml': 'digest:\n  class: DigestJob\n  cron: "0 * * * *"\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'a task of routes/console.php without onOneServer(); the guard may stand anywhere in the chain',
      bad: {
        'app/Console/Commands/Send.php': command('invoices:send'),
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\n«Schedule::command('invoices:send')»->daily();\n",
      },
      good: {
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('invoices:send')\n    ->daily()\n    ->timezone('UTC')\n    ->onOneServer();\n",
      },
    },
    {
      on: 'laravel-10',
      about: 'withoutOverlapping() alone is released when the first run ends',
      bad: {
        'app/Console/Commands/Send.php': command('invoices:send'),
        'app/Console/Kernel.php':
          "<?php\n\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule)\n    {\n        «$schedule->command('invoices:send')»->everyMinute()->withoutOverlapping();\n    }\n}\n",
      },
      good: {
        'app/Console/Kernel.php':
          "<?php\n\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule)\n    {\n        $schedule->command('invoices:send')->everyMinute()->withoutOverlapping()->onOneServer();\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a job of the app, and one that is put on the queue by what the schedule runs',
      bad: {
        'app/Jobs/Scan.php':
          "<?php\n\nnamespace App\\Jobs;\n\nuse App\\Models\\Book;\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Support\\Facades\\Http;\n\nclass Scan implements ShouldQueue\n{\n    public function handle(): void\n    {\n        foreach (Http::get('https://books.example.com')->json() as $book) {\n            Book::create($book);\n        }\n    }\n}\n",
        'app/Models/Book.php':
          '<?php\n\nnamespace App\\Models;\n\nuse Illuminate\\Database\\Eloquent\\Model;\n\nclass Book extends Model\n{\n}\n',
        'routes/console.php':
          '<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\n«Schedule::job(new \\App\\Jobs\\Scan())»->daily();\n',
      },
    },
    {
      on: 'laravel-12',
      about: 'a group hands its guard on to its tasks; the task beside it has none',
      bad: {
        'app/Console/Commands/Send.php': command('reports:send'),
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::daily()->onOneServer()->group(function () {\n    Schedule::command('invoices:send');\n});\n«Schedule::command('reports:send')»->weekly();\n",
      },
      good: {
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::daily()->onOneServer()->group(function () {\n    Schedule::command('invoices:send');\n    Schedule::command('reports:send');\n});\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'the guard may be called on the event later, for all events in a loop, or by a macro',
      good: {
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nuse Illuminate\\Console\\Scheduling\\Event;\n\nEvent::macro('once', function () { return $this->onOneServer(); });\n$event = Schedule::command('invoices:send')->daily();\n$event->onOneServer();\nSchedule::command('reports:send')->weekly()->once();\n",
      },
    },
    {
      on: 'laravel-10',
      about: 'a task of bootstrap code that is not shipped, by the condition around it or by its environments',
      bad: {
        'app/Console/Commands/Send.php': command('invoices:send'),
        'app/Console/Kernel.php':
          "<?php\n\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule)\n    {\n        if (app()->environment('production')) {\n            «$schedule->command('invoices:send')»->daily();\n        }\n    }\n}\n",
      },
      good: {
        'app/Console/Kernel.php':
          "<?php\n\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule)\n    {\n        if (app()->environment('local')) {\n            $schedule->command('invoices:send')->daily();\n        }\n        if (isDev()) {\n            $schedule->command('reports:send')->daily();\n        }\n        $schedule->command('fixtures:reload')->daily()->environments(['local', 'testing']);\n    }\n}\n",
        'app/functions.php': "<?php\n\nfunction isDev(): bool\n{\n    return config('app.env') === 'local';\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about:
        'what deletes what is old, or takes a lock of its own, does no harm twice; what cleans the local disk has to run on each server',
      good: {
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('cache:prune-stale-tags')->hourly();\nSchedule::command('horizon:snapshot')->everyFiveMinutes();\nSchedule::command('shop:sweep')->daily();\nSchedule::job(new \\App\\Jobs\\PruneCarts())->daily();\n",
        'app/Console/Commands/Sweep.php':
          "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\File;\n\nclass Sweep extends Command\n{\n    protected $signature = 'shop:sweep {--all}';\n\n    public function handle(): void\n    {\n        File::cleanDirectory(storage_path('app/previews'));\n    }\n}\n",
        'app/Models/Cart.php':
          '<?php\n\nnamespace App\\Models;\n\nuse Illuminate\\Database\\Eloquent\\Model;\n\nclass Cart extends Model\n{\n}\n',
        'app/Jobs/PruneCarts.php':
          "<?php\n\nnamespace App\\Jobs;\n\nuse App\\Models\\Cart;\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass PruneCarts implements ShouldQueue\n{\n    public function handle(): void\n    {\n        Cart::where('updated_at', '<', now()->subMonth())->delete();\n    }\n}\n",
      },
    },
  ],
});

/** A lock for the time of one run is enough where only runs at the same moment do harm. */
function heldOff({ raced, guards }: ScheduledTask): ScheduledTask['guards'][number] | undefined {
  return guards.find(({ backend }) => raced && backend.state === 'known' && isShared(backend.value));
}

function messageOf(task: ScheduledTask): string {
  const overlap = task.guards.find(({ kind }) => kind === 'overlap');
  if (overlap)
    return `${task.label} has only ${overlap.label}, which does not keep a second server from running it: it runs once per server`;
  return `${task.label} has no guard that all servers share: it runs once per server`;
}

function evidenceOf(task: ScheduledTask): readonly Evidence[] {
  return task.because.length > 0 ? task.because : [{ at: task.at, says: 'is scheduled here' }];
}
