import { examples } from 'ha-ready/rule';

const app = (lines: string) =>
  `import json\nimport os\n\nimport redis\nfrom flask import Flask, request\n\napp = Flask(__name__)\nstore = redis.from_url(os.environ["REDIS_URL"])\n\n\n@app.get("/health")\ndef health():\n    return "ok"\n\n\n${lines}`;

export default examples([
  {
    on: 'flask-3',
    about: 'a helper that is called with the key; a value that is only missing is made alike by all',
    bad: {
      'app.py': app(
        'def add(key, item):\n    cart = json.loads(store.get(key) or "[]")\n    cart.append(item)\n    «store.set(key, json.dumps(cart))»\n\n\n@app.post("/cart/<name>")\ndef buy(name):\n    add(f"cart:{name}", request.json["item"])\n    return "added"\n',
      ),
    },
    good: {
      'app.py': app(
        '@app.post("/cart/<name>")\ndef buy(name):\n    store.rpush(f"cart:{name}", request.json["item"])\n    return "added"\n\n\n@app.get("/rates")\ndef rates():\n    found = store.get("rates")\n    if found is None:\n        found = str(7 * 3)\n        store.set("rates", found + "%")\n    return found\n',
      ),
    },
  },
  {
    on: 'flask-3',
    about: 'a lock of all servers is held around it; another key is put than was asked for',
    good: {
      'app.py': app(
        '@app.post("/visits")\ndef count():\n    with store.lock("visits-lock"):\n        visits = int(store.get("visits") or 0)\n        store.set("visits", visits + 1)\n    last = store.get("last")\n    store.set("previous", last + b"!")\n    return "counted"\n',
      ),
    },
  },
]);
