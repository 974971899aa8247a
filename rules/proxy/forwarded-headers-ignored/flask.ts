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
]);
