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
]);
