import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/views.py': 'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n',
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    return app\n',
    },
    fixed: {
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n\n    @app.route("/healthz")\n    def healthz():\n        return "ok"\n\n    return app\n',
    },
    good: {
      'shop/views.py':
        'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n\n\n@pages.route("/healthcheck")\ndef healthcheck():\n    return "ok"\n',
    },
  },
  {
    on: 'flask-3',
    about: 'the route asks the database where one is at hand',
    bad: {
      'shop/views.py': 'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n',
      'shop/__init__.py':
        'from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\napp = «Flask(__name__)»\ndb.init_app(app)\n',
    },
    fixed: {
      'shop/__init__.py':
        'from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\napp = Flask(__name__)\n\n\n@app.route("/healthz")\ndef healthz():\n    db.session.execute(db.text("SELECT 1"))\n    return "ok"\n\ndb.init_app(app)\n',
    },
  },
]);
