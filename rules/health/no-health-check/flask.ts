import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/views.py': 'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n',
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    return app\n',
    },
    good: {
      'shop/views.py':
        'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n\n\n@pages.route("/healthcheck")\ndef healthcheck():\n    return "ok"\n',
    },
  },
]);
