import { hazard, rule, safe, unclear } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A job is handed out again while it still runs',
  why: 'The queue takes a job for lost before the worker gives it up, so a second worker starts it: mails go out twice, money is taken twice.',
  remedy: {
    any: 'Make the redelivery time longer than the longest timeout of a job, by several seconds.',
    laravel:
      'Set `retry_after` of the queue connection (`REDIS_QUEUE_RETRY_AFTER`, `DB_QUEUE_RETRY_AFTER`) above the longest `$timeout` and `--timeout`.',
    celery: 'Set `broker_transport_options = {"visibility_timeout": ...}` above the longest time limit.',
  },
  needs: ['jobTimings'],
  *check({ jobTimings }) {
    for (const { label, technology, repair, timeout, redeliverAfter, at } of jobTimings) {
      const evidence = [...timeout.because, ...redeliverAfter.because];
      if (timeout.state === 'unknown' || redeliverAfter.state === 'unknown') {
        yield unclear(`cannot tell the times of ${label}`, evidence, { at, technology, repair });
      } else if (redeliverAfter.value <= timeout.value) {
        const message = `${label} may run for ${timeout.value} s, but the queue hands it out again after ${redeliverAfter.value} s: two workers do the same job`;
        yield hazard(message, evidence, { at, technology, repair });
      } else
        yield safe(
          `${label} ends after ${timeout.value} s, before the queue hands it out again (${redeliverAfter.value} s)`,
          evidence,
          { at, technology, repair },
        );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'a job that may run longer than retry_after of the connection in force',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public $timeout = «300»;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\nREDIS_QUEUE_RETRY_AFTER=360\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public $timeout = 300;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
    },
  ],
});
