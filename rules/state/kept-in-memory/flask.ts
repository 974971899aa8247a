import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'handlers within the factory of the app change an object of their module',
    bad: {
      'shop/__init__.py':
        'from flask import Flask\n\nfrom shop.registry import Registry\n\nregistry = Registry()\n\n\ndef create_app():\n    app = Flask(__name__)\n\n    @app.post("/orders/<int:number>/claim")\n    def claim(number):\n        registry.claim(number)\n        return {"open": registry.size()}\n\n    return app\n',
      'shop/registry.py':
        'class Registry:\n    def __init__(self):\n        self.claimed = «[]»\n\n    def claim(self, number):\n        self.claimed.append(number)\n\n    def size(self):\n        return len(self.claimed)\n',
    },
    good: {
      'shop/__init__.py':
        'from flask import Flask\n\nfrom shop.registry import Registry\n\n\ndef create_app():\n    app = Flask(__name__)\n\n    @app.post("/orders/<int:number>/claim")\n    def claim(number):\n        registry = Registry()\n        registry.claim(number)\n        return {"open": registry.size()}\n\n    return app\n',
      'shop/registry.py':
        'class Registry:\n    def __init__(self):\n        self.claimed = []\n\n    def claim(self, number):\n        self.claimed.append(number)\n\n    def size(self):\n        return len(self.claimed)\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a list of another module, by its name and as a part of that module',
    bad: {
      'shop/registry.py': '«claimed» = []\n«open_orders»: dict = {}\n',
      'shop/views.py':
        'from flask import Blueprint\n\nfrom shop import registry\nfrom shop.registry import claimed\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/healthz")\ndef healthz():\n    return "ok"\n\n\n@pages.post("/orders/<int:number>")\ndef claim(number):\n    claimed.append(number)\n    registry.open_orders[number] = True\n    return "ok"\n\n\n@pages.get("/orders")\ndef orders():\n    return {"claimed": claimed, "open": len(registry.open_orders)}\n',
    },
    good: {
      'shop/registry.py': 'limits = {"open": 3}\n',
      'shop/views.py':
        'from flask import Blueprint\n\nfrom shop import registry\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/healthz")\ndef healthz():\n    return "ok"\n\n\n@pages.get("/orders")\ndef orders():\n    limits = dict(registry.limits)\n    limits["closed"] = 1\n    return limits\n',
    },
  },
]);
