import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

type Files = Readonly<Record<string, string>>;

async function foundIn(files: Files): Promise<readonly string[]> {
  const { findings } = await auditTexts(new Map(Object.entries(files)), {});
  return findings.flatMap(({ ruleId, location }) =>
    /^(queue\/per-server-queue|scheduler\/unguarded-task)$/.test(ruleId) ? [`${ruleId} ${location.path}`] : [],
  );
}

const pool = (args: string, put: string): Files => ({
  'requirements.txt': 'Flask==3.1.0\nrequests==2.32\n',
  'app.py': `from flask import Flask, request\n\nfrom pool import Pool\n\napp = Flask(__name__)\npool = Pool()\npool.start(4)\n\n\n@app.post("/orders")\ndef order():\n    ${put}\n    return ""\n`,
  'pool.py': `import queue\nimport threading\n\nimport requests\n\n\nclass Pool:\n    def __init__(self):\n        self.jobs = queue.PriorityQueue()\n        self.others = queue.Queue()\n\n    def start(self, count):\n        for _ in range(count):\n            threading.Thread(target=work, args=(${args},)).start()\n\n    def put(self, order):\n        self.jobs.put((1, order))\n\n\ndef work(jobs):\n    while True:\n        priority, order = jobs.get()\n        requests.post("https://hooks.example/orders", json=order)\n`,
});

test('a queue that threads are given when they are started', async () => {
  const put = 'pool.put(request.form["id"])';
  assert.deepEqual(await foundIn(pool('self.jobs', put)), ['queue/per-server-queue pool.py']);
  // those of another queue do not take it out
  assert.deepEqual(await foundIn(pool('self.others', put)), []);
  assert.deepEqual(await foundIn(pool('self.jobs', 'app.logger.info("an order")')), []);
});

const outbox = (put: string, work: string): Files => ({
  Gemfile: "gem 'sinatra'\n",
  'config.ru': "require_relative 'app'\nrun App\n",
  'app.rb':
    "require 'sinatra/base'\nrequire_relative 'outbox'\n\nOUTBOX = Outbox.new\nOUTBOX.start\n\nclass App < Sinatra::Base\n  post '/orders' do\n    OUTBOX.add(params[:id])\n    ''\n  end\nend\n",
  'outbox.rb': `require 'net/http'\n\nclass Outbox\n  def initialize\n    @jobs = Queue.new\n  end\n\n  def add(order)\n    ${put}\n  end\n\n  def start\n    Thread.new do\n      loop do\n        order = @jobs.pop\n        ${work}\n      end\n    end\n  end\nend\n`,
});

test("Ruby's queues are filled with << too", async () => {
  const post = "Net::HTTP.post(URI('https://hooks.example/orders'), order)";
  assert.deepEqual(await foundIn(outbox('@jobs << order', post)), ['queue/per-server-queue outbox.rb']);
  assert.deepEqual(await foundIn(outbox('@jobs << order', 'puts order')), []);
  assert.deepEqual(await foundIn(outbox('@list << order', post)), []);
});

const drained = (take: string): Files => ({
  'package.json':
    '{ "name": "shop", "type": "module", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }\n',
  'server.js':
    "import express from 'express';\nimport { outbox } from './outbox.js';\nconst app = express();\napp.use(express.json());\napp.post('/orders', (req, res) => {\n  outbox.add({ id: req.body.id });\n  res.end();\n});\noutbox.start();\napp.listen(3000);\n",
  'outbox.js': `class Outbox {\n  constructor() {\n    this.jobs = [];\n  }\n  add(job) {\n    this.jobs.push(job);\n  }\n  start() {\n    setInterval(() => this.drain(), 1000);\n  }\n  async drain() {\n    ${take} {\n      await fetch('https://hooks.example/orders', { method: 'POST', body: JSON.stringify({ at: Date.now() }) });\n    }\n  }\n}\nexport const outbox = new Outbox();\n`,
});

test('a timer that takes out what waits in memory is told with the list, any other for itself', async () => {
  assert.deepEqual(await foundIn(drained('for (let job = this.jobs.shift(); job; job = this.jobs.shift())')), [
    'queue/per-server-queue outbox.js',
  ]);
  assert.deepEqual(await foundIn(drained('if (this.jobs.length < 9)')), ['scheduler/unguarded-task outbox.js']);
});
