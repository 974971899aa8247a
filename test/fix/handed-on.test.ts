import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { found } from './found.js';

const shop = (locations: string) => ({
  'requirements.txt': 'django==5.2\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/__init__.py': '',
  'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["shop"]\nALLOWED_HOSTS = ["*"]\n',
  'shop/urls.py': 'from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path("api/", views.index)]\n',
  'shop/views.py':
    'from django.http import JsonResponse\n\nfrom .orders import latest\n\n\ndef index(request):\n    return JsonResponse({"orders": latest(request.user)})\n',
  'shop/orders.py': 'def latest(user):\n    return [user.name]\n',
  'nginx.conf': `server {\n  listen 80;\n  root /srv/shop/dist;\n${locations}}\n`,
});

describe('a new path for health checks', () => {
  test('has to be handed on where the web server in front answers all but some paths by itself', async () => {
    const { fix } = await found(
      'health/no-health-check',
      shop(
        '  location /api {\n    proxy_pass http://localhost:8000;\n  }\n  location / {\n    try_files $uri /index.html;\n  }\n',
      ),
    );
    assert.equal(fix?.safety, 'unsafe');
    assert.match(fix?.needs[0] ?? '', /^Hand the new path on to the app in nginx\.conf/);
  });

  test('is as good as any other where everything is handed on', async () => {
    const { fix } = await found(
      'health/no-health-check',
      shop('  location / {\n    proxy_pass http://localhost:8000;\n  }\n'),
    );
    assert.equal(fix?.safety, 'safe');
    assert.doesNotMatch(fix?.needs.join('\n') ?? '', /Hand the new path on/);
  });
});
