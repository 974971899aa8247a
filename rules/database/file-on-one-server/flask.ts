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
    about:
      'an address that is written out becomes the default of a variable by the fix: a file of the server may replace it later',
    bad: {
      '.env.example': 'SQLALCHEMY_DATABASE_URI=postgresql://db.internal/shop\n',
      'shop/deployment.py': "SQLALCHEMY_DATABASE_URI = «'sqlite:///shop.db'»\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nSQLALCHEMY_DATABASE_URI = os.environ.get('SQLALCHEMY_DATABASE_URI', 'sqlite:///shop.db')\n",
    },
  },
  {
    on: 'flask-3',
    about: 'a helper of another module configures the app that it is given',
    bad: {
      'shop/deployment.py': 'class Production:\n    SQLALCHEMY_DATABASE_URI = «"sqlite:////srv/shop/shop.db"»\n',
      'shop/configuring.py': 'def configure(application, path):\n    application.config.from_object(path)\n',
      'shop/__init__.py':
        'from flask import Flask\n\nfrom .configuring import configure\n\n\ndef create_app():\n    app = Flask(__name__)\n    configure(app, "shop.deployment.Production")\n    return app\n',
      'shop/data.py': 'from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n',
    },
    good: {
      'shop/deployment.py': 'class Production:\n    SQLALCHEMY_DATABASE_URI = "postgresql://db.internal/shop"\n',
      'shop/configuring.py': 'def configure(application, path):\n    application.config.from_object(path)\n',
      'shop/__init__.py':
        'from flask import Flask\n\nfrom .configuring import configure\n\n\ndef create_app():\n    app = Flask(__name__)\n    configure(app, "shop.deployment.Production")\n    return app\n',
      'shop/data.py': 'from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n',
    },
  },
]);
