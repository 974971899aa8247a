import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'a mutex of the process around rows that all servers change; one around what this process keeps itself',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { onlyOne } from './only-one.js';\nimport { sell } from './stock.js';\n\nexport const app = express();\napp.post('/orders', async (request, response) => {\n  await onlyOne(() => sell(request.body.item));\n  response.end();\n});\n",
      'src/only-one.js':
        "import { Mutex } from 'async-mutex';\n\nconst mutex = new Mutex();\n\nexport const onlyOne = (work) => «mutex.runExclusive»(() => work());\n",
      'src/stock.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nexport async function sell(item) {\n  const { rows } = await pool.query('SELECT pieces FROM stock WHERE item = $1', [item]);\n  if (rows[0].pieces > 0) await pool.query('UPDATE stock SET pieces = $1 WHERE item = $2', [rows[0].pieces - 1, item]);\n}\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { tokenOf } from './token.js';\n\nexport const app = express();\napp.get('/weather', async (request, response) => {\n  response.json({ token: await tokenOf() });\n});\n",
      'src/token.js':
        "import { Mutex } from 'async-mutex';\n\nconst mutex = new Mutex();\nlet token;\n\nexport const tokenOf = () =>\n  mutex.runExclusive(async () => {\n    token ??= await (await fetch('https://weather.example/token')).text();\n    return token;\n  });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a mark in a table that whoever comes next waits for is a lock, and no answer that is kept',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport pg from 'pg';\nimport { turns } from './turns.js';\n\nconst pool = new pg.Pool();\nexport const app = express();\napp.post('/seats/:id', async (request, response) => {\n  await turns.run(request.params.id, () => pool.query('UPDATE seats SET taken = taken + 1 WHERE id = $1', [request.params.id]));\n  response.end();\n});\n",
      'src/turns.js':
        "import { EventEmitter } from 'node:events';\n\nclass Turns {\n  busy = «{}»;\n  done = new EventEmitter();\n\n  take(key) {\n    return new Promise((go) => {\n      const next = () => {\n        if (!this.busy[key]) {\n          this.busy[key] = true;\n          return go();\n        }\n      };\n      next();\n      this.done.on(key, next);\n    });\n  }\n\n  give(key) {\n    delete this.busy[key];\n    this.done.emit(key);\n  }\n\n  async run(key, work) {\n    await this.take(key);\n    try {\n      await work();\n    } finally {\n      this.give(key);\n    }\n  }\n}\n\nexport const turns = new Turns();\n",
    },
  },
]);
