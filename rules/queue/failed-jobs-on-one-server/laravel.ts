import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'failed jobs go to the shared database',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\n«QUEUE_FAILED_DRIVER=file»\n',
      'app/Jobs/SendInvoice.php':
        '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass SendInvoice implements ShouldQueue\n{\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
    },
    fixed: { '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_FAILED_DRIVER=database-uuids\n' },
  },
]);
