import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: 'a search index that the running app writes',
    bad: {
      'shop/deployment.py': "INDEX_DIR = «'/srv/shop/index'»\n",
      'shop/search.py':
        'from django.conf import settings\n\n\ndef index(product):\n    settings.INDEX_DIR.mkdir(exist_ok=True)\n',
    },
    good: {
      'shop/deployment.py': "INDEX_DIR = '/srv/shop/index'\n",
      'shop/search.py': 'from django.conf import settings\n\n\ndef exists():\n    return settings.INDEX_DIR.exists()\n',
    },
  },
  {
    on: 'django-5',
    about: 'a helper writes below a folder that the settings name',
    bad: {
      'shop/deployment.py':
        'import os\nfrom pathlib import Path\n\nEXPORTS = Path(os.environ.get("EXPORTS", "/srv/shop/exports"))\n',
      'shop/exports.py':
        'from django.conf import settings\n\n\nclass Exports:\n    def __init__(self):\n        self.folder = settings.EXPORTS / "orders"\n\n    def keep(self, name, text):\n        target = self.folder / name\n        «target.write_text(text)»\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.exports import Exports\n\n\ndef healthz(request):\n    Exports().keep("latest.csv", "a,b")\n    return HttpResponse("ok")\n',
    },
    good: {
      'shop/deployment.py':
        'import os\nfrom pathlib import Path\n\nEXPORTS = Path(os.environ.get("EXPORTS", "/srv/shop/exports"))\n',
      'shop/exports.py':
        'from django.conf import settings\n\n\nclass Exports:\n    def __init__(self):\n        self.folder = settings.EXPORTS / "orders"\n\n    def keep(self, name, text):\n        target = self.folder / name\n        target.write_text(text)\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.exports import Exports\n\n\ndef healthz(request):\n    Exports().keep("latest.csv", "a,b")\n    return HttpResponse("ok")\n',
      '.env.production': 'EXPORTS=/tmp/exports\n',
    },
  },
  {
    on: 'django-5',
    about: 'removed only where the work is given up, or in any case',
    bad: {
      'shop/previews.py':
        'import os\n\nimport requests\nfrom django.conf import settings\n\n\ndef fetch(url, limit):\n    path = os.path.join(settings.BASE_DIR, "previews", "latest.png")\n    response = requests.get(url)\n    with «open(path, "wb")» as file:\n        for chunk in response.iter_content():\n            if len(chunk) > limit:\n                os.remove(path)\n                return None\n            file.write(chunk)\n    return path\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.previews import fetch\n\n\ndef healthz(request):\n    fetch("https://example.com/", 100)\n    return HttpResponse("ok")\n',
    },
    good: {
      'shop/previews.py':
        'import os\n\nimport requests\nfrom django.conf import settings\n\n\ndef fetch(url, limit):\n    path = os.path.join(settings.BASE_DIR, "previews", "latest.png")\n    response = requests.get(url)\n    with open(path, "wb") as file:\n        for chunk in response.iter_content():\n            if len(chunk) > limit:\n                os.remove(path)\n                return None\n            file.write(chunk)\n    os.remove(path)\n    return path\n',
      'shop/views.py':
        'from django.http import HttpResponse\n\nfrom shop.previews import fetch\n\n\ndef healthz(request):\n    fetch("https://example.com/", 100)\n    return HttpResponse("ok")\n',
    },
  },
]);
