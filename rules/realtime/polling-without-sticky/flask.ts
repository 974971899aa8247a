import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'the WebSocket transport only',
    bad: {
      'shop/live.py':
        'import os\n\nfrom flask_socketio import SocketIO\n\nsocketio = SocketIO(message_queue=«os.environ["REDIS_URL"]»)\n',
    },
    good: {
      'shop/live.py':
        'import os\n\nfrom flask_socketio import SocketIO\n\nsocketio = SocketIO(message_queue=os.environ["REDIS_URL"], transports=["websocket"])\n',
    },
  },
  {
    on: 'flask-3',
    about: 'clients that begin with WebSocket; signals of the process are no messages of sockets',
    bad: {
      'shop/live.py': 'from flask_socketio import SocketIO\n\nsocketio = «SocketIO()»\n',
      'shop/changes.py': "from blinker import signal\n\n\ndef changed(order):\n    signal('order').send(order)\n",
      'static/js/live.js': "const socket = io({ transports: ['polling', 'websocket'] });\n",
    },
    good: {
      'shop/live.py': 'from flask_socketio import SocketIO\n\nsocketio = SocketIO()\n',
      'static/js/live.js': "const socket = io({ path: address, transports: ['websocket', 'polling'] });\n",
    },
  },
]);
