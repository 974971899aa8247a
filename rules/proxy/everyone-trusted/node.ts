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
  {
    on: 'node-22',
    about: 'the first hop is what the client says, the last one what the proxy saw',
    bad: {
      'src/client.js':
        "export function addressOf(request) {\n  const hops = (request.headers[«'»x-forwarded-for'] ?? '').split(',');\n  return hops[0].trim();\n}\n",
    },
    good: {
      'src/client.js':
        "export function addressOf(request) {\n  const hops = (request.headers['x-forwarded-for'] ?? '').split(',');\n  return hops.at(-1).trim();\n}\n",
    },
  },
]);
