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
    about: 'a start script that migrates, beside a service that does nothing else',
    bad: {
      'compose.yaml':
        'services:\n  web: { build: ., restart: always, expose: [80] }\n  migrate: { build: ., entrypoint: [flask, db, upgrade] }\n',
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\n«flask db upgrade»\nexec gunicorn shop:app\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nexec gunicorn shop:app\n' },
  },
  {
    on: 'flask-3',
    about: 'the app is an object of a class of its own',
    bad: {
      'shop/__init__.py':
        'from flask import Flask\nfrom flask_migrate import upgrade\n\n\nclass Shop(Flask):\n    pass\n\n\ndef create_app():\n    app = Shop(__name__)\n    with app.app_context():\n        «upgrade()»\n    return app\n',
    },
    good: {
      'shop/__init__.py':
        'from flask import Flask\nfrom flask_migrate import upgrade\nfrom werkzeug.middleware.proxy_fix import ProxyFix\n\n\nclass Shop(Flask):\n    pass\n\n\ndef create_app():\n    app = Shop(__name__)\n    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)\n    return app\n\n\nif __name__ == "__main__":\n    with create_app().app_context():\n        upgrade()\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a script that reads its arguments is run by a person, though it makes the app too',
    bad: {
      'shop/data.py': 'from flask_migrate import upgrade\n\n\ndef renew():\n    «upgrade()»\n',
      'restore.py':
        'from shop import create_app\nfrom shop.data import renew\n\napp = create_app()\nwith app.app_context():\n    renew()\n',
    },
    good: {
      'shop/data.py': 'from flask_migrate import upgrade\n\n\ndef renew(path):\n    print(path)\n    upgrade()\n',
      'restore.py':
        'import sys\n\nfrom shop import create_app\nfrom shop.data import renew\n\napp = create_app()\nwith app.app_context():\n    renew(sys.argv[1])\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a server that takes its port from the command line is no such script',
    bad: {
      'shop/data.py': 'from flask_migrate import upgrade\n\n\ndef renew():\n    «upgrade()»\n',
      'serve.py':
        'import sys\n\nfrom shop import create_app\nfrom shop.data import renew\n\napp = create_app()\nwith app.app_context():\n    renew()\napp.run(port=int(sys.argv[1]))\n',
    },
  },
]);
