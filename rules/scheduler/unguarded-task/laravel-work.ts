import { examples } from 'ha-ready/rule';

const plan = (mark: readonly [string, string] = ['', '']) =>
  `<?php

use App\\Console\\Commands\\Settle;
use Illuminate\\Support\\Facades\\Schedule;

${mark[0]}Schedule::command(Settle::class)${mark[1]}->hourly();
`;
const flagged = plan(['«', '»']);

const command = (body: string, uses = '') =>
  `<?php

namespace App\\Console\\Commands;

use Illuminate\\Console\\Command;
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Redis;
${uses}
class Settle extends Command
{
    protected $signature = 'accounts:settle';

    public function handle(): void
    {
${body}
    }
}
`;

const interest = (value: string) =>
  command(
    `        DB::table('accounts')
            ->joinSub(DB::query()->from('stays')->select('account_id'), 'stays', 'accounts.id', '=', 'stays.account_id')
            ->update(['points' => ${value}]);`,
  );

const popped = (words: string) =>
  command(`        $count = Redis::command('LLEN', ['visits']);
        for ($left = $count; $left > 0; $left -= 500) {
            $visits = Redis::command(${words});
            if ($visits === false) {
                break;
            }
            DB::table('visits')->insert(array_map('unserialize', $visits));
        }`);

const cut = command(
  "        $count = Redis::llen('seen');\n        $ids = Redis::lrange('seen', 0, $count - 1);\n        DB::table('accounts')->whereIn('id', $ids)->update(['seen_at' => now()]);\n        Redis::ltrim('seen', $count, -1);",
);

const model = (name: string) =>
  `<?php\n\nnamespace App\\Models;\n\nuse Illuminate\\Database\\Eloquent\\Model;\n\nclass ${name} extends Model\n{\n}\n`;

const pruning = (answer: string) => `<?php\n\nreturn [\n    'accounts' => ${answer},\n    'days' => 90,\n];\n`;

const mailed = command(
  `        if (! config('pruning.accounts')) {
            return;
        }
        Account::query()->where('idle', true)->get()->each(fn (Account $account) => Goodbye::dispatch($account));`,
  'use App\\Jobs\\Goodbye;\nuse App\\Models\\Account;\n',
);
const accounts = {
  'app/Models/Account.php': model('Account'),
  'app/Jobs/Goodbye.php':
    '<?php\n\nnamespace App\\Jobs;\n\nuse App\\Mail\\Farewell;\nuse App\\Models\\Account;\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\nuse Illuminate\\Support\\Facades\\Mail;\n\nclass Goodbye implements ShouldQueue\n{\n    use Queueable;\n\n    public function __construct(private Account $account)\n    {\n    }\n\n    public function handle(): void\n    {\n        Mail::to($this->account)->send(new Farewell());\n    }\n}\n',
};

const asked = (said: string) => ({
  ...accounts,
  'app/Jobs/Goodbye.php': `<?php

namespace App\\Jobs;

use App\\Models\\Account;
use Illuminate\\Contracts\\Queue\\ShouldQueue;
use Illuminate\\Foundation\\Queue\\Queueable;
use Illuminate\\Support\\Facades\\Http;

class Goodbye implements ShouldQueue
{
    use Queueable;

    public function __construct(private Account $account)
    {
    }

    public function handle(): void
    {
        $answer = Http::withToken(config('services.bank.token'))->post('https://bank.example/graphql', ['query' => '${said}']);
        $this->account->update(['is_open' => $answer->json('data.account.open')]);
    }
}
`,
});

/** What the work of a command comes to when two servers do it. */
export default examples([
  {
    on: 'laravel-12',
    about: 'a sum in the words of the database is added twice, also through joins',
    bad: {
      'routes/console.php': flagged,
      'app/Console/Commands/Settle.php': interest("DB::raw('points + stays.earned')"),
    },
    good: { 'routes/console.php': plan(), 'app/Console/Commands/Settle.php': interest("DB::raw('stays.total')") },
  },
  {
    on: 'laravel-12',
    about: 'what one server pops off a shared list no other gets',
    bad: {
      'routes/console.php': flagged,
      'app/Console/Commands/Settle.php': popped("'LRANGE', ['visits', 0, 499]"),
    },
    good: { 'routes/console.php': plan(), 'app/Console/Commands/Settle.php': popped("'LPOP', ['visits', 500]") },
  },
  {
    on: 'laravel-12',
    about:
      'a list that is read and then cut loses what the other server has not read; cut to a length it loses nothing',
    bad: {
      'routes/console.php': flagged,
      'app/Console/Commands/Settle.php': cut,
    },
    good: {
      'routes/console.php': plan(),
      'app/Console/Commands/Settle.php': command(
        "        $ids = Redis::lrange('seen', 0, 99);\n        DB::table('accounts')->whereIn('id', $ids)->update(['seen_at' => now()]);\n        Redis::ltrim('seen', 0, 99);",
      ),
    },
  },
  {
    on: 'laravel-12',
    about: 'a lock for the time of one run keeps two servers from cutting one list, where it lies in a shared store',
    bad: {
      '.env.example': 'CACHE_STORE=file\n',
      'routes/console.php': flagged.replace('hourly()', 'hourly()->withoutOverlapping()'),
      'app/Console/Commands/Settle.php': cut,
    },
    good: {
      '.env.example': 'CACHE_STORE=redis\n',
      'routes/console.php': plan().replace('hourly()', 'hourly()->withoutOverlapping()'),
      'app/Console/Commands/Settle.php': cut,
    },
  },
  {
    on: 'laravel-12',
    about: 'a row that is looked for first is written twice by servers that look at the same moment',
    bad: {
      'routes/console.php': flagged,
      'app/Console/Commands/Settle.php': command(
        "        $today = Report::where('day', today())->first();\n        if ($today !== null) {\n            return;\n        }\n        Report::create(['day' => today()]);",
        'use App\\Models\\Report;\n',
      ),
      'app/Models/Report.php': model('Report'),
    },
    good: {
      'routes/console.php': plan(),
      'app/Console/Commands/Settle.php': command(
        "        Report::firstOrCreate(['day' => today()]);",
        'use App\\Models\\Report;\n',
      ),
      'app/Models/Report.php': model('Report'),
    },
  },
  {
    on: 'laravel-12',
    about: 'a command that the settings switch off as they are shipped does nothing',
    bad: {
      'routes/console.php': flagged,
      'config/pruning.php': pruning('true'),
      'app/Console/Commands/Settle.php': mailed,
      ...accounts,
    },
    good: {
      'routes/console.php': plan(),
      'config/pruning.php': pruning('false'),
      'app/Console/Commands/Settle.php': mailed,
      ...accounts,
    },
  },
  {
    on: 'laravel-12',
    about: 'a question that is posted changes nothing, and its answer is the same for both servers',
    bad: {
      'routes/console.php': flagged,
      'config/pruning.php': pruning('true'),
      'app/Console/Commands/Settle.php': mailed,
      ...asked('mutation { charge { id } }'),
    },
    good: {
      'routes/console.php': plan(),
      'config/pruning.php': pruning('true'),
      'app/Console/Commands/Settle.php': mailed,
      ...asked('query { account { open } }'),
    },
  },
  {
    on: 'laravel-12',
    about: 'the database is backed up once, the files of this server by each server',
    bad: {
      'routes/console.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\n«Schedule::command('backup:run --only-db')»->daily();\n",
    },
    good: {
      'routes/console.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('backup:run', ['--only-files'])->daily();\nSchedule::command('backup:run --only-files')->weekly();\n",
    },
  },
]);
