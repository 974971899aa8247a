import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'the factory migrates',
    bad: {
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\nfrom flask_migrate import upgrade\n\n\ndef create_app():\n    app = Flask(__name__)\n    with app.app_context():\n        «upgrade()»\n    return app\n',
    },
    good: {
      'shop/cli.py': 'from flask_migrate import upgrade\n\n\ndef release():\n    upgrade()\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a start script that migrates',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\n«flask db upgrade»\nexec gunicorn shop:app\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nexec gunicorn shop:app\n' },
  },
]);
