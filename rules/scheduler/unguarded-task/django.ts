import { examples } from 'ha-ready/rule';

const consumers = (options: string) => `services:
  web:
    build: .
    command: gunicorn shop.wsgi
    ports: ["8000:8000"]
  jobs:
    build: .
    command: python manage.py run_huey
  mails:
    build: .
    command: python manage.py run_huey ${options}
`;

export default examples([
  {
    on: 'django-5',
    about: 'django-crontab writes the crontab of each machine',
    unclear: {
      'shop/deployment.py': "CRONJOBS = [('0 8 * * *', 'shop.jobs.send_invoices')]\n",
    },
    good: {
      'shop/deployment.py': 'CRONJOBS = []\n',
    },
  },
  {
    on: 'django-5',
    about: 'every consumer of huey enqueues its periodic tasks; a lock of huey only holds while the task runs',
    bad: {
      'shop/tasks.py':
        'from django.core.mail import mail_managers\nfrom huey import crontab\nfrom huey.contrib.djhuey import db_periodic_task, lock_task\n\n\n@«db_periodic_task(crontab(hour="8", minute="0"))»\n@lock_task("invoices")\ndef send_invoices():\n    mail_managers("Invoices", "They are due.")\n',
    },
    good: {
      'shop/tasks.py':
        'from huey.contrib.djhuey import db_task\n\n\n@db_task()\ndef send_invoices():\n    print("sending")\n',
    },
  },
  {
    on: 'django-5',
    about: 'one consumer of huey, as a service of its own with one replica, and another that enqueues nothing',
    bad: {
      'shop/tasks.py':
        'from django.core.mail import mail_managers\nfrom huey import crontab\nfrom huey.contrib.djhuey import periodic_task\n\n\n@«periodic_task(crontab(minute="0"))»\ndef send_invoices():\n    mail_managers("Invoices", "They are due.")\n',
      'compose.yaml': consumers('--workers 4'),
    },
    good: {
      'shop/tasks.py':
        'from django.core.mail import mail_managers\nfrom huey import crontab\nfrom huey.contrib.djhuey import periodic_task\n\n\n@periodic_task(crontab(minute="0"))\ndef send_invoices():\n    mail_managers("Invoices", "They are due.")\n',
      'compose.yaml': consumers('--no-periodic'),
    },
  },
  {
    on: 'django-5',
    about: 'a row that only one server can write, and what each process has gathered itself',
    bad: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Lock(models.Model):\n    name = models.CharField(unique=True, max_length=40)\n',
      'shop/urls.py':
        'from django.urls import path\n\nfrom . import jobs, views\n\nurlpatterns = [\n    path("healthz/", views.healthz),\n]\n',
      'shop/jobs.py':
        'import httpx\nfrom django.core.mail import send_mail\nfrom django.db import IntegrityError\nimport schedule\n\nfrom shop.models import Lock\n\nevents = []\n\n\ndef note(event):\n    events.append(event)\n\n\ndef claimed(work, name):\n    try:\n        Lock.objects.create(name=name)\n        work()\n    except IntegrityError:\n        return\n\n\ndef remind():\n    send_mail("Reminder", "Pay", "shop@example.com", ["all@example.com"])\n\n\n@«schedule.repeat(schedule.every().day)»\ndef remind_daily():\n    remind()\n\n\n@schedule.repeat(schedule.every(10).minutes)\ndef report():\n    global events\n    if not events:\n        return\n    httpx.post("https://reports.example.com", json=events)\n    events = []\n',
    },
    good: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Lock(models.Model):\n    name = models.CharField(unique=True, max_length=40)\n',
      'shop/urls.py':
        'from django.urls import path\n\nfrom . import jobs, views\n\nurlpatterns = [\n    path("healthz/", views.healthz),\n]\n',
      'shop/jobs.py':
        'import httpx\nfrom django.core.mail import send_mail\nfrom django.db import IntegrityError\nimport schedule\n\nfrom shop.models import Lock\n\nevents = []\n\n\ndef note(event):\n    events.append(event)\n\n\ndef claimed(work, name):\n    try:\n        Lock.objects.create(name=name)\n        work()\n    except IntegrityError:\n        return\n\n\ndef remind():\n    send_mail("Reminder", "Pay", "shop@example.com", ["all@example.com"])\n\n\n@schedule.repeat(schedule.every().day)\ndef remind_daily():\n    claimed(remind, "remind")\n\n\n@schedule.repeat(schedule.every(10).minutes)\ndef report():\n    global events\n    if not events:\n        return\n    httpx.post("https://reports.example.com", json=events)\n    events = []\n',
    },
  },
]);
