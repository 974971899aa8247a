import { examples } from 'ha-ready/rule';

const taken = (inside: string, below: string) =>
  `import fcntl\n\nfrom flask import Blueprint\n\nfrom .models import Item, db\n\nstock = Blueprint("stock", __name__)\n\n\n@stock.post("/take/<int:key>")\ndef take(key):\n    item = db.session.get(Item, key)\n    with open("/tmp/labels.txt", "a") as labels:\n        ${inside}\n        labels.write(item.name)\n${below}    return "", 204\n`;
const models =
  'from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n\n\nclass Item(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n    name = db.Column(db.String)\n    count = db.Column(db.Integer)\n';
const less = 'item.count -= 1\n';

export default examples([
  {
    on: 'flask-3',
    about: 'what is done while the file is open; what is done when it is closed again is done without the lock',
    bad: {
      'shop/stock.py': taken(`«fcntl.flock»(labels, fcntl.LOCK_EX)\n        ${less}        db.session.commit()`, ''),
      'shop/models.py': models,
    },
    good: {
      'shop/stock.py': taken('fcntl.flock(labels, fcntl.LOCK_EX)', `    ${less}    db.session.commit()\n`),
      'shop/models.py': models,
    },
  },
  {
    on: 'flask-3',
    about: 'a lock file',
    bad: {
      'shop/stock.py':
        'from filelock import FileLock\nfrom flask import Blueprint\n\nfrom .models import Item, db\n\nstock = Blueprint("stock", __name__)\n\n\n@stock.post("/take/<int:key>")\ndef take(key):\n    with «FileLock»("/var/lock/stock.lock"):\n        item = db.session.get(Item, key)\n        item.count -= 1\n        db.session.commit()\n    return "", 204\n',
      'shop/models.py':
        'from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n\n\nclass Item(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n    count = db.Column(db.Integer)\n',
    },
    good: {
      'shop/stock.py':
        'from redis import Redis\n\nredis = Redis(host="locks.internal")\n\n\ndef take(item):\n    with redis.lock("stock"):\n        item.count -= 1\n',
      'shop/scripts/import.py':
        'from filelock import FileLock\n\nwith FileLock("/tmp/import.lock"):\n    print("importing")\n',
    },
  },
]);
