import { examples } from 'ha-ready/rule';

const watch = (value: string) =>
  `import uuid

from sqlalchemy.orm import Session


class Watch:
    _open = «{}»

    @classmethod
    def begin(cls, session: Session, user):
        name = str(uuid.uuid4())
        cls._open[name] = ${value}
        return name

    @classmethod
    def end(cls, name):
        if name in cls._open:
            print(cls._open.pop(name), len(cls._open))
`;

const watched =
  'from fastapi import APIRouter\nfrom sqlalchemy.orm import Session\n\nfrom app.db import engine\nfrom app.watch import Watch\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.get("/{user}")\ndef orders(user: str):\n    session = Session(engine)\n    name = Watch.begin(session, user)\n    Watch.end(name)\n    return []\n';

const orders =
  'from fastapi import APIRouter\n\nfrom app.profile import Profile\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/{user}")\ndef invite(user: str):\n    profile = Profile()\n    return profile.invite(user)\n';

const helpers = (fields: string, begin: string) =>
  `import threading\n\nfrom fastapi import APIRouter\n\nrouter = APIRouter(prefix="/helpers")\n${fields === '' ? '«helpers»' : 'helpers'} = []\n\n\nclass Helper:\n    def __init__(self, name):\n        self.name = name\n${fields}\n    def begin(self):\n        ${begin}\n\n    def run(self):\n        print(self.name)\n\n\n@router.post("/")\ndef more(name: str):\n    helper = Helper(name)\n    helper.begin()\n    helpers.append(helper)\n    return len(helpers)\n\n\n@router.delete("/")\ndef fewer():\n    return helpers.pop().name\n`;

export default examples([
  {
    on: 'fastapi-0',
    about: 'objects that requests leave behind; those that hold a thread which this process has started',
    bad: { 'app/helpers.py': helpers('', 'self.run()') },
    good: {
      'app/helpers.py': helpers(
        '        self.thread = None\n',
        'self.thread = threading.Thread(target=self.run)\n        self.thread.start()',
      ),
    },
  },
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
  {
    on: 'fastapi-0',
    about: 'a watch over the connections of this process, each under a name made for it',
    bad: {
      'app/watch.py': watch('{"user": user}'),
      'app/orders.py': watched,
    },
    good: {
      'app/watch.py': watch('{"session": session, "user": user}').replace(/[«»]/g, ''),
      'app/orders.py': watched,
    },
  },
  {
    on: 'fastapi-0',
    about: 'a list that all objects of a class share; one of a model of pydantic, of which each object has a copy',
    bad: {
      'app/profile.py':
        'class Profile:\n    invitations: list[str] = «[]»\n\n    def invite(self, name: str):\n        self.invitations.append(name)\n        return self.invitations\n',
      'app/orders.py': orders,
    },
    good: {
      'app/profile.py':
        'from pydantic import BaseModel\n\n\nclass Base(BaseModel):\n    pass\n\n\nclass Profile(Base):\n    invitations: list[str] = []\n\n    def invite(self, name: str):\n        self.invitations.append(name)\n        return self.invitations\n',
      'app/orders.py': orders,
    },
  },
]);
