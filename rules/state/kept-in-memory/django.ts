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
  {
    on: 'django-5',
    about:
      'an attribute of the class that each object gets anew, and an answer that is kept for some seconds; one that all objects share',
    bad: {
      'shop/settings.py': settings,
      'shop/middleware.py': middleware('request.seen = True'),
      'shop/failures.py': inMemory.replace(
        '    def __init__(self):\n        self.counts = «{}»\n',
        '    counts = «{}»\n',
      ),
    },
    good: {
      'shop/settings.py': settings,
      'shop/middleware.py': middleware('self.limits = limits_of("login")').replace(
        'import failures\n',
        'import Failures, limits_of\n\nfailures = Failures()\n',
      ),
      'shop/failures.py': `from time import monotonic

from shop.models import Failure, Limit

_limits = {}


class Tally:
    names = []

    def __init__(self, name):
        self.names = []
        self.name = name

    def add(self):
        self.names.append(self.name)
        return len(self.names)


class Failures:
    def add(self, name):
        Failure.objects.create(name=name)

    def of(self, name):
        return Tally(name).add() + Failure.objects.filter(name=name).count()


def limits_of(kind):
    if cached := _limits.get(kind):
        limits, since = cached
        if monotonic() - since <= 30:
            return limits
    limits = list(Limit.objects.filter(kind=kind))
    _limits[kind] = (limits, monotonic())
    return limits
`,
    },
  },
]);
