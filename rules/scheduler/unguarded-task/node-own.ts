import { examples } from 'ha-ready/rule';

const database =
  "import { MongoClient } from 'mongodb';\n\nexport const database = new MongoClient(process.env.MONGO_URL).db();\n";

export default examples([
  {
    on: 'node-22',
    about: 'a sign of life of each process; a sweep of what all of them share',
    bad: {
      'src/database.js': database,
      'src/sweep.js':
        "import { database } from './database.js';\n\nconst sweep = async () => {\n  await database.collection('orders').updateMany({ paid: false }, { $inc: { reminders: 1 } });\n};\n\n«setInterval»(sweep, 60_000);\n",
    },
    good: {
      'src/database.js': database,
      'src/expire.js':
        "import { database } from './database.js';\n\nconst expire = async () => {\n  await database.collection('orders').updateMany({ paid: false }, { $set: { expired: true } });\n  await database.collection('carts').deleteMany({ open: false });\n};\n\nsetInterval(expire, 60_000);\n",
      'src/alive.js':
        "import { randomUUID } from 'node:crypto';\nimport { hostname } from 'node:os';\nimport { database } from './database.js';\n\nclass Alive {\n  constructor(own) {\n    this.own = own;\n  }\n\n  sign = async () => {\n    await database.collection('workers').updateOne({ own: this.own }, { $set: { seen: Date.now() } }, { upsert: true });\n  };\n\n  start() {\n    setInterval(this.sign, 10_000);\n  }\n}\n\nnew Alive(`${hostname()}:${process.pid}:${randomUUID()}`).start();\n",
    },
  },
  {
    on: 'node-22',
    about: 'what this process gathered is written and forgotten; what it reads from the database is there for all',
    bad: {
      'src/database.js': database,
      'src/totals.js':
        "import { database } from './database.js';\n\nclass Totals {\n  async write() {\n    const orders = await database.collection('orders').find().toArray();\n    await database.collection('totals').insertOne({ count: orders.length });\n  }\n\n  start() {\n    «setInterval»(() => this.write(), 60_000);\n  }\n}\n\nnew Totals().start();\n",
    },
    good: {
      'src/database.js': database,
      'src/hits.js':
        "import { database } from './database.js';\n\nclass Hits {\n  gathered = [];\n\n  add(path) {\n    this.gathered.push({ path, at: Date.now() });\n  }\n\n  async write() {\n    if (this.gathered.length === 0) return;\n    const batch = this.gathered;\n    this.gathered = [];\n    await database.collection('hits').insertMany(batch);\n  }\n\n  start() {\n    setInterval(() => this.write(), 60_000);\n  }\n}\n\nexport const hits = new Hits();\nhits.start();\n",
    },
  },
  {
    on: 'node-22',
    about: 'who finds its own name there goes on, and nobody else; whoever finds any name does',
    bad: {
      'src/database.js': database,
      'src/lease.js':
        "import { randomUUID } from 'node:crypto';\nimport { database } from './database.js';\n\nconst shared = global;\nif (!shared.ownName) {\n  shared.ownName = randomUUID();\n}\nconst ownName = shared.ownName;\n\nclass Lease {\n  async write() {\n    await database.collection('turns').insertOne({ at: Date.now() });\n    await fetch('https://hooks.example/turn', { method: 'POST' });\n  }\n\n  async renew() {\n    const lease = await database.collection('leases').findOne({ name: 'turns' });\n    if (!lease || lease.holder === 'none') return;\n    await this.write();\n  }\n\n  start() {\n    «setInterval»(() => this.renew(), 5_000);\n  }\n}\n\nnew Lease().start();\n",
    },
    good: {
      'src/database.js': database,
      'src/lease.js':
        "import { randomUUID } from 'node:crypto';\nimport { database } from './database.js';\n\nconst shared = global;\nif (!shared.ownName) {\n  shared.ownName = randomUUID();\n}\nconst ownName = shared.ownName;\n\nclass Lease {\n  async write() {\n    await database.collection('turns').insertOne({ at: Date.now() });\n    await fetch('https://hooks.example/turn', { method: 'POST' });\n  }\n\n  async renew() {\n    const lease = await database.collection('leases').findOne({ name: 'turns' });\n    if (!lease) {\n      return;\n    }\n    if (lease.holder !== ownName) {\n      return;\n    }\n    await this.write();\n  }\n\n  start() {\n    setInterval(() => this.renew(), 5_000);\n  }\n}\n\nnew Lease().start();\n",
    },
  },
  {
    on: 'node-22',
    about: 'jobs that are marked as taken by this process before they are done; those that every process finds',
    bad: {
      'src/database.js': database,
      'src/mails.js':
        "import nodemailer from 'nodemailer';\nimport { database } from './database.js';\n\nconst mailer = nodemailer.createTransport(process.env.SMTP_URL);\n\nasync function round() {\n  const due = await database.collection('mails').find({ sent: false }).toArray();\n  for (const mail of due) {\n    await mailer.sendMail(mail);\n    await database.collection('mails').updateOne({ _id: mail._id }, { $set: { sent: true } });\n  }\n}\n\n«setInterval»(round, 5_000);\n",
    },
    good: {
      'src/database.js': database,
      'src/mails.js':
        "import { randomUUID } from 'node:crypto';\nimport nodemailer from 'nodemailer';\nimport { database } from './database.js';\n\nconst own = randomUUID();\nconst mailer = nodemailer.createTransport(process.env.SMTP_URL);\n\nasync function take() {\n  const until = Date.now() + 60_000;\n  await database.collection('mails').updateMany({ sent: false, until: { $lt: Date.now() } }, { $set: { by: own, until } });\n  return database.collection('mails').find({ by: own, until }).toArray();\n}\n\nasync function round() {\n  for (const mail of await take()) {\n    await mailer.sendMail(mail);\n    await database.collection('mails').updateOne({ _id: mail._id }, { $set: { sent: true } });\n  }\n}\n\nsetInterval(round, 5_000);\n",
    },
  },
  {
    on: 'node-22',
    about: 'a step of the work that locks the row that it changes holds no other server off from the work',
    bad: {
      'src/sync.js':
        "import axios from 'axios';\nimport cron from 'node-cron';\nimport pg from 'pg';\n\nconst pool = new pg.Pool();\n\nasync function merge(id, steps) {\n  await pool.query('SELECT * FROM days WHERE id = $1 FOR UPDATE', [id]);\n  await pool.query('UPDATE days SET steps = $2 WHERE id = $1', [id, steps]);\n}\n\nasync function sync() {\n  const { data } = await axios.post('https://watch.example/api/days', {});\n  await pool.query('UPDATE users SET synced = now()');\n  for (const day of data) await merge(day.id, day.steps);\n}\n\n«cron.schedule»('0 * * * *', sync);\n",
    },
    good: {
      'src/sync.js':
        "import cron from 'node-cron';\nimport pg from 'pg';\n\nconst pool = new pg.Pool();\n\nasync function sync() {\n  const client = await pool.connect();\n  const { rows } = await client.query('SELECT pg_try_advisory_lock(7) AS mine');\n  if (!rows[0].mine) return;\n  await client.query('UPDATE users SET synced = now()');\n}\n\ncron.schedule('0 * * * *', sync);\n",
    },
  },
  {
    on: 'node-22',
    about: 'the load of this machine is measured and noted; orders of all machines are looked at',
    bad: {
      'src/database.js': database,
      'src/watch.js':
        "import os from 'node:os';\nimport { database } from './database.js';\n\nasync function note(text) {\n  await database.collection('events').insertOne({ text });\n}\n\n«setInterval»(async () => {\n  const [load] = os.loadavg();\n  console.log(load);\n  const late = await database.collection('orders').countDocuments({ late: true });\n  if (late > 5) await note('many orders are late');\n}, 60_000);\n",
    },
    good: {
      'src/database.js': database,
      'src/watch.js':
        "import os from 'node:os';\nimport { database } from './database.js';\n\nasync function note(text) {\n  await database.collection('events').insertOne({ text });\n}\n\nfunction sample() {\n  return Math.round(os.loadavg()[0] * 100);\n}\n\nsetInterval(async () => {\n  const load = sample();\n  if (load > 90) await note('busy');\n  else await note(`load ${load}`);\n}, 60_000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'timers of pages: what a component mixes in, which no start loads, and what asks for the window first',
    good: {
      'server.js':
        "import express from 'express';\nimport { orders } from './lib/orders.js';\nimport { log } from './lib/log.js';\n\nconst app = express();\napp.use(log);\napp.get('/orders', orders);\napp.listen(3000);\n",
      'lib/log.js':
        "import { stamp } from './stamp.js';\n\nexport const log = (request, response, next) => {\n  console.log(stamp(), request.path);\n  next();\n};\n",
      'lib/stamp.js': 'export const stamp = () => new Date().toISOString();\n',
      'lib/orders.js': 'export const orders = (request, response) => response.json([]);\n',
      'src/mixins/refreshing.js':
        "import { send } from '../send.js';\n\nexport default {\n  methods: {\n    update() {\n      send('orders');\n    },\n    refresh() {\n      this.updater = setInterval(() => { this.update(); }, 60000);\n    },\n  },\n};\n",
      'src/send.js': "import axios from 'axios';\n\nexport const send = (name) => axios.post(`/refresh/${name}`);\n",
      'src/state.js':
        "import { send } from './send.js';\n\nexport function watch() {\n  if (typeof window !== 'undefined') {\n    setInterval(() => send('state'), 60000);\n  }\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'a part of a page that asks for news while somebody looks at it',
    good: {
      'src/board.js':
        "export const board = {\n  computed: {\n    base: () => window.location.origin,\n  },\n  methods: {\n    watch() {\n      this.timer = setInterval(() => { fetch('https://news.example.com/fetch', { method: 'POST' }); }, 60_000);\n    },\n  },\n};\n",
    },
  },
]);
