import { examples } from 'ha-ready/rule';

const main = (start: string) =>
  `import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.work import watch\n\nrunning = set()\n\n\ndef keep(work):\n    task = asyncio.create_task(work())\n    running.add(task)\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    ${start}\n    yield\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {}\n`;
const mail =
  'import smtplib\n\n\ndef tell(text):\n    with smtplib.SMTP("mail.internal") as server:\n        server.send_message(text)\n';
const node = (listener: string) => ({
  'src/app.js':
    "import express from 'express';\nimport './trades.js';\n\nexport const app = express();\napp.get('/', (request, response) => response.send('ok'));\napp.listen(3000);\n",
  'src/trades.js': `import pg from 'pg';\nimport WebSocket from 'ws';\n\nconst pool = new pg.Pool();\nconst market = new WebSocket('wss://market.example/trades');\n${listener}`,
});

/** What each process hears from outside, and does something about; loops that a helper of the app starts. */
export default examples([
  {
    on: 'express-5',
    about:
      'a socket of another service that each process listens to; what is put under the key of the message is one row',
    bad: node(
      "«market.on»('message', async (trade) => {\n  await pool.query('INSERT INTO trades (text) VALUES ($1)', [String(trade)]);\n});\n",
    ),
    good: node(
      "market.on('message', async (trade) => {\n  const { id, text } = JSON.parse(String(trade));\n  await pool.query('INSERT INTO trades (id, text) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [id, text]);\n});\n",
    ),
  },
  {
    on: 'fastapi-0',
    about: 'a loop over the messages of a socket, started by a helper that keeps what it hands off',
    bad: {
      'app/main.py': main('«keep(watch)»'),
      'app/mail.py': mail,
      'app/work.py':
        'import websockets\n\nfrom app.mail import tell\n\n\nasync def watch():\n    async with websockets.connect("wss://market.example/trades") as market:\n        async for trade in market:\n            tell(trade)\n',
    },
    good: {
      'app/main.py': main('keep(watch)'),
      'app/work.py':
        'import websockets\n\nlatest = {}\n\n\nasync def watch():\n    async with websockets.connect("wss://market.example/trades") as market:\n        async for trade in market:\n            latest["trade"] = trade\n',
    },
  },
  {
    on: 'fastapi-0',
    about:
      'a loop that only a switch of the app ends, and that puts what it finds into a queue of the process which a worker mails',
    bad: {
      'app/main.py': main('keep(post)\n    «keep(watch)»').replace(
        'import watch',
        'import watch\nfrom app.mail import post',
      ),
      'app/mail.py': `import asyncio\n${mail}\n\nletters = asyncio.Queue()\n\n\nasync def post_one():\n    tell(await letters.get())\n\n\nasync def post():\n    while True:\n        try:\n            await post_one()\n        except OSError:\n            await asyncio.sleep(3)\n`,
      'app/state.py':
        'class State:\n    running: bool\n\n\nstate = State()\nstate.running = True\n\n\ndef stop():\n    state.running = False\n',
      'app/work.py':
        'import asyncio\n\nfrom app.mail import letters\nfrom app.state import state\n\n\nasync def watch():\n    while state.running:\n        await letters.put("all is well")\n        await asyncio.sleep(3600)\n',
    },
    good: {
      'app/main.py': main('keep(watch)'),
      'app/work.py':
        'import asyncio\n\nimport httpx\n\n\nasync def watch():\n    state = await status()\n    while state.running:\n        state = await status()\n        await asyncio.sleep(5)\n\n\nasync def status():\n    async with httpx.AsyncClient() as client:\n        return (await client.get("https://market.example/status")).json()\n',
    },
  },
]);
