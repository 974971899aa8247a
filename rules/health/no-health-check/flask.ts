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
  {
    on: 'flask-3',
    about:
      'a route that only says that the app answers, whatever it is called; not one behind a login, for one thing, or that is sent to',
    bad: {
      'shop/views.py':
        'from flask import Blueprint\nfrom flask_login import login_required\n\npages = Blueprint("pages", __name__)\n\n\n@pages.route("/desk/bell")\n@login_required\ndef bell():\n    return "", 204\n\n\n@pages.route("/seats/<int:seat>/here")\ndef here(seat):\n    return "", 204\n\n\n@pages.post("/seen")\ndef seen():\n    return "", 204\n',
      'shop/__init__.py':
        'from flask import Flask\n\nfrom shop.views import pages\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    app.register_blueprint(pages)\n    return app\n',
    },
    good: {
      'shop/views.py':
        'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\npages.add_url_rule("/knock", "knock", lambda: ("", 204))\n',
      'shop/__init__.py':
        'from flask import Flask\n\nfrom shop.views import pages\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.register_blueprint(pages)\n    return app\n',
    },
  },
  {
    on: 'flask-3',
    about: "a route that a blueprint of the app's own kind is told of; the app is of a class of the project",
    bad: {
      'shop/core.py':
        'from flask import Blueprint, Flask\n\n\nclass Shop(Flask):\n    pass\n\n\nclass Pages(Blueprint):\n    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):\n        super().add_url_rule(rule, endpoint, view_func, **options)\n',
      'shop/views.py':
        'from shop.core import Pages\n\npages = Pages("pages", __name__)\npages.add_url_rule("/seats/<int:seat>", "seat", lambda seat: str(seat))\n',
      'shop/__init__.py':
        'from shop.core import Shop\nfrom shop.views import pages\n\n\ndef create_app():\n    app = «Shop(__name__)»\n    app.register_blueprint(pages)\n    return app\n',
    },
    good: {
      'shop/core.py':
        'from flask import Blueprint, Flask\n\n\nclass Shop(Flask):\n    pass\n\n\nclass Pages(Blueprint):\n    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):\n        super().add_url_rule(rule, endpoint, view_func, **options)\n',
      'shop/views.py':
        'from shop.core import Pages\n\npages = Pages("pages", __name__)\npages.add_url_rule("/ping", "ping", lambda: ("", 204))\n',
      'shop/__init__.py':
        'from shop.core import Shop\nfrom shop.views import pages\n\n\ndef create_app():\n    app = Shop(__name__)\n    app.register_blueprint(pages)\n    return app\n',
    },
  },
]);
