import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a dict that requests fill',
    bad: {
      'app/orders.py':
        'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/orders")\n«carts» = {}\n\n\n@router.post("/{user}")\ndef add(user: str, item: str):\n    carts.setdefault(user, []).append(item)\n    carts[user] = carts[user]\n    return carts\n',
    },
    good: {
      'app/orders.py':
        'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/orders")\nprices = {"tea": 3}\n\n\n@router.get("/{item}")\ndef price(item: str):\n    carts = {}\n    carts[item] = prices[item]\n    return carts\n',
    },
  },
  {
    on: 'fastapi-0',
    about:
      'the table belongs to a class that another module makes once; what is computed again when it is missing is a memo',
    bad: {
      'app/carts.py':
        'class Carts:\n    def __init__(self):\n        self.by_user = «{}»\n\n    def add(self, user, item):\n        self.by_user[user] = item\n\n    def of(self, user):\n        return self.by_user.get(user)\n\n\ncarts = Carts()\n',
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom app.carts import carts\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/{user}")\ndef add(user: str, item: str):\n    carts.add(user, item)\n    return {"cart": carts.of(user)}\n',
    },
    good: {
      'app/prices.py':
        'class Prices:\n    def __init__(self):\n        self.known = {}\n\n    def of(self, item):\n        if item not in self.known:\n            self.known[item] = len(item)\n        return self.known[item]\n\n\nprices = Prices()\n',
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom app.prices import prices\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.get("/{item}")\ndef price(item: str):\n    return {"price": prices.of(item)}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'clients that are made where they are missing',
    good: {
      'app/orders.py':
        'import httpx\nfrom fastapi import APIRouter\n\nrouter = APIRouter(prefix="/orders")\nclients = {}\n\n\n@router.get("/")\nasync def orders(key: str):\n    client = clients.get(key)\n    if not client:\n        client = httpx.AsyncClient()\n        clients[key] = client\n    async for line in client.stream(key):\n        yield line\n',
    },
  },
]);
