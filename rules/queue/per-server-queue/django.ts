import { examples } from 'ha-ready/rule';

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
]);
