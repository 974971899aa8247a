import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/deployment.py': "STORAGES = {'default': {'BACKEND': «'django.core.files.storage.FileSystemStorage'»}}\n",
    },
    good: {
      'shop/models.py':
        'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
      'shop/deployment.py': "STORAGES = {'default': {'BACKEND': 'storages.backends.s3.S3Storage'}}\n",
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
]);
