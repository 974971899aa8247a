import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: 'a key is made when none is given',
    bad: {
      'shop/deployment.py':
        "import os\n\nfrom django.core.management.utils import get_random_secret_key\n\nSECRET_KEY = os.environ.get('SHOP_KEY') or «get_random_secret_key()»\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nfrom django.core.management.utils import get_random_secret_key\n\nSECRET_KEY = os.environ['SHOP_KEY']\n",
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
    fixed: {
      'shop/deployment.py':
        "import os\nimport secrets\n\nif 'SHOP_KEY' in os.environ:\n    SECRET_KEY = os.environ['SHOP_KEY']\nelse:\n    SECRET_KEY = os.environ['SHOP_KEY']\n",
    },
  },
]);
