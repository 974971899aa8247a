import { examples } from 'ha-ready/rule';

const app = (tracker: string) => ({
  'src/tracker.js': `import axios from 'axios';

const client = axios.create({ baseURL: process.env.PRINTERS_URL });
${tracker}
export const track = async () => {
  await client.post('/command', { name: 'refresh' });
  const { data } = await client.get('/queue');
  await keep(data);
};
`,
  'src/server.js': `import express from 'express';\nimport { track, waiting } from './tracker.js';

const app = express();
app.get('/waiting/:printer', async (req, res) => res.json(await waiting(req.params.printer)));
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
MARKsetInterval(track, 60_000);
`,
});

const marked = (files: Record<string, string>, mark: boolean) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replace('MARKsetInterval', mark ? '«setInterval»' : 'setInterval'),
    ]),
  );

/** What a task asks of another service and keeps in memory, each process needs. */
export default examples([
  {
    on: 'express-5',
    about: 'what another service says is sent on; kept in the memory of the process, it is there for its own requests',
    bad: marked(
      app(
        'export const waiting = () => [];\nconst keep = async (jobs) => {\n  await axios.post(process.env.CHAT_URL, { text: `${jobs.length} jobs` }, { headers: { authorization: process.env.CHAT_TOKEN } });\n};\n',
      ),
      true,
    ),
    good: marked(
      app(
        'const jobs = {};\nexport const waiting = (printer) => jobs[printer];\nconst keep = (all) => {\n  for (const one of all) jobs[one.printer] = all.filter(({ printer }) => printer === one.printer);\n};\n',
      ),
      false,
    ),
  },
  {
    on: 'fastapi-0',
    about: 'when the task ran last is kept in the memory of the process, and is nothing that others were asked for',
    bad: {
      'app/hooks.py':
        'import asyncio\nfrom datetime import datetime, timezone\n\nimport httpx\n\nlast = datetime.now(timezone.utc)\n\n\nasync def rounds():\n    global last\n    while True:\n        await asyncio.sleep(300)\n        since, last = last, datetime.now(timezone.utc)\n        httpx.post("https://hooks.internal/due", json={"since": since.isoformat()})\n\n\ndef ran():\n    return last\n',
      'app/main.py':
        'import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.hooks import ran, rounds\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    «asyncio.create_task(rounds())»\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.get("/ran")\ndef last_run():\n    return ran()\n',
    },
  },
]);
