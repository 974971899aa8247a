import { examples } from 'ha-ready/rule';

const rooms = (kept: string) => `class Rooms:
    def __init__(self):
        self.users = ${kept}

    def join(self, room, user):
        self.users[room] = user

    def who(self, room):
        return self.users.get(room)
`;

const orders = (given: string, from: string) => `from fastapi import APIRouter, Depends, Request
${from}
router = APIRouter(prefix="/orders")


@router.post("/{room}")
def join(room: str, user: str, ${given}):
    rooms.join(room, user)
    return {}


@router.get("/{room}")
def who(room: str, ${given}):
    return {"user": rooms.who(room)}
`;

/** Objects that are there once, wherever they are asked for. */
export default examples([
  {
    on: 'fastapi-0',
    about: 'a function that remembers what it made the first time; one that makes an object for each request',
    bad: {
      'app/rooms.py': `from functools import lru_cache\n\n\n${rooms('«{}»')}\n\n@lru_cache\ndef rooms():\n    return Rooms()\n`,
      'app/orders.py': orders('rooms: Rooms = Depends(rooms)', '\nfrom .rooms import Rooms, rooms\n'),
    },
    good: {
      'app/rooms.py': `${rooms('{}')}\n\ndef rooms():\n    return Rooms()\n`,
      'app/orders.py': orders('rooms: Rooms = Depends(rooms)', '\nfrom .rooms import Rooms, rooms\n'),
    },
  },
  {
    on: 'fastapi-0',
    about: 'a class that gives its one object to whoever makes one',
    bad: {
      'app/rooms.py':
        'class Rooms:\n    _one = None\n\n    def __new__(cls):\n        if cls._one is None:\n            cls._one = super().__new__(cls)\n            cls._one.begin()\n        return cls._one\n\n    def begin(self):\n        self.users = «{}»\n\n    def join(self, room, user):\n        self.users[room] = user\n\n    def who(self, room):\n        return self.users.get(room)\n',
      'app/orders.py': orders('', '\nfrom .rooms import Rooms\n')
        .replaceAll('    rooms.', '    Rooms().')
        .replace('{"user": rooms', '{"user": Rooms()')
        .replaceAll(', )', ')'),
    },
  },
  {
    on: 'fastapi-0',
    about: "a table of the app's own state, which each request asks its app for",
    bad: {
      'app/main.py':
        'from fastapi import FastAPI\n\nfrom .orders import router\n\napp = FastAPI()\n«app.state.users» = {}\napp.include_router(router)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {}\n',
      'app/orders.py':
        'from fastapi import APIRouter, Request\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/{room}")\ndef join(room: str, user: str, request: Request):\n    request.app.state.users[room] = user\n    return {}\n\n\n@router.get("/{room}")\ndef who(room: str, request: Request):\n    return {"user": request.app.state.users.get(room)}\n',
    },
  },
  {
    on: 'express-5',
    about: "a table among the app's own names, which each request asks its app for",
    bad: {
      'src/server.js':
        "import express from 'express';\nimport { join, who } from './rooms.js';\n\nconst app = express();\n«app.locals.users» = {};\n\napp.post('/rooms/:room', join);\napp.get('/rooms/:room', who);\napp.get('/healthz', (_, res) => res.end());\napp.listen(3000);\n",
      'src/rooms.js':
        'export function join(req, res) {\n  req.app.locals.users[req.params.room] = req.body.user;\n  res.end();\n}\n\nexport const who = (req, res) => res.json(req.app.locals.users[req.params.room]);\n',
    },
  },
]);
