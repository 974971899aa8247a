import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a list of open sockets',
    bad: {
      'app/live.py':
        'from fastapi import APIRouter, WebSocket\n\nrouter = APIRouter()\n\n\nclass Manager:\n    def __init__(self):\n        «self.connections = []»\n\n    async def connect(self, socket: WebSocket):\n        await socket.accept()\n        self.connections.append(socket)\n\n    async def broadcast(self, text):\n        for socket in self.connections:\n            await socket.send_text(text)\n',
    },
    good: {
      'app/live.py':
        'from fastapi import APIRouter, WebSocket\n\nrouter = APIRouter()\n\n\nclass Manager:\n    def __init__(self):\n        self.connections = []\n\n    async def connect(self, socket: WebSocket):\n        await socket.accept()\n        self.connections.append(socket)\n\n    async def broadcast(self, text):\n        for socket in self.connections:\n            await socket.send_text(text)\n\n    async def listen(self, redis):\n        pubsub = redis.pubsub()\n        await pubsub.subscribe("orders")\n',
    },
  },
]);
