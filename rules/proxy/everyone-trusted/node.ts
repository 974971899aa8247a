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
  {
    on: 'node-22',
    about: 'so many hops from the right as there are proxies; names of headers that are passed on',
    bad: {
      'src/client.js':
        "const headers = «[»'x-real-ip', 'x-forwarded-for', 'cf-connecting-ip'];\n\nexport function addressOf(request) {\n  return headers.map((name) => request.headers[name]).find((value) => value);\n}\n",
    },
    good: {
      'src/client.js':
        "export function addressOf(request) {\n  const hops = Number(process.env.PROXIES);\n  const list = String(request.headers['x-forwarded-for'] ?? '').split(',');\n  const index = list.length - hops;\n  return index >= 0 ? list[index] : request.socket.remoteAddress;\n}\n",
      'src/passed.js':
        "const passed = ['accept', 'authorization', 'x-forwarded-for', 'x-forwarded-proto'];\n\nexport function passedOn(request) {\n  return passed.map((name) => [name, request.headers[name]]);\n}\n",
      'src/told.js':
        "export const isTold = (headers) => ['x-forwarded-for', 'x-real-ip'].some((name) => headers.has(name));\n",
    },
  },
]);
