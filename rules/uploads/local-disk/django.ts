import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      '.env.example': 'AWS_STORAGE_BUCKET_NAME=shop\n',
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
      '.env.example': 'AWS_STORAGE_BUCKET_NAME=shop\n',
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
  {
    on: 'django-5',
    about: 'the parts of an upload are written one after the other',
    bad: {
      'shop/documents.py':
        'import os\n\nfrom django.conf import settings\nfrom django.core.files.uploadedfile import UploadedFile\n\n\ndef keep(document: UploadedFile, name):\n    path = os.path.join(settings.BASE_DIR, "data", name)\n    with «open(path, "wb")» as file:\n        for chunk in document.chunks():\n            file.write(chunk)\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.documents import keep\n\n\ndef healthz(request):\n    keep(request.FILES["document"], "latest.pdf")\n    return HttpResponse("ok")\n',
    },
    good: {
      'shop/documents.py':
        'import os\n\nfrom django.conf import settings\nfrom django.core.files.uploadedfile import UploadedFile\n\n\ndef keep(document: UploadedFile, name):\n    path = os.path.join(settings.BASE_DIR, "data", name)\n    with open(path, "wb") as file:\n        for chunk in document.chunks():\n            file.write(chunk)\n    os.remove(path)\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.documents import keep\n\n\ndef healthz(request):\n    keep(request.FILES["document"], "latest.pdf")\n    return HttpResponse("ok")\n',
    },
  },
  {
    on: 'django-5',
    about: 'volumes of an image: one for what the app keeps, and one for the database that the image brings along',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . /app\nVOLUME «/srv/media»\nVOLUME /var/lib/postgresql/data\nCMD ["gunicorn", "shop.wsgi"]\n',
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["shop"]\nMEDIA_ROOT = «"/srv/media"»\n',
    },
  },
  {
    on: 'django-5',
    about: "a storage of the app's own is what the package's class below it is, whatever its name says",
    bad: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/s3.py':
        'from django.core.files.storage import FileSystemStorage\n\n\nclass Pictures(FileSystemStorage):\n    location = "/srv/media"\n',
      'shop/deployment.py': "STORAGES = {'default': {'BACKEND': «'shop.s3.Pictures'»}}\n",
    },
    good: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/places.py':
        'from storages.backends import s3boto3\n\n\nclass Place(s3boto3.S3Boto3Storage):\n    location = "media"\n\n\nclass Pictures(Place):\n    pass\n',
      'shop/deployment.py': "STORAGES = {'default': {'BACKEND': 'shop.places.Pictures'}}\n",
    },
  },
]);
