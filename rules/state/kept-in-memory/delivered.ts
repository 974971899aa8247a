import { examples } from 'ha-ready/rule';

const server = `import express from 'express';\nimport { ask, waiting } from './channel.js';

const app = express();

app.post('/ask/:name', async (req, res) => {
  res.json(await ask(req.params.name, req.body));
});
app.get('/waiting', (_, res) => res.json(waiting()));
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const channel = (more: string) => `import { randomUUID } from 'node:crypto';\nimport { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);
const open = new Map();

export async function ask(name, question) {
  const id = \`\${name}-\${Date.now()}\`;
  open.set(id, { name, question });
  await redis.publish('questions', JSON.stringify({ id, question }));
  return { id };
}

export function waiting() {
  return [...open.values()];
}
${more}`;

export default examples([
  {
    on: 'express-5',
    about:
      'what waits in this process for what others send, looked up by who hears them; without that, only the others would find it',
    bad: {
      'src/channel.js': channel('').replace('const open', 'const «open»'),
      'src/server.js': server,
    },
    good: {
      'src/channel.js': channel(
        "\nconst heard = redis.duplicate();\nawait heard.subscribe('answers');\nheard.on('message', (_, text) => {\n  const { id, answer } = JSON.parse(text);\n  const asked = open.get(id);\n  if (asked) asked.answer = answer;\n});\n",
      ),
      'src/server.js': server,
    },
  },
  {
    on: 'express-5',
    about: 'a number under which something is put into a table of this process: the table tells',
    bad: {
      'src/server.js':
        "import express from 'express';\n\nconst «rooms» = new Map();\nlet last = 0;\n\nconst app = express();\napp.post('/rooms', (req, res) => {\n  last += 1;\n  const id = last;\n  rooms.set(id, { name: req.body.name });\n  res.json({ id });\n});\napp.get('/rooms/:id', (req, res) => res.json(rooms.get(Number(req.params.id))));\napp.get('/healthz', (_, res) => res.end());\napp.listen(3000);\n",
    },
  },
]);
