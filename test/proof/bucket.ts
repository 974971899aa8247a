import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Running } from './programs.js';

/** A bucket on the loopback that both copies reach: it keeps what is PUT and answers GET, by path. It checks no signature. */
export async function openBucket(): Promise<Running> {
  const objects = new Map<string, { type: string; body: Buffer }>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bucket');
    if (request.method === 'PUT') {
      const type = request.headers['content-type'] ?? 'application/octet-stream';
      objects.set(pathname, { type, body: await bodyOf(request) });
      return response.setHeader('ETag', '"1"').end();
    }
    const found = objects.get(pathname);
    if (request.method === 'GET' && found) return response.setHeader('Content-Type', found.type).end(found.body);
    const missing = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';
    return response.writeHead(404, { 'Content-Type': 'application/xml' }).end(missing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
