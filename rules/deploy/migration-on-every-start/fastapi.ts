import { examples } from 'ha-ready/rule';

const main =
  'from contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom .db import init_db\n\n\n@asynccontextmanager\nasync def lifespan(app):\n    init_db()\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a function that the start of the app calls',
    bad: {
      'app/main.py': main,
      'app/db.py':
        'from alembic import command\nfrom alembic.config import Config\n\n\ndef init_db():\n    «command.upgrade(Config("alembic.ini"), "head")»\n',
    },
    good: {
      'app/main.py': main,
      'app/db.py':
        'from alembic import command\nfrom alembic.config import Config\n\n\ndef init_db():\n    print("nothing to do")\n\n\ndef release():\n    command.upgrade(Config("alembic.ini"), "head")\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a lock of the database lets one process migrate',
    bad: {
      'app/main.py':
        'import subprocess\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.on_event("startup")\ndef startup():\n    «subprocess.run(["alembic", "upgrade", "head"], check=True)»\n',
    },
    good: {
      'app/main.py': main,
      'app/db.py':
        'from alembic import command\nfrom alembic.config import Config\nfrom sqlalchemy import text\n\n\ndef init_db():\n    with engine.connect() as connection:\n        connection.execute(text("select pg_advisory_lock(7)"))\n        command.upgrade(Config("alembic.ini"), "head")\n',
    },
  },
]);
