import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { found } from './found.js';

const views = `from django.http import HttpResponse
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView


class Status(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request):
        return Response({"ok": True})


def ready(request):
    return HttpResponse("ok")
`;

const shop = (desk: string) => ({
  'requirements.txt': 'django==5.2\ndjangorestframework==3.16\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/__init__.py': '',
  'shop/settings.py':
    'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["rest_framework", "shop.desk"]\nALLOWED_HOSTS = ["*"]\n',
  'shop/views.py': views,
  'shop/urls.py':
    'from django.urls import include, path\n\nurlpatterns = [path("desk/", include("shop.desk.urls", namespace="desk"))]\n',
  'shop/desk/__init__.py': '',
  'shop/desk/urls.py': `from django.urls import path\n\nfrom .. import views\n\nurlpatterns = [${desk}]\n`,
  'k8s/web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n          image: registry.example.com/shop:1.4.0\n          livenessProbe:\n            httpGet:\n              path: /is-up\n              port: 8000\n',
});

describe('the path that a probe is pointed to', () => {
  const status = 'path("status/", views.Status.as_view())';

  test('has all that stands before it, and is none for those who have logged in', async () => {
    const { fix } = await found('health/probe-of-another-path', shop(`${status}, path("healthz/", views.ready)`));
    assert.equal(fix?.title, 'Ask /desk/healthz/, which the app answers');
  });

  test('has what stands around it in the routes of Rails', async () => {
    const rails = (routes: string) => ({
      Gemfile: "gem 'rails', '8.0.2'\n",
      'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.2)\n',
      'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
      'config/routes.rb': `Rails.application.routes.draw do\n${routes}end\n`,
      'k8s/web.yaml': shop('')['k8s/web.yaml'],
    });
    const inside =
      '  authenticate :user do\n    get "health", to: "health#desk"\n  end\n  resources :orders do\n    get :status, to: "orders#status"\n  end\n';
    const { fix } = await found(
      'health/probe-of-another-path',
      rails(
        `${inside}  namespace :api do\n    scope "v2" do\n      get "healthz", to: "health#show"\n    end\n  end\n`,
      ),
    );
    assert.equal(fix?.title, 'Ask /api/v2/healthz, which the app answers');
  });

  test('is not made up where the app has no other', async () => {
    const { fix } = await found('health/probe-of-another-path', shop(status));
    assert.doesNotMatch(fix?.title ?? '', /status/);
  });
});
