import { examples } from 'ha-ready/rule';

const timed =
  'export const timed = async (name, work) => {\n  const start = Date.now();\n  const result = await work();\n  console.log(name, Date.now() - start);\n  return result;\n};\n';

const readings = (at: string) =>
  `import { timed } from './timed.js';\n\nconst ${at} = new Map();\n\nexport const note = (name, value) => timed('note', () => readings.set(name, value));\n\nexport const last = (name) => timed('last', () => readings.get(name));\n`;

const app = (imports: string, body: string) =>
  `import express from 'express';\nimport { timed } from './timed.js';\n${imports}\nconst app = express();\napp.get('/about', async (request, response) => {\n  response.json(await timed('about', () => ({ name: 'shop' })));\n});\n${body}app.listen(3000);\n`;

export default examples([
  {
    on: 'express-5',
    about: 'requests that run a helper of the app do not do what others give it',
    bad: {
      'src/timed.js': timed,
      'src/readings.js': readings('«readings»'),
      'src/app.js': app(
        "import { last, note } from './readings.js';\n",
        "app.post('/readings/:name', async (request, response) => {\n  await note(request.params.name, request.body);\n  response.end();\n});\napp.get('/readings/:name', async (request, response) => {\n  response.json(await last(request.params.name));\n});\n",
      ),
    },
    good: {
      'src/timed.js': timed,
      'src/readings.js': readings('readings'),
      'src/worker.js':
        "import { last, note } from './readings.js';\n\nexport const work = () =>\n  setInterval(async () => {\n    await note('sensor', await fetch(process.env.SENSOR));\n    if ((await last('sensor')) === undefined) console.log('no reading');\n  }, 1000);\n",
      'src/app.js': app("import { work } from './worker.js';\n\nwork();\n", ''),
    },
  },
  {
    on: 'express-5',
    about: 'an object that is made by what waits for its module, whatever else has a property of that name',
    bad: {
      'src/readings.js':
        'export class Readings {\n  constructor() {\n    this.byName = «new Map()»;\n  }\n\n  note(name, value) {\n    this.byName.set(name, value);\n  }\n\n  last(name) {\n    return this.byName.get(name);\n  }\n}\n',
      'src/list.js': 'export function number(list, node) {\n  list.start = node.attrs.order;\n  return list;\n}\n',
      'src/main.js':
        "import express from 'express';\nimport { Readings } from './readings.js';\n\nexport function start() {\n  const readings = new Readings();\n  const app = express();\n  app.post('/readings/:name', (request, response) => {\n    readings.note(request.params.name, request.body);\n    response.end();\n  });\n  app.get('/readings/:name', (request, response) => response.json(readings.last(request.params.name)));\n  app.get('/healthz', (request, response) => response.end());\n  app.listen(3000);\n}\n",
      'src/server.js': 'import("./main.js").then(({ start }) => start());\n',
    },
  },
]);
