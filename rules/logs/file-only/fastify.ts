import { examples } from 'ha-ready/rule';

const server = (logger: string) => `import fs from 'node:fs';\nimport fastify from 'fastify';

const app = fastify({ logger: ${logger}, trustProxy: 1 });

app.get('/health', async () => ({ ok: true }));

process.on('SIGTERM', async () => {
  await app.close();
  process.exit(0);
});

await app.listen({ port: 3000, host: '0.0.0.0' });
`;

export default examples([
  {
    on: 'fastify-5',
    about: 'the stream that the logger of the framework is given, or a file by its name',
    bad: {
      'src/server.js': server("{ level: 'info', stream: «fs.createWriteStream('requests.log', { flags: 'a' })» }"),
    },
    good: { 'src/server.js': server('{ stream: process.stdout }') },
  },
  {
    on: 'fastify-5',
    about: 'a file that the logger is given by its name, or one of the outputs',
    bad: { 'src/server.js': server("{ file: «'/var/log/shop/app.log'» }") },
    good: { 'src/server.js': server("{ file: '/dev/stdout' }") },
  },
]);
