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
]);
