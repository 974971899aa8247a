import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/chat.gateway.ts':
        "import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';\n\n@«WebSocketGateway()»\nexport class ChatGateway {\n  @WebSocketServer() server;\n\n  @SubscribeMessage('say')\n  say(socket, text) {\n    this.server.emit('said', text);\n  }\n}\n",
    },
    good: {
      'src/chat.gateway.ts':
        "import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';\n\n@WebSocketGateway()\nexport class ChatGateway {\n  @WebSocketServer() server;\n\n  @SubscribeMessage('say')\n  say(socket, text) {\n    this.server.emit('said', text);\n  }\n}\n",
      'src/redis.adapter.ts':
        "import { IoAdapter } from '@nestjs/platform-socket.io';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { pub, sub } from './redis';\n\nexport class RedisAdapter extends IoAdapter {\n  createIOServer(port, options) {\n    const server = super.createIOServer(port, options);\n    server.adapter(createAdapter(pub, sub));\n    return server;\n  }\n}\n",
    },
  },
]);
