import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a list of open sockets',
    bad: {
      'app/live.py':
        'from fastapi import APIRouter, WebSocket\n\nrouter = APIRouter()\n\n\nclass Manager:\n    def __init__(self):\n        self.connections = []\n\n    async def connect(self, socket: WebSocket):\n        await socket.accept()\n        self.connections.append(socket)\n\n    async def broadcast(self, text):\n        for socket in self.connections:\n            await «socket.send_text(text)»\n\n\nmanager = Manager()\n\n\n@router.websocket("/live")\nasync def live(socket: WebSocket):\n    await manager.connect(socket)\n    while True:\n        await manager.broadcast(await socket.receive_text())\n',
    },
    good: {
      'app/live.py':
        'from fastapi import APIRouter, WebSocket\n\nrouter = APIRouter()\n\n\nclass Manager:\n    def __init__(self):\n        self.connections = []\n\n    async def connect(self, socket: WebSocket):\n        await socket.accept()\n        self.connections.append(socket)\n\n    async def broadcast(self, text):\n        for socket in self.connections:\n            await socket.send_text(text)\n\n    async def listen(self, redis):\n        pubsub = redis.pubsub()\n        await pubsub.subscribe("orders")\n        async for message in pubsub.listen():\n            await self.broadcast(message["data"])\n\n\nmanager = Manager()\n\n\n@router.websocket("/live")\nasync def live(socket: WebSocket):\n    await manager.connect(socket)\n',
    },
  },
  {
    on: 'fastapi-0',
    about:
      'records with open sockets, which a function of its own finds; what nobody is told by is a count of this process',
    bad: {
      'app/rooms.py':
        'import asyncio\nfrom dataclasses import dataclass\n\nfrom fastapi import APIRouter, WebSocket\n\nrouter = APIRouter()\n\n\n@dataclass\nclass Client:\n    room: str\n    socket: WebSocket\n\n\nclass Rooms:\n    def __init__(self):\n        self.clients: list[Client] = []\n\n    async def join(self, room: str, socket: WebSocket):\n        await socket.accept()\n        self.clients.append(Client(room=room, socket=socket))\n\n    def clients_of(self, room: str):\n        found = []\n        for client in self.clients:\n            if client.room == room:\n                found.append(client)\n        return found\n\n    async def tell(self, room: str, text: str):\n        for client in self.clients_of(room):\n            await «client.socket.send_text(text)»\n\n\nrooms = Rooms()\n\n\n@router.websocket("/rooms/{room}")\nasync def enter(room: str, socket: WebSocket):\n    await rooms.join(room, socket)\n    while True:\n        await rooms.tell(room, await socket.receive_text())\n',
    },
    good: {
      'app/rooms.py':
        'import asyncio\nfrom dataclasses import dataclass\n\nfrom fastapi import APIRouter, WebSocket\n\nrouter = APIRouter()\n\n\n@dataclass\nclass Client:\n    room: str\n    socket: WebSocket\n\n\nclass Rooms:\n    def __init__(self):\n        self.clients: list[Client] = []\n\n    async def join(self, room: str, socket: WebSocket):\n        await socket.accept()\n        self.clients.append(Client(room=room, socket=socket))\n\n    def clients_of(self, room: str):\n        found = []\n        for client in self.clients:\n            if client.room == room:\n                found.append(client)\n        return found\n\n    async def tell(self, room: str, text: str):\n        for client in self.clients_of(room):\n            await asyncio.sleep(0)\n\n\nrooms = Rooms()\n\n\n@router.websocket("/rooms/{room}")\nasync def enter(room: str, socket: WebSocket):\n    await rooms.join(room, socket)\n    while True:\n        await rooms.tell(room, await socket.receive_text())\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'python-socketio without a client manager',
    bad: {
      'app/live.py':
        'import socketio\n\nserver = «socketio.AsyncServer(async_mode="asgi", transports=["websocket"])»\n\n\nasync def placed(order):\n    await server.emit("placed", order)\n',
    },
    fixed: {
      'app/live.py':
        'import socketio\nimport os\n\nserver = socketio.AsyncServer(async_mode="asgi", transports=["websocket"], client_manager=socketio.AsyncRedisManager(os.environ.get("REDIS_URL", "redis://localhost:6379/0")))\n\n\nasync def placed(order):\n    await server.emit("placed", order)\n',
    },
  },
]);
