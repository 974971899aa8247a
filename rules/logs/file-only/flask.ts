import { examples } from 'ha-ready/rule';

const views =
  'from flask import Blueprint\n\nfrom . import logs\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/healthz")\ndef healthz():\n    return "ok"\n';
const factory = (handlers: string) =>
  `import logging\nimport os\nfrom logging.handlers import RotatingFileHandler\n\nfrom flask import Flask\n\n\nclass Settings:\n    LOG_TO_STDOUT = os.environ.get("LOG_TO_STDOUT")\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.config.from_object(Settings)\n    if app.config["LOG_TO_STDOUT"]:\n        app.logger.addHandler(logging.StreamHandler())\n    else:\n        ${handlers}\n    return app\n`;

const readLoggers =
  'from logging.config import dictConfig\n\nimport yaml\nfrom flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    with open(app.config["LOGGING_FILE"]) as file:\n        dictConfig(yaml.safe_load(file))\n    return app\n\n\napp = create_app()\n';

export default examples([
  {
    on: 'flask-3',
    about: 'handlers of a module that the app loads',
    bad: {
      'shop/views.py': views,
      'shop/logs.py':
        'import logging\nfrom logging.handlers import RotatingFileHandler\n\nlogging.getLogger().addHandler(«RotatingFileHandler("shop.log")»)\n',
    },
    good: {
      'shop/views.py': views,
      'shop/logs.py':
        'import logging\nimport sys\nfrom logging.handlers import RotatingFileHandler\n\nlogging.getLogger().addHandler(RotatingFileHandler("shop.log"))\nlogging.getLogger().addHandler(logging.StreamHandler(sys.stdout))\n',
    },
  },
  {
    on: 'flask-3',
    about: 'the console only where a variable says so, which nothing sets',
    bad: { 'shop/__init__.py': factory('app.logger.addHandler(«RotatingFileHandler("logs/shop.log")»)') },
    good: {
      'shop/__init__.py': factory('app.logger.addHandler(RotatingFileHandler("logs/shop.log"))'),
      '.env.production': 'LOG_TO_STDOUT=1\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a table of the logging module names a file; loguru adds one to its console, until that is taken away',
    bad: {
      'app/main.py':
        'import logging.config\n\nfrom fastapi import FastAPI\n\nfrom .orders import router\n\nLOGGING = {\n    "version": 1,\n    "handlers": {"file": {"class": «"logging.handlers.RotatingFileHandler"», "filename": "logs/app.log"}},\n    "root": {"handlers": ["file"]},\n}\nlogging.config.dictConfig(LOGGING)\napp = FastAPI()\napp.include_router(router)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {"ok": True}\n',
    },
    good: {
      'app/main.py':
        'from fastapi import FastAPI\nfrom loguru import logger\n\nfrom .orders import router\n\nlogger.add("logs/app.log", rotation="10 MB")\napp = FastAPI()\napp.include_router(router)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {"ok": True}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'the console of loguru is taken away',
    bad: {
      'app/main.py':
        'from fastapi import FastAPI\nfrom loguru import logger\n\nfrom .orders import router\n\nlogger.remove()\n«logger.add("logs/app.log", rotation="10 MB")»\napp = FastAPI()\napp.include_router(router)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {"ok": True}\n',
    },
    good: {
      'app/main.py':
        'import sys\n\nfrom fastapi import FastAPI\nfrom loguru import logger\n\nfrom .orders import router\n\nlogger.remove()\nlogger.add(sys.stderr)\nlogger.add("logs/app.log", rotation="10 MB")\napp = FastAPI()\napp.include_router(router)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {"ok": True}\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a condition that only a user decides says whether lines go to a file or to the console',
    unclear: {
      'shop/__init__.py':
        'import sys\nfrom logging import StreamHandler, root\nfrom logging.handlers import RotatingFileHandler\n\nfrom flask import Flask\n\nfrom shop.settings import stored\n\n\ndef log_to(path):\n    if path == "-":\n        handler = StreamHandler(sys.stdout)\n    else:\n        handler = RotatingFileHandler(path, maxBytes=100000)\n    root.addHandler(handler)\n\n\napp = Flask(__name__)\nlog_to(stored("log"))\n\n\n@app.get("/healthz")\ndef healthz():\n    return "ok"\n',
      'shop/settings.py':
        'import sqlite3\n\n\ndef stored(name):\n    rows = sqlite3.connect("/data/settings.db").execute("SELECT value FROM settings WHERE name = ?", [name])\n    return rows.fetchone()[0]\n',
    },
  },
  {
    on: 'flask-3',
    about:
      'a table of the logging module in a file of settings, of which a sample is shipped: one logger writes to a file only',
    bad: {
      'shop/__init__.py': readLoggers,
      'shop/logging.yaml.sample':
        'version: 1\nroot:\n  handlers: [app]\nloggers:\n  jobs:\n    handlers: [jobs, stderr]\nhandlers:\n  app:\n    class: «logging.FileHandler»\n    filename: app.log\n  jobs:\n    class: logging.FileHandler\n    filename: jobs.log\n  stderr:\n    class: logging.StreamHandler\n',
    },
    good: {
      'shop/__init__.py': readLoggers,
      'shop/logging.yaml.sample':
        'version: 1\nroot:\n  handlers: [app, stderr]\nloggers:\n  jobs:\n    handlers: [jobs]\nhandlers:\n  app:\n    class: logging.FileHandler\n    filename: app.log\n  jobs:\n    class: logging.FileHandler\n    filename: jobs.log\n  stderr:\n    class: logging.StreamHandler\n',
    },
  },
]);
