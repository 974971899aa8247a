import { hazard, isShared, judge, rule, type ScheduledTask, safe } from 'ha-ready/rule';

const web = '[program:web]\ncommand=apache2ctl -DFOREGROUND\nautorestart=true\n';
const s6 = 'rootfs/etc/s6-overlay/s6-rc.d';

export default rule({
  severity: 'error',
  title: 'Every copy of the app brings its own scheduler',
  why: 'Each scheduler fires every task, so with two servers each task is done twice.',
  remedy: {
    any: 'Run the scheduler as one process of its own, or let the schedulers elect one through a store that all servers share.',
  },
  needs: ['schedulerProcesses'],
  reads: ['scheduledTasks'],
  *check({ schedulerProcesses, scheduledTasks }) {
    const unguarded = scheduledTasks.filter(runsOncePerServer).length;
    for (const scheduler of schedulerProcesses) {
      if (!scheduler.firesUnguarded && !(scheduler.firesTasks && unguarded > 0)) continue;
      const isPart = !scheduler.firesUnguarded && unguarded < scheduledTasks.length;
      const tasks = isPart ? `each task without a guard (${unguarded} of ${scheduledTasks.length})` : 'each task';
      const severity = scheduler.off ? ('note' as const) : isPart ? ('warning' as const) : undefined;
      const extra = { at: scheduler.at, technology: scheduler.technology, repair: scheduler.repair };
      const elected = scheduler.guards.find(
        ({ kind, backend }) => kind === 'once' && backend.state === 'known' && isShared(backend.value),
      );
      if (elected) {
        yield safe(
          `${scheduler.label} runs on one server at a time by ${elected.label}`,
          elected.backend.because,
          extra,
        );
        continue;
      }
      yield* judge(`whether every server runs ${scheduler.label}`, scheduler.onEachServer, (each, because) =>
        each
          ? hazard(
              scheduler.off
                ? `once it is switched on, ${scheduler.label} is started with every copy of the app: ${tasks} would be done once per server`
                : `${scheduler.label} is started with every copy of the app: ${tasks} is done once per server`,
              because,
              { ...extra, ...(severity ? { severity } : {}) },
            )
          : safe(`${scheduler.label} runs in one place`, because, extra),
      );
    }
  },
  examples: [
    {
      on: 'helm-3',
      about: 'a switch of the chart would put a cron daemon beside each copy',
      bad: {
        'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  replicas: {{ .Values.replicaCount }}
  template:
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop:1.0
        {{- if .Values.cron.enabled }}
        - name: cron
          image: registry.example.com/shop:1.0
          command: [crond, -f]
        {{- end }}
`,
        'values.yaml': 'replicaCount: 2\npersistence:\n  enabled: false\ncron:\n  enabled: «false»\n',
      },
      good: {
        'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  replicas: {{ .Values.replicaCount }}
  template:
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop:1.0
`,
        'values.yaml': 'replicaCount: 2\npersistence:\n  enabled: false\ncron:\n  enabled: false\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'of two tasks one has no guard that all servers share; both have one',
      bad: {
        'supervisord.conf': `${web}\n[program:clock]\ncommand=«php artisan schedule:work»\n`,
        'routes/console.php':
          "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('orders:bill')->daily()->onOneServer();\nSchedule::command('orders:remind')->daily();\n",
        'app/Console/Commands/Remind.php':
          "<?php\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Mail;\n\nclass Remind extends Command\n{\n    protected $signature = 'orders:remind';\n\n    public function handle()\n    {\n        Mail::raw('Pay', fn ($mail) => $mail->to('a@example.com'));\n    }\n}\n",
      },
      good: {
        'supervisord.conf': `${web}\n[program:clock]\ncommand=php artisan schedule:work\n`,
        'routes/console.php':
          "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('orders:bill')->daily()->onOneServer();\nSchedule::command('orders:remind')->daily()->onOneServer();\n",
      },
    },
    {
      on: 'rails-8',
      about: 'rufus-scheduler in the web process',
      bad: {
        'config/initializers/scheduler.rb': '«Rufus::Scheduler.new».every("1h") { Digest.send_all }\n',
      },
      good: {
        'config/initializers/other.rb': 'X = 1\n',
      },
    },
    {
      on: 'supervisor-4',
      about: 'Celery beat beside the web server of each container; beat in a container of its own',
      bad: { 'supervisord.conf': `${web}\n[program:beat]\ncommand=«celery -A shop beat»\n` },
      good: { 'supervisord.conf': '[program:worker]\ncommand=celery -A shop worker\n' },
      unclear: { 'supervisord.conf': '[program:beat]\ncommand=celery -A shop beat\n' },
    },
    {
      on: 's6-3',
      bad: { [`${s6}/beat/run`]: '#!/bin/sh\ncd /app\n«exec celery --app shop beat --loglevel INFO»\n' },
      good: { [`${s6}/worker/run`]: '#!/bin/sh\nexec celery --app shop worker\n' },
    },
    {
      on: 'cron-3',
      about: 'the image starts cron beside the web server; certificates are renewed on every machine by intent',
      bad: {
        'docker/supervisord.conf': `${web}\n[program:cron]\ncommand=cron -f\n`,
        'docker/cron.d/shop': '0 6 * * * www-data «php /app/bin/invoices.php >> /proc/1/fd/1 2>&1»\n',
      },
      good: {
        'docker/supervisord.conf': `${web}\n[program:cron]\ncommand=cron -f\n`,
        'docker/cron.d/shop': '0 6 * * * root certbot renew\n',
      },
      unclear: { 'docker/cron.d/shop': '0 6 * * * www-data flock -n /tmp/i php /app/bin/invoices.php\n' },
    },
    {
      on: 'systemd-252',
      about: 'a timer may be enabled on one server only: the units do not say',
      good: {
        'tidy.timer': '[Timer]\nOnCalendar=daily\n',
        'tidy.service': '[Service]\nType=oneshot\nExecStart=/usr/bin/find /srv/shop/tmp -mtime +1 -delete\n',
      },
      unclear: {
        'invoices.timer': '[Timer]\nOnCalendar=daily\n',
        'invoices.service': '[Service]\nType=oneshot\nExecStart=/srv/shop/bin/invoices\n',
      },
    },
    {
      on: 'cron-3',
      about:
        'an image that writes its crontab, and a start script that starts cron and goes on; a container that is cron is one of its own',
      bad: {
        Dockerfile:
          'FROM php:8.3-apache\nRUN echo "*/5 * * * * «php /app/bin/mails.php»" >> /etc/cron.d/shop\nENTRYPOINT ["/start.sh"]\n',
        'start.sh': '#!/bin/sh\ncron\nexec apache2-foreground\n',
      },
      good: { 'cron.sh': '#!/bin/sh\nset -e\nexec crond -f -l 0\n' },
      unclear: {
        Dockerfile:
          'FROM php:8.3-cli\nRUN echo "*/5 * * * * php /app/bin/mails.php" | crontab -\nENTRYPOINT ["/cron.sh"]\n',
        'cron.sh': '#!/bin/sh\nset -e\nexec crond -f -l 0\n',
      },
    },
    {
      on: 'cron-3',
      about: 'a crontab that the image copies',
      bad: {
        Dockerfile: 'FROM php:8.3-apache\nCOPY deploy/crontab /etc/cron.d/shop\nENTRYPOINT ["/start.sh"]\n',
        'deploy/crontab': '*/5 * * * * «root php /app/bin/mails.php»\n',
        'start.sh': '#!/bin/sh\nservice cron start\nexec apache2-foreground\n',
      },
      unclear: { 'deploy/crontab': '*/5 * * * * php /app/bin/mails.php\n' },
    },
    {
      on: 'compose-2',
      about: 'a cron job that a play puts on every host',
      bad: {
        'playbook.yml': `- hosts: shop
  tasks:
    - name: orders
      cron:
        name: orders
        minute: '*/5'
        job: «python manage.py send_reminders»
`,
      },
      good: {
        'playbook.yml': `- hosts: shop
  tasks:
    - name: orders
      cron:
        name: orders
        minute: '*/5'
        job: python manage.py send_reminders
      when: inventory_hostname == groups['shop'][0]
`,
      },
      unclear: {
        'playbook.yml': `- hosts: shop
  tasks:
    - name: orders
      cron:
        name: orders
        minute: '*/5'
        job: python manage.py send_reminders
      when: shop_cron
`,
      },
    },
    {
      on: 'compose-2',
      about: 'work for the machine itself',
      good: {
        'playbook.yml': `- hosts: shop
  tasks:
    - name: orders
      cron:
        name: orders
        minute: '*/5'
        job: logrotate /etc/logrotate.conf
`,
      },
    },
    {
      on: 'kubernetes-1',
      about: 'a Deployment of schedulers',
      bad: {
        'k8s/beat.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: beat
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: beat
          image: registry.example.com/shop:1
          command: [celery, -A, shop, beat]
`,
      },
      good: {
        'k8s/beat.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: beat
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: beat
          image: registry.example.com/shop:1
          command: [celery, -A, shop, beat]
`,
      },
    },
  ],
});

/** Must run once for all servers, and nothing that all servers share holds it to one. */
function runsOncePerServer({ effect, guards, single }: ScheduledTask): boolean {
  if (effect !== 'once' || (single.state === 'known' && single.value)) return false;
  return !guards.some(
    ({ kind, backend }) => kind === 'once' && (backend.state === 'unknown' || isShared(backend.value)),
  );
}
