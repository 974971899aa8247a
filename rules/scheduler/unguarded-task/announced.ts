import { examples } from 'ha-ready/rule';

const laravelCommand = (handle: string, uses = '') =>
  `<?php\nnamespace App\\Console\\Commands;\nuse App\\Events\\InvoiceDue;\nuse Illuminate\\Console\\Command;\n${uses}class Remind extends Command\n{\n    protected $signature = 'invoices:remind';\n    public function handle(): void\n    {\n        ${handle}\n    }\n}\n`;
const laravelEvent =
  '<?php\nnamespace App\\Events;\nuse Illuminate\\Foundation\\Events\\Dispatchable;\nclass InvoiceDue\n{\n    use Dispatchable;\n    public function __construct(public int $id) {}\n}\n';
const laravelListener = (takes: string) =>
  `<?php\nnamespace App\\Listeners;\nuse App\\Events\\InvoiceDue;\nuse App\\Mail\\Reminder;\nuse Illuminate\\Support\\Facades\\Mail;\nclass MailReminder\n{\n    public function handle(${takes}$event): void\n    {\n        Mail::to('shop@example.com')->send(new Reminder($event->id));\n    }\n}\n`;
const laravelSchedule = (task: string) => `<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n${task}->daily();\n`;
const laravelAction = (does: string) =>
  `<?php\nnamespace App\\Actions;\nuse Illuminate\\Support\\Facades\\DB;\nuse Lorisleiva\\Actions\\Concerns\\AsAction;\nclass CloseMonth\n{\n    use AsAction;\n    public function handle(): void\n    {\n        ${does}\n    }\n}\n`;

const symfonyTask = (uses: string, attribute: string, call: string, asks: string) =>
  `<?php\nnamespace App;\n${uses}use Symfony\\Component\\Scheduler\\Attribute\\AsCronTask;\n#[${attribute}]\nfinal class Renewals {\n    public function __construct(private ${asks}) {}\n    public function __invoke(): void { ${call} }\n}\n`;

const nestTask = (cron: string, announce: string) =>
  `import { Injectable } from '@nestjs/common';\nimport { EventEmitter2 } from '@nestjs/event-emitter';\nimport { Cron } from '@nestjs/schedule';\n\n@Injectable()\nexport class Renewals {\n  constructor(private readonly events: EventEmitter2) {}\n\n  @${cron}\n  renew() {\n    ${announce}\n  }\n}\n`;

const nestMails =
  "import { Injectable } from '@nestjs/common';\nimport { OnEvent } from '@nestjs/event-emitter';\nimport nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\n@Injectable()\nexport class Mails {\n  @OnEvent('contract.renewed')\n  async tell() {\n    await transport.sendMail({ to: 'team@example.com', subject: 'Renewed' });\n  }\n}\n";

const emitters =
  "import { EventEmitter } from 'node:events';\n\nexport const events = new EventEmitter();\nexport const others = new EventEmitter();\n";
const emitterMails =
  "import nodemailer from 'nodemailer';\nimport { events } from './events.js';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nevents.on('renewed', () => transport.sendMail({ to: 'team@example.com', subject: 'Renewed' }));\n";

/** Work that stands behind an event. */
export default examples([
  {
    on: 'laravel-11',
    about: 'an event goes to the listeners that say by a type what they are for, and by a closure',
    bad: {
      'app/Events/InvoiceDue.php': laravelEvent,
      'app/Listeners/MailReminder.php': laravelListener('InvoiceDue '),
      'app/Console/Commands/Remind.php': laravelCommand('event(new InvoiceDue(1));'),
      'routes/console.php': laravelSchedule("«Schedule::command('invoices:remind')»"),
    },
    good: {
      'app/Events/InvoiceDue.php': laravelEvent,
      'app/Console/Commands/Remind.php': laravelCommand('event(new InvoiceDue(1));'),
      'app/Listeners/MailReminder.php':
        "<?php\nnamespace App\\Listeners;\nuse App\\Events\\InvoiceDue;\nuse Illuminate\\Support\\Facades\\DB;\nclass MailReminder\n{\n    public function handle(InvoiceDue $event): void\n    {\n        DB::table('invoices')->where('id', $event->id)->update(['due' => true]);\n    }\n}\n",
      'routes/console.php': laravelSchedule("Schedule::command('invoices:remind')"),
    },
  },
  {
    on: 'laravel-11',
    about: 'an event by its class, and a listener by the table of a provider',
    bad: {
      'app/Events/InvoiceDue.php': laravelEvent,
      'app/Listeners/MailReminder.php': laravelListener(''),
      'app/Providers/EventServiceProvider.php':
        '<?php\nnamespace App\\Providers;\nuse App\\Events\\InvoiceDue;\nuse App\\Listeners\\MailReminder;\nuse Illuminate\\Foundation\\Support\\Providers\\EventServiceProvider as Provider;\nclass EventServiceProvider extends Provider\n{\n    protected $listen = [\n        InvoiceDue::class => [\n            MailReminder::class,\n        ],\n    ];\n}\n',
      'app/Console/Commands/Remind.php': laravelCommand('InvoiceDue::dispatch(1);'),
      'routes/console.php': laravelSchedule("«Schedule::command('invoices:remind')»"),
    },
  },
  {
    on: 'laravel-11',
    about: 'a library runs the method of a class that it is mixed into',
    bad: {
      'app/Actions/CloseMonth.php': laravelAction("DB::table('months')->increment('closed');"),
      'routes/console.php':
        '<?php\nuse App\\Actions\\CloseMonth;\nuse Illuminate\\Support\\Facades\\Schedule;\n«Schedule::call(fn () => CloseMonth::run())»->monthly();\n',
    },
    good: {
      'app/Actions/CloseMonth.php': laravelAction("DB::table('months')->update(['open' => false]);"),
      'routes/console.php':
        '<?php\nuse App\\Actions\\CloseMonth;\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::call(fn () => CloseMonth::runIf(true))->monthly();\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'parts of queries with a name of their own, a service of the container, and a method that a variable names',
    bad: {
      'app/Models/Rent.php':
        "<?php\nnamespace App\\Models;\nuse Illuminate\\Database\\Eloquent\\Model;\nclass Rent extends Model\n{\n    public function scopeDue($query)\n    {\n        return $query->where('due_at', '<', now());\n    }\n}\n",
      'app/Services/Rents.php':
        "<?php\nnamespace App\\Services;\nuse App\\Models\\Rent;\nclass Rents\n{\n    public function charge(bool $all): void\n    {\n        $method = $all ? 'chargeAll' : 'chargeNone';\n        $this->$method();\n    }\n    private function chargeAll(): void\n    {\n        foreach (Rent::query()->due()->cursor() as $rent) {\n            $rent->increment('charged');\n        }\n    }\n    private function chargeNone(): void\n    {\n    }\n}\n",
      'app/Console/Commands/Remind.php': laravelCommand(
        '$this->getLaravel()->make(Rents::class)->charge(true);',
        'use App\\Services\\Rents;\n',
      ),
      'routes/console.php': laravelSchedule("«Schedule::command('invoices:remind')»"),
    },
  },
  {
    on: 'laravel-11',
    about: 'what a helper gives is known in part: what it decides is not left out',
    bad: {
      'app/Console/Commands/Remind.php': laravelCommand(
        "if (! $mail = $this->nextMail()) {\n            return;\n        }\n        Mail::to('shop@example.com')->send($mail);\n    }\n    private function nextMail()\n    {\n        try {\n            return unserialize(file_get_contents('php://stdin'));\n        } catch (\\Throwable $e) {\n            return false;\n        }",
        'use Illuminate\\Support\\Facades\\Mail;\n',
      ),
      'routes/console.php': laravelSchedule("«Schedule::command('invoices:remind')»"),
    },
  },
  {
    on: 'symfony-7',
    about: 'an event of the dispatcher goes to the subscribers that name it',
    bad: {
      'src/Renewed.php': '<?php\nnamespace App;\nfinal class Renewed {}\n',
      'src/RenewalMails.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\EventDispatcher\\EventSubscriberInterface;\nuse Symfony\\Component\\Mailer\\MailerInterface;\nuse Symfony\\Component\\Mime\\Email;\nfinal class RenewalMails implements EventSubscriberInterface {\n    public function __construct(private MailerInterface $mailer) {}\n    public static function getSubscribedEvents(): array {\n        return [Renewed::class => ['tell', 10]];\n    }\n    public function tell($event): void { $this->mailer->send(new Email()); }\n}\n",
      'src/Renewals.php': symfonyTask(
        'use Psr\\EventDispatcher\\EventDispatcherInterface;\n',
        "«AsCronTask('0 6 * * *')»",
        '$this->events->dispatch(new Renewed());',
        'EventDispatcherInterface $events',
      ),
    },
  },
  {
    on: 'symfony-7',
    about: 'a listener by its attribute',
    bad: {
      'src/RenewalMails.php':
        "<?php\nnamespace App;\nuse Symfony\\Component\\EventDispatcher\\Attribute\\AsEventListener;\nuse Symfony\\Component\\Mailer\\MailerInterface;\nuse Symfony\\Component\\Mime\\Email;\n#[AsEventListener(event: 'app.renewed', method: 'tell')]\nfinal class RenewalMails {\n    public function __construct(private MailerInterface $mailer) {}\n    public function tell($event): void { $this->mailer->send(new Email()); }\n}\n",
      'src/Renewals.php': symfonyTask(
        'use Symfony\\Contracts\\EventDispatcher\\EventDispatcherInterface;\n',
        "«AsCronTask('0 6 * * *')»",
        "$this->events->dispatch(new \\stdClass(), 'app.renewed');",
        'EventDispatcherInterface $events',
      ),
    },
  },
  {
    on: 'nest-11',
    about: 'an event goes to the methods that stand below its name',
    bad: {
      'src/renewals.ts': nestTask("«Cron('0 6 * * *')»", "this.events.emit('contract.renewed', { day: Date.now() });"),
      'src/mails.ts': nestMails,
    },
    good: {
      'src/mails.ts': nestMails,
      'src/renewals.ts': nestTask("Cron('0 6 * * *')", "this.events.emit('contract.checked');"),
    },
  },
  {
    on: 'node-22',
    about: 'what an emitter of the app announces is done by those who listen on the same one',
    bad: {
      'src/events.js': emitters,
      'src/mails.js': emitterMails,
      'src/clock.js':
        "import cron from 'node-cron';\nimport { events } from './events.js';\n\n«cron.schedule»('0 7 * * *', () => events.emit('renewed'));\n",
    },
    good: {
      'src/events.js': emitters,
      'src/mails.js': emitterMails,
      'src/clock.js':
        "import cron from 'node-cron';\nimport { others } from './events.js';\n\ncron.schedule('0 7 * * *', () => others.emit('renewed'));\n",
    },
  },
  {
    on: 'django-5',
    about: 'a signal of the app goes to its receivers',
    bad: {
      'shop/signals.py': 'from django.dispatch import Signal\n\nrenewed = Signal()\n',
      'shop/receivers.py':
        'from django.core.mail import mail_managers\nfrom django.dispatch import receiver\n\nfrom shop.signals import renewed\n\n\n@receiver(renewed)\ndef tell(sender, **kwargs):\n    mail_managers("Renewed", "A contract goes on.")\n',
      'shop/tasks.py':
        'from huey import crontab\nfrom huey.contrib.djhuey import db_periodic_task\n\nfrom shop.signals import renewed\n\n\n@«db_periodic_task(crontab(hour="8", minute="0"))»\ndef renew():\n    renewed.send(sender=None)\n',
    },
  },
]);
