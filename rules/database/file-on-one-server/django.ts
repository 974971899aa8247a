import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about:
      'what stands there becomes the default of a variable: the build of an image, and whoever is given none, goes on as before',
    bad: {
      '.env.example':
        'DATABASE_ENGINE=django.db.backends.postgresql\nDATABASE_NAME=shop\nDATABASE_USER=shop\nDATABASE_PASSWORD=\nDATABASE_HOST=db.internal\n',
      'shop/deployment.py':
        "DATABASES = {'default': {'ENGINE': «'django.db.backends.sqlite3'», 'NAME': 'db.sqlite3'}}\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nDATABASES = {'default': {'ENGINE': os.environ.get('DATABASE_ENGINE', 'django.db.backends.sqlite3'), 'NAME': os.environ.get('DATABASE_NAME', 'db.sqlite3'), 'USER': os.environ.get('DATABASE_USER', ''), 'PASSWORD': os.environ.get('DATABASE_PASSWORD', ''), 'HOST': os.environ.get('DATABASE_HOST', '')}}\n",
    },
    good: {
      'shop/deployment.py':
        "import dj_database_url\n\nDATABASES = {'default': dj_database_url.config(conn_max_age=60)}\n",
      '.env.production': 'DATABASE_URL=postgres://shop:secret@db.internal/shop\n',
    },
  },
  {
    on: 'django-5',
    about: 'the entry is written over by what the environment gives, key by key',
    bad: {
      'shop/deployment.py':
        "import dj_database_url\n\nDATABASES = {'default': {'ENGINE': «'django.db.backends.sqlite3'», 'NAME': 'db.sqlite3'}}\nDATABASES['replica'] = {'ENGINE': 'django.db.backends.postgresql', 'HOST': 'db.internal', 'NAME': 'shop'}\nDATABASES['replica'].update(dj_database_url.config(conn_max_age=60))\n",
      '.env.production': 'DATABASE_URL=postgres://shop:secret@db.internal/shop\n',
    },
    good: {
      'shop/deployment.py':
        "import dj_database_url\n\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'db.sqlite3'}}\nDATABASES['default'].update(dj_database_url.config(env='DATABASE_URL', conn_max_age=60))\nif DATABASES['default'].get('ENGINE') == 'django.db.backends.sqlite3':\n    DATABASES['default'].get('OPTIONS', {}).pop('sslmode', None)\n",
      '.env.production': 'DATABASE_URL=postgres://shop:secret@db.internal/shop\n',
    },
  },
]);
