import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { found } from './found.js';

const socket = {
  'package.json': '{ "dependencies": { "express": "5", "socket.io": "4", "socket.io-client": "4" } }',
  'server.js':
    "import http from 'node:http';\nimport { Server } from 'socket.io';\nconst server = http.createServer();\nconst io = new Server(server, { serveClient: true });\nio.on('connection', (one) => one.emit('hello'));\nserver.listen(3000);\n",
};

describe('what would cut somebody off is told and not made', () => {
  test('a client that asks for polling only is changed before its server', async () => {
    const files = { ...socket, 'client/index.js': "const socket = io.connect('/', { transports: ['polling'] });\n" };
    const { fix } = await found('realtime/polling-without-sticky', files);
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs[0] ?? '', /^First let client\/index\.js ask for/);
  });

  test('a limiter is told in the words of its own library', async () => {
    const { remedy } = await found('state/rate-limit-per-server', {
      'package.json': '{ "dependencies": { "fastify": "5", "better-auth": "1.3" } }',
      'server.js':
        "import Fastify from 'fastify';\nimport { betterAuth } from 'better-auth';\nexport const auth = betterAuth({ database: db, rateLimit: { enabled: true } });\nFastify().listen({ port: 3000 });\n",
    });
    assert.match(remedy, /better-auth/);
  });

  test('a start script that steps aside does not keep the signal', async () => {
    const files = {
      'package.json': '{ "dependencies": { "fastify": "5" } }',
      'server.js': "import Fastify from 'fastify';\nconst app = Fastify();\napp.listen({ port: 3000 });\n",
      Dockerfile: 'FROM node:22\nCOPY . .\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["node", "server.js"]\n',
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\nnpm run prepare-data\nexec "$@"\n',
    };
    const { fix } = await found('deploy/ungraceful-stop', files);
    assert.doesNotMatch(fix?.needs.join(' ') ?? '', /keeps it/);
    assert.match(fix?.needs.join(' ') ?? '', /write it out there before the process exits/);
  });
});
