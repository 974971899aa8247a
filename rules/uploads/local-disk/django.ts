import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/deployment.py': "STORAGES = {'default': {'BACKEND': «'django.core.files.storage.FileSystemStorage'»}}\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nSTORAGES = {'default': {'BACKEND': 'storages.backends.s3.S3Storage'}}\nAWS_STORAGE_BUCKET_NAME = os.environ['AWS_STORAGE_BUCKET_NAME']\n",
    },
    good: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/deployment.py': "STORAGES = {'default': {'BACKEND': 'storages.backends.s3.S3Storage'}}\n",
    },
  },
  {
    on: 'django-5',
    about: "no storage is chosen: the repair keeps Django's own storage of static files",
    bad: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/settings.py':
        '"""Settings of the shop."""\n\nROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["shop"]\nMEDIA_ROOT = «"/srv/media"»  # pictures\n',
    },
    fixed: {
      'shop/settings.py':
        '"""Settings of the shop."""\n\nimport os\n\nROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["shop"]\nMEDIA_ROOT = "/srv/media"  # pictures\n\nSTORAGES = {\n    "default": {"BACKEND": "storages.backends.s3.S3Storage"},\n    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},\n}\nAWS_STORAGE_BUCKET_NAME = os.environ["AWS_STORAGE_BUCKET_NAME"]\n',
    },
  },
  {
    on: 'django-5',
    about: 'a storage on the disk that nothing stores files in',
    good: {
      'shop/deployment.py':
        "MEDIA_ROOT = '/srv/media'\nSTORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}\n",
    },
  },
  {
    on: 'django-5',
    about: 'storages that the operator may lay over those of the app',
    bad: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/deployment.py':
        "import importlib\n\nconfiguration = importlib.import_module('configuration')\nDEFAULTS = {'default': {'BACKEND': «'django.core.files.storage.FileSystemStorage'»}}\nSTORAGES = DEFAULTS | getattr(configuration, 'STORAGES', {})\n",
    },
  },
]);
