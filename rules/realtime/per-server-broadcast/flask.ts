import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/live.py':
        'from flask_socketio import SocketIO\n\nsocketio = «SocketIO()»\n\n\ndef placed(order):\n    socketio.emit("placed", order)\n',
    },
    fixed: {
      'shop/live.py':
        'from flask_socketio import SocketIO\nimport os\n\nsocketio = SocketIO(message_queue=os.environ.get("REDIS_URL", "redis://localhost:6379/0"))\n\n\ndef placed(order):\n    socketio.emit("placed", order)\n',
    },
    good: {
      'shop/live.py':
        'from flask_socketio import SocketIO\n\nsocketio = SocketIO(message_queue="redis://live.internal:6379")\n\n\ndef placed(order):\n    socketio.emit("placed", order)\n',
    },
  },
]);
