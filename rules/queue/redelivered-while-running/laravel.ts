import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the queue waits longer than the job may take',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\n',
      'app/Jobs/SendInvoice.php':
        '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass SendInvoice implements ShouldQueue\n{\n    public $timeout = «300»;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
    },
    fixed: {
      '.env.example':
        'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\nREDIS_QUEUE_RETRY_AFTER=330\n',
    },
  },
]);
