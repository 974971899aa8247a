import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Failed jobs are recorded on one server only',
  why: 'A job that failed on another server is nowhere to be seen or retried.',
  remedy: {
    any: 'Record failed jobs in the shared database.',
  },
  needs: ['failedJobStores'],
  *check({ failedJobStores }) {
    for (const store of failedJobStores) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} are recorded in '${technology}' of one ${reach}: those of the other server cannot be seen or retried`,
          because,
          { technology: store.technology },
        ),
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'failed jobs in a file are listed and retried on one server only',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«QUEUE_FAILED_DRIVER=file»\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
      good: {
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
    },
  ],
});
