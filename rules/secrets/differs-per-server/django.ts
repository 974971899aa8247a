import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: 'a key is made when none is given',
    bad: {
      'shop/deployment.py':
        "import os\n\nfrom django.core.management.utils import get_random_secret_key\n\nSECRET_KEY = os.environ.get('SHOP_KEY') or «get_random_secret_key()»\n",
    },
    good: {
      'shop/deployment.py':
        "import os\n\nSECRET_KEY = os.environ.get('SHOP_KEY')\nif not SECRET_KEY:\n    raise RuntimeError('SHOP_KEY is missing')\n",
    },
  },
  {
    on: 'django-5',
    about: 'the repair asks for the variable that the other branch reads',
    bad: {
      'shop/deployment.py':
        "import os\nimport secrets\n\nif 'SHOP_KEY' in os.environ:\n    SECRET_KEY = os.environ['SHOP_KEY']\nelse:\n    SECRET_KEY = ''.join(«secrets.choice('abc')» for _ in range(50))\n",
    },
  },
  {
    on: 'django-5',
    about: 'a command that the start runs writes the key into a file where there is none',
    bad: {
      'shop/management/commands/make_key.py':
        'import os\n\nfrom django.core.management.base import BaseCommand\nfrom django.core.management.utils import get_random_secret_key\n\n\nclass Command(BaseCommand):\n    def handle(self, *args, **options):\n        key_file = os.path.join("data", "key.txt")\n        if os.path.exists(key_file):\n            return\n        key = get_random_secret_key()\n        with «open(key_file, "w")» as file:\n            file.write(key)\n',
      'shop/management/__init__.py': '',
      'shop/management/commands/__init__.py': '',
      'shop/deployment.py':
        'import os\n\nBASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\nwith open(os.path.join(BASE_DIR, "data", "key.txt")) as file:\n    SECRET_KEY = file.read().strip()\n',
      'start.sh': '#!/bin/sh\npython manage.py make_key\nexec gunicorn shop.wsgi\n',
      Dockerfile: 'FROM python:3.13\nWORKDIR /srv\nCOPY . .\nCMD ["./start.sh"]\n',
    },
    good: {
      'shop/management/commands/make_key.py':
        'import os\n\nfrom django.core.management.base import BaseCommand\nfrom django.core.management.utils import get_random_secret_key\n\n\nclass Command(BaseCommand):\n    def handle(self, *args, **options):\n        key_file = os.path.join("data", "key.txt")\n        if os.path.exists(key_file):\n            return\n        key = get_random_secret_key()\n        with open(key_file, "w") as file:\n            file.write(key)\n',
      'shop/management/__init__.py': '',
      'shop/management/commands/__init__.py': '',
      'shop/deployment.py': 'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n',
      'start.sh': '#!/bin/sh\necho starting\nexec gunicorn shop.wsgi\n',
      Dockerfile: 'FROM python:3.13\nWORKDIR /srv\nCOPY . .\nCMD ["./start.sh"]\n',
    },
  },
  {
    on: 'django-5',
    about: 'without its file the key is made at random',
    bad: {
      'shop/deployment.py':
        'from django.core.management.utils import get_random_secret_key\n\ntry:\n    with open("data/key.txt") as file:\n        SECRET_KEY = file.read().strip()\nexcept OSError:\n    SECRET_KEY = «get_random_secret_key()»\n',
    },
    good: {
      'shop/deployment.py':
        'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\ntry:\n    with open("data/version.txt") as file:\n        VERSION = file.read().strip()\nexcept OSError:\n    VERSION = "unknown"\n',
    },
  },
  {
    on: 'django-5',
    about: 'a key that is made where its file is missing is one key, told where it is made',
    bad: {
      'shop/settings.py':
        "from pathlib import Path\n\nfrom django.utils.crypto import get_random_string\n\nBASE_DIR = Path(__file__).resolve().parent.parent\nSECRET_FILE = BASE_DIR / 'data' / '.secret'\nif SECRET_FILE.exists():\n    SECRET_KEY = SECRET_FILE.read_text()\nelse:\n    SECRET_KEY = «get_random_string(50)»\n    with SECRET_FILE.open(mode='w') as f:\n        f.write(SECRET_KEY)\n\nALLOWED_HOSTS = ['*']\nROOT_URLCONF = 'shop.urls'\n",
    },
  },
]);
