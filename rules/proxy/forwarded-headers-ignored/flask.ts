import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    return app\n',
    },
    good: {
      'shop/__init__.py':
        'from werkzeug.middleware.proxy_fix import ProxyFix\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)\n    return app\n',
    },
  },
]);
