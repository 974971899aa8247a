import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'a variable of the environment is what every server has to be given; its default for one machine stays',
    bad: {
      'shop/deployment.py':
        "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ.get('DATABASE_URL') or «'sqlite:///shop.db'»\n",
    },
    good: {
      'shop/deployment.py':
        "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ.get('DATABASE_URL') or 'sqlite:///shop.db'\n",
      '.env.production': 'DATABASE_URL=postgresql://shop:secret@db.internal/shop\n',
    },
  },
  {
    on: 'flask-3',
    about: 'an address that is written out is taken from the environment by the fix',
    bad: { 'shop/deployment.py': "SQLALCHEMY_DATABASE_URI = «'sqlite:///shop.db'»\n" },
    fixed: { 'shop/deployment.py': "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ['SQLALCHEMY_DATABASE_URI']\n" },
  },
]);
