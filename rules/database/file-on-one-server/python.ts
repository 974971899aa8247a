import { examples } from 'ha-ready/rule';

const page =
  'from flask import Flask\n\nfrom shop import data\n\napp = Flask(__name__)\n\n\n@app.route("/orders")\ndef orders():\n    return data.orders()\n';

export default examples([
  {
    on: 'flask-3',
    about: 'an engine of its own, whose address is put together in another module',
    bad: {
      'shop/__init__.py': page,
      'shop/paths.py': 'import os\n\nFOLDER = os.path.dirname(__file__)\nFILE = os.path.join(FOLDER, "shop.db")\n',
      'shop/data.py':
        'from sqlalchemy import create_engine, text\n\nfrom .paths import FILE\n\n\ndef connect(path):\n    return «create_engine("sqlite:///{0}".format(path))»\n\n\nengine = connect(FILE)\n\n\ndef orders():\n    with engine.connect() as connection:\n        return list(connection.execute(text("SELECT * FROM orders")))\n',
    },
    good: {
      'shop/__init__.py': page,
      'shop/data.py':
        'import os\n\nfrom sqlalchemy import create_engine, text\n\nengine = create_engine("postgresql://db.internal/{0}".format(os.environ["SHOP"]))\n\n\ndef orders():\n    with engine.connect() as connection:\n        return list(connection.execute(text("SELECT * FROM orders")))\n',
    },
  },
  {
    on: 'flask-3',
    about:
      'a client of SQLite itself; one in memory keeps nothing, and one of several that a setting chooses is not judged here',
    bad: {
      'shop/__init__.py': page,
      'shop/data.py':
        'import sqlite3\n\n\ndef orders():\n    return «sqlite3.connect("shop.db")».execute("SELECT * FROM orders").fetchall()\n',
    },
    good: {
      'shop/__init__.py': page,
      'shop/data.py':
        'import sqlite3\n\n\ndef orders():\n    return sqlite3.connect(":memory:").execute("SELECT 1").fetchall()\n',
      'shop/choice.py':
        'import os\n\nimport psycopg\nfrom peewee import SqliteDatabase\n\n\ndef database():\n    if os.environ.get("ENGINE") == "file":\n        return SqliteDatabase("shop.db")\n    return psycopg.connect(os.environ["DATABASE_URL"])\n\n\ndatabase()\n',
    },
  },
  {
    on: 'flask-3',
    about:
      'each kind of database is a class that knows its address, and a variable, or what stands in for it, says which is made',
    bad: {
      'shop/__init__.py': page,
      'shop/stores.py':
        'import os\n\n\nclass FileStore:\n    def __init__(self, folder):\n        self.folder = folder\n\n    @property\n    def address(self):\n        return f"sqlite:///{self.folder}/shop.db"\n\n\nclass ServerStore:\n    @property\n    def address(self):\n        return "postgresql://" + os.environ["DB_HOST"] + "/shop"\n\n\ndef store_of(kind, folder):\n    if kind == "postgres":\n        return ServerStore()\n    return FileStore(folder)\n',
      'shop/config.py':
        'import os\n\nfrom .stores import store_of\n\n\nclass Settings:\n    def __init__(self):\n        self.store = store_of(os.getenv("DB_KIND", «"sqlite"»), "/data")\n\n    @property\n    def address(self):\n        return self.store.address\n\n\ndef settings():\n    return Settings()\n',
      'shop/data.py':
        'from sqlalchemy import create_engine, text\n\nfrom .config import settings\n\nengine = create_engine(settings().address)\n\n\ndef orders():\n    with engine.connect() as connection:\n        return list(connection.execute(text("SELECT * FROM orders")))\n',
    },
    good: {
      'shop/__init__.py': page,
      'shop/stores.py':
        'import os\n\n\nclass FileStore:\n    def __init__(self, folder):\n        self.folder = folder\n\n    @property\n    def address(self):\n        return f"sqlite:///{self.folder}/shop.db"\n\n\nclass ServerStore:\n    @property\n    def address(self):\n        return "postgresql://" + os.environ["DB_HOST"] + "/shop"\n\n\ndef store_of(kind, folder):\n    if kind == "postgres":\n        return ServerStore()\n    return FileStore(folder)\n',
      'shop/config.py':
        'import os\n\nfrom .stores import store_of\n\n\nclass Settings:\n    def __init__(self):\n        self.store = store_of(os.getenv("DB_KIND", "postgres"), "/data")\n\n    @property\n    def address(self):\n        return self.store.address\n\n\ndef settings():\n    return Settings()\n',
      'shop/data.py':
        'from sqlalchemy import create_engine, text\n\nfrom .config import settings\n\nengine = create_engine(settings().address)\n\n\ndef orders():\n    with engine.connect() as connection:\n        return list(connection.execute(text("SELECT * FROM orders")))\n',
    },
    unclear: {
      'shop/__init__.py': page,
      'shop/stores.py':
        'import os\n\n\nclass FileStore:\n    def __init__(self, folder):\n        self.folder = folder\n\n    @property\n    def address(self):\n        return f"sqlite:///{self.folder}/shop.db"\n\n\nclass ServerStore:\n    @property\n    def address(self):\n        return "postgresql://" + os.environ["DB_HOST"] + "/shop"\n\n\ndef store_of(kind, folder):\n    if kind == "postgres":\n        return ServerStore()\n    return FileStore(folder)\n',
      'shop/config.py':
        'import os\n\nfrom .options import chosen\nfrom .stores import store_of\n\n\nclass Settings:\n    def __init__(self):\n        self.store = store_of(chosen(), "/data")\n\n    @property\n    def address(self):\n        return self.store.address\n\n\ndef settings():\n    return Settings()\n',
      'shop/options.py':
        'import json\n\n\ndef chosen():\n    with open("/etc/shop.json") as file:\n        return json.load(file)["store"]\n',
      'shop/data.py':
        'from sqlalchemy import create_engine, text\n\nfrom .config import settings\n\nengine = create_engine(settings().address)\n\n\ndef orders():\n    with engine.connect() as connection:\n        return list(connection.execute(text("SELECT * FROM orders")))\n',
    },
  },
  {
    on: 'flask-3',
    about: 'an address that a property of an object puts together',
    bad: {
      'shop/__init__.py': page,
      'shop/stores.py':
        'import os\n\n\nclass FileStore:\n    def __init__(self, folder):\n        self.folder = folder\n\n    @property\n    def address(self):\n        return f"sqlite:///{self.folder}/shop.db"\n\n\nclass ServerStore:\n    @property\n    def address(self):\n        return "postgresql://" + os.environ["DB_HOST"] + "/shop"\n\n\ndef store_of(kind, folder):\n    if kind == "postgres":\n        return ServerStore()\n    return FileStore(folder)\n',
      'shop/data.py':
        'from sqlalchemy import create_engine, text\n\nfrom .stores import FileStore\n\nengine = «create_engine(FileStore("/data").address)»\n\n\ndef orders():\n    with engine.connect() as connection:\n        return list(connection.execute(text("SELECT * FROM orders")))\n',
    },
  },
]);
