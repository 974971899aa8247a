import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'a lock file',
    bad: {
      'shop/stock.py':
        'from filelock import FileLock\n\n\ndef take(item):\n    with «FileLock("/var/lock/stock.lock")»:\n        item.count -= 1\n',
    },
    good: {
      'shop/stock.py':
        'from redis import Redis\n\nredis = Redis(host="locks.internal")\n\n\ndef take(item):\n    with redis.lock("stock"):\n        item.count -= 1\n',
      'shop/scripts/import.py':
        'from filelock import FileLock\n\nwith FileLock("/tmp/import.lock"):\n    print("importing")\n',
    },
  },
]);
