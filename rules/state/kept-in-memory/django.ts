import { examples } from 'ha-ready/rule';

const settings =
  'INSTALLED_APPS = ["shop"]\nMIDDLEWARE = [\n    "django.middleware.security.SecurityMiddleware",\n]\nMIDDLEWARE += ["shop.middleware.LoginGuard"]\n';

const middleware = (before: string) => `from django.core.exceptions import PermissionDenied

from shop.failures import failures


class LoginGuard:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        ${before}
        if failures.of(request.POST.get("name")) > 5:
            raise PermissionDenied()
        response = self.get_response(request)
        if response.status_code == 401:
            failures.add(request.POST.get("name"))
        return response
`;

const inMemory = `class Failures:
    def __init__(self):
        self.counts = «{}»

    def add(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1

    def of(self, name):
        return self.counts.get(name, 0)


failures = Failures()
`;

const inCache = `from django.core.cache import cache


class Failures:
    def add(self, name):
        cache.set(f"failures-{name}", self.of(name) + 1, 600)

    def of(self, name):
        return cache.get(f"failures-{name}", 0)


failures = Failures()
`;

export default examples([
  {
    on: 'django-5',
    about: 'a middleware that the settings name by its dotted name runs with every request',
    bad: {
      'shop/settings.py': settings,
      'shop/middleware.py': middleware('request.seen = True'),
      'shop/failures.py': inMemory,
    },
    good: {
      'shop/settings.py': settings,
      'shop/middleware.py': middleware('request.seen = True'),
      'shop/failures.py': inCache,
    },
  },
]);
