import { examples } from 'ha-ready/rule';

const pages = ['about', 'basket', 'contact', 'delivery', 'events', 'guests', 'hours', 'imprint', 'jobs', 'links'];

/** An app whose pages all go through one helper, the one that saves last. */
const app = {
  'src/caught.js':
    'export const caught = (show) =>\n  function (request, response, next) {\n    return Promise.resolve(show(request, response)).catch(next);\n  };\n',
  'src/pages.js': `import { caught } from './caught.js';\n\n${pages
    .map((name) => `export const ${name} = caught(async (request, response) => response.render('${name}'));`)
    .join('\n')}\n`,
  'src/app.js': `import express from 'express';\nimport * as pages from './pages.js';\nimport { save } from './save.js';\n\nexport const app = express();\n${pages
    .map((name) => `app.get('/${name}', pages.${name});`)
    .join('\n')}\napp.put('/settings', save);\n`,
};

export default examples([
  {
    on: 'express-5',
    about: 'every page of an app goes through one helper: each of the functions that it is given is run for a request',
    bad: {
      ...app,
      'src/save.js':
        "import { readFile, writeFile } from 'node:fs/promises';\nimport { caught } from './caught.js';\n\nexport const save = caught(async (request, response) => {\n  const settings = JSON.parse(await readFile('data/settings.json', 'utf8'));\n  await «writeFile('data/settings.json', JSON.stringify({ ...settings, saves: settings.saves + 1 }))»;\n  response.end();\n});\n",
    },
    good: {
      ...app,
      'src/save.js':
        "import { readFile } from 'node:fs/promises';\nimport { caught } from './caught.js';\n\nexport const save = caught(async (request, response) => {\n  response.json(JSON.parse(await readFile('data/settings.json', 'utf8')));\n});\n",
    },
  },
]);
