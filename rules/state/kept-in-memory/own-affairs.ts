import { examples } from 'ha-ready/rule';

/** An app that counts how often it was asked whether it lives. */
const pulse = (logs: string, says: string) =>
  `import express from 'express';\nimport { logger } from './logger.js';\n\nlet «checks» = 0;\n\nexport const app = express();\napp.get('/live', (request, response) => {\n  if (checks % 100 === 0) ${logs};\n  checks += 1;\n  response.send(${says});\n});\n`;

const plain = (text: string) => text.replace(/[«»]/g, '');

/** A request log that leaves out what a function says. */
const skipped = (skip: string, more = '') =>
  `import express from 'express';\nimport morgan from 'morgan';\n\nlet «checks» = 0;\nconst isUsual = (request) => request.url === '/live' && checks % 100 !== 1;\n\nexport const app = express();\napp.use(morgan('tiny', { skip: ${skip} }));\n${more}app.get('/live', (request, response) => {\n  checks += 1;\n  response.send('alive');\n});\n`;

/** A server that draws maps, so many at a time. */
const drawn = (field: string, draws: string) => ({
  'src/app.js':
    "import express from 'express';\nimport { maps } from './maps.js';\n\nexport const app = express();\napp.get('/maps/:id', async (request, response) => response.send(await maps.draw(request.params.id)));\n",
  'src/maps.js': `import { drawMap } from './draw.js';\n\nclass Maps {\n  ${field};\n  waiting = [];\n\n${draws}}\n\nexport const maps = new Maps();\n`,
  'src/draw.js': 'export const drawMap = async (id) => `<svg id="${id}"></svg>`;\n',
});

/** What a process keeps for its own use alone: which lines of the log it leaves out, how much work is under way in it. */
export default examples([
  {
    on: 'express-5',
    about: 'a count that decides about a line of the log, and one that is in the answer, too',
    bad: {
      'src/app.js': pulse("logger.info('alive', { checks })", 'String(checks)'),
      'src/logger.js': 'export const logger = console;\n',
    },
    good: {
      'src/app.js': plain(pulse("logger.info('alive', { checks })", "'alive'")),
      'src/logger.js': 'export const logger = console;\n',
    },
  },
  {
    on: 'express-5',
    about: 'a request log is asked which lines to leave out; a request that asks the same refuses by it',
    bad: {
      'src/app.js': skipped(
        'isUsual',
        'app.use((request, response, next) => (isUsual(request) ? response.sendStatus(429) : next()));\n',
      ),
    },
    good: { 'src/app.js': plain(skipped('isUsual.bind(null)')) },
  },
  {
    on: 'express-5',
    about: 'room for so much work at a time in this process: whoever comes waits for it; a count of what was done',
    bad: drawn(
      'drawn = «0»',
      '  async draw(id) {\n    this.drawn += 1;\n    if (this.drawn > 1000) return undefined;\n    return drawMap(id);\n  }\n',
    ),
    good: drawn(
      'busy = 0',
      '  async draw(id) {\n    await this.room();\n    try {\n      return await drawMap(id);\n    } finally {\n      this.leave();\n    }\n  }\n\n  async room() {\n    if (this.busy < 4) this.busy += 1;\n    else await new Promise((go) => this.waiting.push({ id: 0, go }));\n  }\n\n  leave() {\n    this.busy -= 1;\n    const next = this.waiting.shift();\n    if (next) {\n      this.busy += 1;\n      next.go();\n    }\n  }\n',
    ),
  },
  {
    on: 'express-5',
    about:
      'work under way that is counted down at its end, whatever comes of it, and refused where there is too much of it',
    bad: drawn(
      'asked = «0»',
      '  async draw(id) {\n    this.asked += 1;\n    if (this.asked > 4) return undefined;\n    return drawMap(id);\n  }\n',
    ),
    good: drawn(
      'busy = 0',
      '  async draw(id) {\n    if (this.busy > 4) return undefined;\n    this.busy += 1;\n    try {\n      return await drawMap(id);\n    } finally {\n      this.busy -= 1;\n    }\n  }\n',
    ),
  },
]);
