import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'a key that is made when the file with it is missing, and written to that file',
    bad: {
      'shop/deployment.py':
        "import os\n\n\ndef make_key():\n    try:\n        with open('.key', 'rb') as file:\n            key = file.read()\n    except OSError:\n        key = None\n    if not key:\n        key = «os.urandom(64)»\n        with open('.key', 'wb') as file:\n            file.write(key)\n    return key\n\n\nSECRET_KEY = os.getenv('SHOP_KEY') or make_key()\n",
    },
    good: {
      'shop/deployment.py':
        "import os\n\n\ndef make_key():\n    return os.urandom(64)\n\n\nSECRET_KEY = os.getenv('SHOP_KEY') or make_key()\n",
      '.env.production': 'SHOP_KEY=8f1c\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a file that is written when it is missing, and read at once',
    bad: {
      'shop/deployment.py':
        "import secrets\nfrom pathlib import Path\n\n\ndef load_key():\n    path = Path('.secret')\n    if not path.exists():\n        path.write_text(«secrets.token_hex(32)»)\n    return path.read_text().strip()\n\n\nSECRET_KEY = load_key()\n",
    },
  },
  {
    on: 'flask-3',
    about: 'a key that a class of a module without settings makes',
    bad: {
      'shop/tokens.py':
        'import secrets\n\n\nclass Tokens:\n    def fresh(self, size):\n        return «secrets.token_hex(size)»\n\n\ntokens = Tokens()\n',
      'shop/deployment.py': 'from .tokens import tokens\n\nSECRET_KEY = tokens.fresh(32)\n',
    },
    good: {
      'shop/tokens.py':
        'import os\n\n\nclass Tokens:\n    def named(self, name):\n        return os.environ[name]\n\n\ntokens = Tokens()\n',
      'shop/deployment.py': "from .tokens import tokens\n\nSECRET_KEY = tokens.named('SECRET_KEY')\n",
    },
  },
]);
