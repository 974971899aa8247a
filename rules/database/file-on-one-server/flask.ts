import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/deployment.py':
        "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ.get('DATABASE_URL') or «'sqlite:///shop.db'»\n",
    },
    fixed: { 'shop/deployment.py': "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ['DATABASE_URL']\n" },
    good: {
      'shop/deployment.py':
        "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ.get('DATABASE_URL') or 'sqlite:///shop.db'\n",
      '.env.production': 'DATABASE_URL=postgresql://shop:secret@db.internal/shop\n',
    },
  },
]);
