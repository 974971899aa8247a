import { examples } from 'ha-ready/rule';

const image = (external: string) =>
  `FROM node:22-alpine\nRUN apk add --no-cache redis\nWORKDIR /app\nCOPY . .\nCOPY scripts/run.sh ./run.sh\nENV REDIS_IS_EXTERNAL=${external}\nEXPOSE 3000\nCMD ["sh", "run.sh"]\n`;
const run = (first: string, last: string) => `#!/bin/sh
if [ "$REDIS_IS_EXTERNAL" = "true" ]; then
  echo "Redis is elsewhere"
else
  ${first}redis-server /etc/redis.conf${last} &
fi
node server.js &
SERVER=$!
while true; do
  wait $SERVER
  sleep 1
  node server.js &
  SERVER=$!
done
`;

export default examples([
  {
    on: 'compose-2',
    about: 'a Redis that the start brings up beside the server unless a switch of the image says that it is elsewhere',
    bad: { Dockerfile: image('false'), 'compose.yaml': '', 'scripts/run.sh': run('«', '»') },
    good: { Dockerfile: image('true'), 'compose.yaml': '', 'scripts/run.sh': run('', '') },
  },
  {
    on: 'compose-2',
    about: 'a container that keeps stores only',
    good: {
      Dockerfile: 'FROM debian:12-slim\nCOPY run.sh /run.sh\nEXPOSE 6379\nCMD ["/run.sh"]\n',
      'compose.yaml': '',
      'run.sh': '#!/bin/sh\nredis-server /etc/redis.conf &\nmemcached -u nobody &\nwait\n',
    },
  },
]);
