import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a header that is read by hand',
    bad: {
      'src/client.js': `export function addressOf(request) {
  return request.headers[«'»x-forwarded-for'].split(',')[0];
}
`,
    },
    good: {
      'src/client.js': `export function addressOf(request) {
  return request.socket.remoteAddress;
}
`,
    },
  },
]);
