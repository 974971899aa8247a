import { examples } from 'ha-ready/rule';

export default examples([
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
