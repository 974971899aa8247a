import { examples } from 'ha-ready/rule';

const placed =
  'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . /srv\nRUN cp docker/config.py shop/config.py\nENV DJANGO_SETTINGS_MODULE=shop.config\nEXPOSE 8000\nCMD ["gunicorn", "shop.wsgi"]\n';
const started =
  'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . /srv\nENV DJANGO_SETTINGS_MODULE=shop.base\nEXPOSE 8000\nENTRYPOINT ["/srv/deploy/entrypoint.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n';
const base =
  "INSTALLED_APPS = ['shop']\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'shop'}}\n";
const settings = (host: string) =>
  `import os\nfrom .base import *\n\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'shop', 'HOST': ${host}}}\n`;

export default examples([
  {
    on: 'django-5',
    about: 'without HOST Django asks the socket of this machine',
    bad: {
      '.env.example': 'DATABASE_HOST=db.internal\n',
      'shop/deployment.py':
        'import os\n\nDATABASES = {\n    "default": {\n        "ENGINE": «"django.db.backends.postgresql"»,  # not SQLite\n        "NAME": "shop"\n    }\n}\n',
    },
    fixed: {
      'shop/deployment.py':
        'import os\n\nDATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",  # not SQLite\n        "NAME": "shop",\n        "HOST": os.environ.get("DATABASE_HOST", ""),\n    }\n}\n',
    },
    good: {
      'shop/deployment.py': 'import environ\n\nenv = environ.Env()\nDATABASES = {"default": env.db("DATABASE_URL")}\n',
      '.env.production': 'DATABASE_URL=postgres://shop@db.internal/shop\n',
    },
  },
  {
    on: 'django-5',
    about: 'no host is the socket of this machine; a connection that the operator gives as a whole is not known',
    bad: {
      'shop/deployment.py': "DATABASES = {'default': {'ENGINE': «'django.db.backends.postgresql'», 'NAME': 'shop'}}\n",
    },
    good: {
      'shop/deployment.py':
        "import importlib\n\nconfiguration = importlib.import_module('configuration')\nDATABASE = getattr(configuration, 'DATABASE', None)\nDATABASES = getattr(configuration, 'DATABASES', {'default': DATABASE})\n",
    },
  },
  {
    on: 'django-5',
    about: 'one key more in an entry that a library computes',
    good: {
      'shop/deployment.py':
        "import dj_database_url\n\nDATABASES = {}\nDATABASES['default'] = dj_database_url.config(conn_max_age=600)\nDATABASES['default']['TEST'] = {'NAME': 'shop_test'}\n",
    },
  },
  {
    on: 'django-5',
    about: 'settings that the image puts into place, with an address that whoever deploys has to give',
    bad: {
      Dockerfile: placed,
      'shop/base.py': base,
      'docker/config.py': settings("«os.getenv('DB_HOST', 'localhost')»"),
    },
    good: { Dockerfile: placed, 'shop/base.py': base, 'docker/config.py': settings("os.getenv('DB_HOST')") },
  },
  {
    on: 'django-5',
    about: 'settings of a host that the start puts beside those of every machine, and that these take in',
    bad: {
      Dockerfile: started,
      'deploy/entrypoint.sh': '#!/bin/sh\nexec "$@"\n',
      'shop/base.py':
        `${settings("«'127.0.0.1'»")}\ntry:\n    from .local_settings import *\nexcept ImportError:\n    pass\n`.replace(
          'from .base import *\n',
          "INSTALLED_APPS = ['shop']\n",
        ),
    },
    good: {
      Dockerfile: started,
      'deploy/entrypoint.sh': '#!/bin/sh\ncp /srv/deploy/local_settings.py /srv/shop/local_settings.py\nexec "$@"\n',
      'deploy/local_settings.py': settings("os.getenv('DB_HOST', 'db')").replace('from .base import *\n', ''),
      'shop/base.py':
        `${settings("'127.0.0.1'")}\ntry:\n    from .local_settings import *\nexcept ImportError:\n    pass\n`.replace(
          'from .base import *\n',
          "INSTALLED_APPS = ['shop']\n",
        ),
    },
  },
]);
