import { examples } from 'ha-ready/rule';

const imports =
  'from django.db import models\n\n\nclass OpenManager(models.Manager):\n    def open(self):\n        return self.filter(done=False)\n\n\nclass Import(models.Model):\n    done = models.BooleanField(default=False)\n    objects = OpenManager()\n\n    def work(self):\n        self.finish()\n\n    def finish(self):\n        self.done = True\n        self.save()\n\n    def describe(self):\n        return str(self.done)\n';
const importing = (method: string) =>
  `import threading\n\nfrom django.http import HttpResponse\n\nfrom shop.models import Import\n\n\ndef start(request):\n    one = Import.objects.create(done=False)\n    «threading.Thread(target=one.${method}, daemon=True)».start()\n    return HttpResponse("ok")\n`;
const urls =
  'from django.urls import path\n\nfrom shop.views import start\n\nurlpatterns = [path("imports/", start)]\n';

export default examples([
  {
    on: 'django-5',
    about: 'huey on SQLite; without a class it is Redis',
    bad: { 'shop/deployment.py': "HUEY = {'huey_class': «'huey.SqliteHuey'», 'filename': '/srv/jobs.db'}\n" },
    good: { 'shop/deployment.py': "HUEY = {'name': 'shop', 'url': 'redis://jobs.internal'}\n" },
  },
  {
    on: 'django-5',
    about: 'django-q keeps its tasks in the database: as wide as that is',
    good: { 'shop/deployment.py': "Q_CLUSTER = {'name': 'shop', 'orm': 'default'}\n" },
    unclear: {
      'shop/deployment.py':
        "Q_CLUSTER = {'name': 'shop', 'orm': 'default'}\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'shop.db'}}\n",
    },
  },
  {
    on: 'django-5',
    about: "a thread whose work is Django's own: nobody sends the mail again that the end of the process cuts short",
    bad: {
      'shop/orders.py':
        'import threading\n\nfrom django.core.mail import send_mail\n\n\ndef tell(order):\n    thread = «threading.Thread(\n        target=send_mail, args=("Order", order.text, "shop@example.com", [order.email]), daemon=True\n    )»\n    thread.start()\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.orders import tell\n\n\ndef order(request):\n    tell(request.order)\n    return HttpResponse("ok")\n',
      'shop/urls.py':
        'from django.urls import path\n\nfrom shop.views import order\n\nurlpatterns = [path("orders/", order)]\n',
    },
    good: {
      'shop/orders.py':
        'import threading\n\nfrom django.core.mail import send_mail\n\n\ndef tell(order):\n    thread = threading.Thread(target=send_mail, args=("Order", order.text, "shop@example.com", [order.email]))\n    thread.start()\n    thread.join()\n',
    },
  },
  {
    on: 'django-5',
    about:
      'a row that a manager of the app gives is saved by a thread, in a method of its own; one that is only looked at',
    bad: {
      'shop/models.py': imports,
      'shop/views.py': importing('work'),
      'shop/urls.py': urls,
    },
    good: {
      'shop/models.py': imports,
      'shop/views.py': importing('describe').replace(/[«»]/g, ''),
      'shop/urls.py': urls,
    },
  },
]);
