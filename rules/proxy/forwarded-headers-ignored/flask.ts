import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'it matters to code that asks who the client is',
    bad: {
      'shop/views.py':
        'from flask import Blueprint, request\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/who")\ndef who():\n    return request.remote_addr\n',
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    return app\n',
    },
    fixed: {
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)\n    return app\n',
    },
    good: {
      'shop/views.py':
        'from flask import Blueprint, request\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/who")\ndef who():\n    return request.remote_addr\n',
      'shop/__init__.py':
        'from werkzeug.middleware.proxy_fix import ProxyFix\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)\n    return app\n',
    },
  },
  {
    on: 'flask-3',
    about: 'nothing asks for the client or its scheme',
    good: {
      'shop/__init__.py': 'from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a template of a mail links to the site itself',
    bad: {
      'shop/templates/mail/reset.txt': "Hello,\n\n{{ url_for('auth.reset', token=token, _external=True) }}\n",
      'shop/__init__.py':
        'from flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    return app\n',
    },
    good: {
      'shop/templates/mail/reset.txt': "Hello,\n\n{{ url_for('auth.reset', token=token) }}\n",
      'shop/__init__.py': 'from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a setting of the app puts it in, and that is off unless somebody sets it',
    bad: {
      'shop/conf.py':
        'from flask import current_app\n\nDEFAULTS = {"TITLE": "Shop", "BEHIND_BALANCER": «False»}\n\n\nclass Settings:\n    def __init__(self, given=None):\n        self.given = given\n\n    @property\n    def values(self):\n        return self.given or current_app.config["SHOP"]\n\n    def __getattr__(self, name):\n        try:\n            return self.values[name]\n        except KeyError:\n            raise AttributeError(name)\n',
      'shop/__init__.py':
        'from flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\n\nfrom shop.conf import Settings\n\n\ndef prepare(app, values):\n    settings = Settings(values)\n    if settings.BEHIND_BALANCER:\n        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)\n\n\ndef create_app(values):\n    app = Flask(__name__)\n    prepare(app, values)\n    return app\n',
    },
    good: {
      'shop/conf.py':
        'from flask import current_app\n\nDEFAULTS = {"TITLE": "Shop", "BEHIND_BALANCER": True}\n\n\nclass Settings:\n    def __init__(self, given=None):\n        self.given = given\n\n    @property\n    def values(self):\n        return self.given or current_app.config["SHOP"]\n\n    def __getattr__(self, name):\n        try:\n            return self.values[name]\n        except KeyError:\n            raise AttributeError(name)\n',
      'shop/__init__.py':
        'from flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\n\nfrom shop.conf import Settings\n\n\ndef prepare(app, values):\n    settings = Settings(values)\n    if settings.BEHIND_BALANCER:\n        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)\n\n\ndef create_app(values):\n    app = Flask(__name__)\n    prepare(app, values)\n    return app\n',
    },
  },
]);
