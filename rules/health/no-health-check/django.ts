import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [«path('shop/', views.shop)»]\n",
    },
    fixed: {
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\nfrom django.db import connection\nfrom django.http import HttpResponse\n\n\ndef healthz(request):\n    with connection.cursor() as cursor:\n        cursor.execute('SELECT 1')\n    return HttpResponse('ok')\n\n\nurlpatterns = [path('healthz/', healthz), path('shop/', views.shop)]\n",
    },
    good: {
      'shop/urls.py':
        "from django.urls import include, path\n\nurlpatterns = [path('ht/', include('health_check.urls'))]\n",
    },
  },
  {
    on: 'django-5',
    about: 'a path that a constant of another module stands for',
    bad: {
      'shop/urls.py':
        'from django.urls import path\n\nfrom .paths import ORDERS\nfrom .views import orders\n\nurlpatterns = [«path(ORDERS, orders)»]\n',
      'shop/paths.py': "ORDERS = 'orders/'\n",
      'shop/views.py':
        "from django.shortcuts import render\n\n\ndef orders(request):\n    return render(request, 'orders.html')\n",
    },
    good: {
      'shop/urls.py':
        "from django.urls import include, path\n\nfrom .paths import HEALTH\n\nurlpatterns = [path(HEALTH, include('health_check.urls'))]\n",
      'shop/paths.py': "HEALTH = 'ht/'\n",
    },
  },
  {
    on: 'django-5',
    about: 'patterns that a function of the app makes',
    bad: {
      'shop/paths.py': 'from django.urls import path\n\n\ndef page(where, view):\n    return path(where, view)\n',
      'shop/urls.py':
        "«»from django.contrib.auth.decorators import login_required\n\nfrom .paths import page\nfrom .views import health\n\nurlpatterns = [page('orders/', login_required(health))]\n",
      'shop/views.py':
        "from django.shortcuts import render\n\n\ndef health(request):\n    return render(request, 'health.html')\n",
    },
    good: {
      'shop/paths.py': 'from django.urls import path\n\n\ndef page(where, view):\n    return path(where, view)\n',
      'shop/urls.py':
        "from django.urls import include\n\nfrom .paths import page\n\nurlpatterns = [page('ht/', include('health_check.urls'))]\n",
    },
  },
  {
    on: 'django-5',
    about: 'a redirect to https that may be on would answer probes of the new path: it is exempt',
    bad: {
      'shop/deployment.py':
        "import os\n\nDEV = os.environ.get('DEV', 'False') != 'False'\nSECURE_SSL_REDIRECT = os.environ.get('TO_HTTPS', 'True') != 'False' and not DEV\n",
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [«path('shop/', views.shop)»]\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nDEV = os.environ.get('DEV', 'False') != 'False'\nSECURE_SSL_REDIRECT = os.environ.get('TO_HTTPS', 'True') != 'False' and not DEV\nSECURE_REDIRECT_EXEMPT = [r'^healthz/$']\n",
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\nfrom django.db import connection\nfrom django.http import HttpResponse\n\n\ndef healthz(request):\n    with connection.cursor() as cursor:\n        cursor.execute('SELECT 1')\n    return HttpResponse('ok')\n\n\nurlpatterns = [path('healthz/', healthz), path('shop/', views.shop)]\n",
    },
  },
  {
    on: 'django-5',
    about: 'the status of something else, and that of one order among others',
    bad: {
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [«path('update-tour-status/', views.tour)», path('orders/<int:order>/status', views.status)]\n",
    },
  },
  {
    on: 'django-5',
    about: 'a middleware answers before any route is looked up',
    bad: {
      'shop/middleware.py':
        'class Api:\n    def __call__(self, request):\n        if request.path == "/api/":\n            return self.api(request)\n        return self.get_response(request)\n',
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [«path('shop/', views.shop)»]\n",
    },
    good: {
      'shop/middleware.py':
        'class Health:\n    def __call__(self, request):\n        if request.path == "/healthz":\n            return HttpResponse("ok")\n        return self.get_response(request)\n',
    },
  },
  {
    on: 'django-5',
    about: 'the whole app is wrapped',
    good: {
      'shop/asgi.py':
        'from django.core.asgi import get_asgi_application\n\nfrom .health import health_check\n\napplication = get_asgi_application()\napplication = health_check(application, "/health/")\n',
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path('shop/', views.shop)]\n",
    },
  },
  {
    on: 'django-5',
    about: 'a probe asks by http: the redirect to https keeps it from the view, unless its path is exempt',
    bad: {
      'shop/deployment.py': 'DEBUG = False\nSECURE_SSL_REDIRECT = True\n',
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [\n    «path('healthz/', views.healthz)»,\n]\n",
    },
    fixed: {
      'shop/deployment.py': 'DEBUG = False\nSECURE_SSL_REDIRECT = True\nSECURE_REDIRECT_EXEMPT = [r"^healthz/$"]\n',
    },
    good: {
      'shop/deployment.py': "SECURE_SSL_REDIRECT = True\nSECURE_REDIRECT_EXEMPT = [r'^health']\n",
    },
  },
  {
    on: 'django-5',
    about: 'an expression for a path with or without its last slash',
    good: {
      'shop/urls.py':
        'from django.urls import re_path\n\nfrom shop import views\n\nurlpatterns = [\n    re_path(r"^status/?$", views.StatusView.as_view()),\n]\n',
      'shop/views.py':
        'from django.http import JsonResponse\nfrom django.views import View\n\n\nclass StatusView(View):\n    def get(self, request):\n        return JsonResponse({"up": True})\n',
    },
  },
  {
    on: 'django-5',
    about: 'a view that only says that the app answers; another one may turn clients away',
    bad: {
      'shop/urls.py':
        'from django.contrib.auth.mixins import LoginRequiredMixin\nfrom django.http import HttpResponse\nfrom django.urls import path\nfrom django.views import View\n\n\nclass Knock(LoginRequiredMixin, View):\n    def get(self, request):\n        return HttpResponse("here")\n\n\nurlpatterns = [«path("knock/", Knock.as_view())»]\n',
    },
    good: {
      'shop/urls.py':
        'from django.http import HttpResponse\nfrom django.urls import path\nfrom django.views import View\n\n\nclass Knock(View):\n    def get(self, request):\n        return HttpResponse("here")\n\n\nurlpatterns = [path("knock/", Knock.as_view())]\n',
    },
  },
  {
    on: 'django-5',
    about: 'a package whose middleware answers for health by itself',
    good: {
      'shop/deployment.py':
        'MIDDLEWARE = [\n    "django.middleware.security.SecurityMiddleware",\n    "dockerflow.django.middleware.DockerflowMiddleware",\n]\n',
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path('shop/', views.shop)]\n",
    },
  },
]);
