import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'what users leave in a module, and what every server builds alike',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\nconst «tokens» = new Map();\n\napp.post('/token', (request, response) => {\n  tokens.set(request.body.token, request.user.id);\n  response.end();\n});\napp.get('/me', (request, response) => response.json({ id: tokens.get(request.query.token) }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\nconst schemas = new Map();\nconst countries = {};\n\napp.get('/schema', (request, response) => {\n  if (!schemas.has('shop')) schemas.set('shop', build());\n  response.json(schemas.get('shop'));\n});\n",
    },
  },
  {
    on: 'express-5',
    about:
      'a table of a function that is called once, when the program starts; one of a function that each request calls',
    bad: {
      'src/seats.js':
        'export function makeSeats() {\n  const «taken» = new Map();\n  return {\n    take: (show, user) => taken.set(show, user),\n    holder: (show) => taken.get(show),\n  };\n}\n',
      'src/app.js':
        "import express from 'express';\nimport { makeSeats } from './seats.js';\n\nexport function makeApp() {\n  const app = express();\n  const seats = makeSeats();\n  app.post('/seats/:show', (request, response) => {\n    seats.take(request.params.show, request.body.user);\n    response.end();\n  });\n  app.get('/seats/:show', (request, response) => response.json(seats.holder(request.params.show)));\n  return app;\n}\n",
      'src/server.js': "import { makeApp } from './app.js';\n\nmakeApp().listen(3000);\n",
    },
    good: {
      'src/seats.js':
        'export function makeSeats() {\n  const taken = new Map();\n  return {\n    take: (show, user) => taken.set(show, user),\n    holder: (show) => taken.get(show),\n  };\n}\n',
      'src/app.js':
        "import express from 'express';\nimport { makeSeats } from './seats.js';\n\nexport const app = express();\napp.post('/plan', (request, response) => {\n  const seats = makeSeats();\n  for (const { show, user } of request.body) seats.take(show, user);\n  response.json(seats.holder(request.query.show));\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'an object that the start of the program makes and hands to what serves',
    bad: {
      'src/queue.js':
        'export class Waiting {\n  constructor() {\n    this.guests = «new Map()»;\n  }\n\n  join(guest) {\n    this.guests.set(guest.id, guest);\n  }\n\n  size() {\n    return this.guests.size;\n  }\n}\n',
      'src/server.js':
        "import express from 'express';\nimport { Waiting } from './queue.js';\n\nasync function main() {\n  const app = express();\n  const waiting = new Waiting();\n  app.post('/guests', (request, response) => {\n    waiting.join(request.body);\n    response.end();\n  });\n  app.get('/guests', (request, response) => response.json(waiting.size()));\n  app.listen(3000);\n}\n\nmain();\n",
    },
  },
  {
    on: 'express-5',
    about: 'an index that a request adds to and another one searches; one that is filled when the program starts',
    bad: {
      'src/notes.js':
        "import MiniSearch from 'minisearch';\n\nconst notes = «new MiniSearch»({ fields: ['text'] });\n\nexport const put = (note) => notes.add(note);\nexport const find = (words) => notes.search(words);\n",
      'src/routes.js':
        "import { Router } from 'express';\nimport { find, put } from './notes.js';\n\nexport const router = Router();\nrouter.post('/notes', (request, response) => {\n  put(request.body);\n  response.end();\n});\nrouter.get('/notes', (request, response) => response.json(find(request.query.words)));\n",
    },
    good: {
      'src/pages.js':
        "import { readFileSync } from 'node:fs';\nimport MiniSearch from 'minisearch';\n\nconst pages = new MiniSearch({ fields: ['text'] });\npages.addAll(JSON.parse(readFileSync('pages.json', 'utf8')));\n\nexport const find = (words) => pages.search(words);\n",
      'src/routes.js':
        "import { Router } from 'express';\nimport { find } from './pages.js';\n\nexport const router = Router();\nrouter.get('/pages', (request, response) => response.json(find(request.query.words)));\n",
    },
  },
]);
