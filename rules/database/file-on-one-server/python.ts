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
]);
