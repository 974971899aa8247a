import { examples } from 'ha-ready/rule';

const app = (line: string) =>
  `import express from 'express';\nimport { visits } from './visits.js';\n\nexport const app = express();\napp.post('/visits', async (request, response) => {\n  ${line}\n  response.end();\n});\n`;
const pool = "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\n";

/** What those who are served put into a list or a queue of the process, and a worker of the process takes out. */
export default examples([
  {
    on: 'express-5',
    about:
      'a list that a timer empties into the database; one whose filler waits for what comes of it, and one that the start fills again from what is kept',
    bad: {
      'src/app.js': app('visits.add({ page: request.body.page });'),
      'src/visits.js': `${pool}class Visits {\n  waiting = «[]»;\n\n  constructor() {\n    setInterval(() => this.flush(), 10000);\n  }\n\n  add(visit) {\n    this.waiting.push(visit);\n  }\n\n  async flush() {\n    const batch = this.waiting.splice(0, 500);\n    for (const visit of batch) await pool.query('INSERT INTO visits (page) VALUES ($1)', [visit.page]);\n  }\n}\n\nexport const visits = new Visits();\n`,
    },
    good: {
      'src/app.js': app('await visits.add({ page: request.body.page });'),
      'src/visits.js': `${pool}class Visits {\n  waiting = [];\n\n  constructor() {\n    setInterval(() => this.flush(), 50);\n  }\n\n  add(visit) {\n    return new Promise((done) => this.waiting.push({ visit, done }));\n  }\n\n  async flush() {\n    const batch = this.waiting.splice(0, 500);\n    for (const { visit, done } of batch) {\n      await pool.query('INSERT INTO visits (page) VALUES ($1)', [visit.page]);\n      done();\n    }\n  }\n}\n\nexport const visits = new Visits();\n`,
    },
  },
  {
    on: 'express-5',
    about: 'a worker that is begun with the first piece of work, and not waited for',
    bad: {
      'src/app.js': app('visits.add({ page: request.body.page });'),
      'src/visits.js': `${pool}const «waiting» = [];\nlet running = false;\n\nasync function run() {\n  running = true;\n  while (waiting.length > 0) {\n    const visit = waiting.shift();\n    await pool.query('INSERT INTO visits (page) VALUES ($1)', [visit.page]);\n  }\n  running = false;\n}\n\nexport const visits = {\n  add(visit) {\n    waiting.push(visit);\n    if (!running) run();\n  },\n};\n`,
    },
    good: {
      'src/app.js': app('await visits.add({ page: request.body.page });'),
      'src/visits.js': `${pool}const waiting = [];\n\nasync function run() {\n  while (waiting.length > 0) {\n    const visit = waiting.shift();\n    await pool.query('INSERT INTO visits (page) VALUES ($1)', [visit.page]);\n  }\n}\n\nexport const visits = {\n  async add(visit) {\n    waiting.push(visit);\n    await run();\n  },\n};\n\nasync function restore() {\n  const { rows } = await pool.query('SELECT page FROM open_visits');\n  for (const row of rows) waiting.push(row);\n}\n\nawait restore();\n`,
    },
  },
  {
    on: 'express-5',
    about: 'a thread that a request leaves running; one whose end is waited for',
    bad: {
      'src/app.js':
        "import { Worker } from 'node:worker_threads';\nimport express from 'express';\n\nexport const app = express();\napp.post('/films', (request, response) => {\n  «new Worker('./dist/jobs/cut.js', { workerData: request.body })»;\n  response.status(202).end();\n});\n",
      'src/jobs/cut.js': `${pool}async function cut() {\n  await pool.query('INSERT INTO films (state) VALUES ($1)', ['cut']);\n}\n\ncut();\n`,
    },
    good: {
      'src/app.js':
        "import { Worker } from 'node:worker_threads';\nimport express from 'express';\n\nexport const app = express();\napp.post('/films', async (request, response) => {\n  await new Promise((done, fail) => {\n    const worker = new Worker('./dist/jobs/cut.js', { workerData: request.body });\n    worker.on('exit', done);\n    worker.on('error', fail);\n  });\n  response.end();\n});\n",
      'src/jobs/cut.js': `${pool}async function cut() {\n  await pool.query('INSERT INTO films (state) VALUES ($1)', ['cut']);\n}\n\ncut();\n`,
    },
  },
  {
    on: 'fastapi-0',
    about: 'a queue of asyncio that a task of the start empties; one that belongs to a request',
    bad: {
      'app/letters.py':
        'import asyncio\n\nimport httpx\n\nletters: asyncio.Queue = «asyncio.Queue()»\n\n\nasync def post_letters():\n    while True:\n        letter = await letters.get()\n        async with httpx.AsyncClient() as client:\n            await client.post("https://post.example/letters", json=letter)\n',
      'app/main.py':
        'import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\nfrom app.letters import letters, post_letters\n\n\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    task = asyncio.create_task(post_letters())\n    yield\n    task.cancel()\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.post("/orders")\nasync def place(order: dict):\n    await letters.put(order)\n    return {}\n',
    },
    good: {
      'app/main.py':
        'import asyncio\n\nimport httpx\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\nasync def post_letters(letters):\n    while not letters.empty():\n        letter = await letters.get()\n        async with httpx.AsyncClient() as client:\n            await client.post("https://post.example/letters", json=letter)\n\n\n@app.post("/orders")\nasync def place(orders: list):\n    letters = asyncio.Queue()\n    for order in orders:\n        await letters.put(order)\n    await asyncio.gather(post_letters(letters), post_letters(letters))\n    return {}\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a queue of Ruby that a thread of the process empties',
    bad: {
      'config/initializers/letters.rb':
        'LETTERS = «Queue.new»\n\nThread.new do\n  loop do\n    letter = LETTERS.pop\n    Letter.create!(text: letter)\n  end\nend\n',
      'app/models/letter.rb': 'class Letter < ApplicationRecord\nend\n',
      'app/controllers/letters_controller.rb':
        'class LettersController < ApplicationController\n  def create\n    LETTERS.push(params[:text])\n    head :accepted\n  end\nend\n',
    },
    good: {
      'app/models/letter.rb': 'class Letter < ApplicationRecord\nend\n',
      'app/controllers/letters_controller.rb':
        'class LettersController < ApplicationController\n  def create\n    Letter.create!(text: params[:text])\n    head :accepted\n  end\nend\n',
    },
  },
  {
    on: 'express-5',
    about: 'threads that a helper starts, by the names of their files',
    bad: {
      'src/threads.js':
        "import { Worker } from 'node:worker_threads';\n\nexport const start = (file, workerData) => «new Worker(file, { workerData })»;\n",
      'src/app.js':
        "import express from 'express';\nimport { start } from './threads.js';\n\nexport const app = express();\napp.post('/films', (request, response) => {\n  start('./dist/jobs/cut.js', request.body);\n  response.status(202).end();\n});\n",
      'src/jobs/cut.js': `${pool}async function cut() {\n  await pool.query('INSERT INTO films (state) VALUES ($1)', ['cut']);\n}\n\ncut();\n`,
    },
    good: {
      'src/threads.js':
        "import { Worker } from 'node:worker_threads';\n\nexport const start = (file, workerData) => new Worker(file, { workerData });\n",
      'src/app.js':
        "import express from 'express';\nimport { start } from './threads.js';\n\nexport const app = express();\napp.post('/films', async (request, response) => {\n  await new Promise((done, fail) => {\n    const worker = start('./dist/jobs/cut.js', request.body);\n    worker.on('exit', done);\n    worker.on('error', fail);\n  });\n  response.end();\n});\n",
      'src/jobs/cut.js': `${pool}async function cut() {\n  await pool.query('INSERT INTO films (state) VALUES ($1)', ['cut']);\n}\n\ncut();\n`,
    },
  },
]);
