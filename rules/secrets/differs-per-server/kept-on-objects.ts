import { examples } from 'ha-ready/rule';

const factory = (key: string) => `import os

from cryptography.fernet import Fernet
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .keys import make_key


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config.from_object("shop.deployment")
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)

    from .views import pages

    app.register_blueprint(pages)
    return app


app = create_app()
app.link_key = ${key}
`;

const keys = (value: string) => `import os

from cryptography.fernet import Fernet


def make_key():
    return ${value}
`;

const views = `from cryptography.fernet import Fernet
from flask import Blueprint, g, request

pages = Blueprint("pages", __name__)


@pages.before_request
def remember():
    from . import app

    g.key = app.link_key


@pages.get("/link")
def link():
    return Fernet(g.key).encrypt(request.args["to"].encode())


@pages.get("/healthz")
def healthz():
    return "ok"
`;

const secret = (end: string) => `import os
from base64 import b64encode


def secret_key(folder):
    given = os.getenv("APP_SECRET")
    if given and len(given) > 31:
        return given
    path = os.path.join(folder, "app.key")
    if os.path.exists(path):
        try:
            with open(path, encoding="utf-8") as file:
                key = file.read().strip()
                if len(key) > 31:
                    return key
        except OSError as fault:
            print(fault)
${end}
`;

const kept = `    new_key = str(b64encode(os.urandom(32)))
    MARKED(path, "w", encoding="utf-8") as file:
        file.write(new_key)
    return new_key`;

const fromVault = (name: string) => `import os


def secret_key(folder):
    return os.environ["${name}"]
`;

const keyed = `import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .secret import secret_key


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = secret_key("/srv/config")
    app.config.from_object("shop.deployment")
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)

    from .views import pages

    app.register_blueprint(pages)
    return app
`;

export default examples([
  {
    on: 'flask-3',
    about: 'a key that is put on the app and handed on through the context of the request',
    bad: {
      'shop/__init__.py': factory('make_key()'),
      'shop/keys.py': keys('«Fernet.generate_key()»'),
      'shop/views.py': views,
    },
    good: {
      'shop/__init__.py': factory('make_key()'),
      'shop/keys.py': keys('os.environ["LINK_KEY"]'),
      'shop/views.py': views,
    },
  },
  {
    on: 'flask-3',
    about: 'a key file that is read first, and written where nothing good stands in it',
    bad: {
      'shop/__init__.py': keyed,
      'shop/secret.py': secret(
        kept.replace('MARKED(path, "w", encoding="utf-8")', 'with «open(path, "w", encoding="utf-8")»'),
      ),
    },
    good: { 'shop/__init__.py': keyed, 'shop/secret.py': fromVault('APP_KEY') },
  },
]);
