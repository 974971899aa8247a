import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a header that is read by hand',
    bad: {
      'src/client.js':
        "export function addressOf(request) {\n  return request.headers[«'»x-forwarded-for'].split(',')[0];\n}\n",
    },
    good: { 'src/client.js': 'export function addressOf(request) {\n  return request.socket.remoteAddress;\n}\n' },
  },
]);
