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
]);
