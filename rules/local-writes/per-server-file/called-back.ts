import { examples } from 'ha-ready/rule';

const keeping = "(error, text) => «writeFile('./data/last-note.txt', text, () => {})»";

/** A reader that calls back whoever asks it, by way of a library that waits for several of them. */
const called = (served: string, repaired: string) => ({
  'src/app.js': `import express from 'express';\nimport waiting from 'waiting';\nimport { readNote } from './notes.js';\nimport { writeFile } from 'node:fs';\n\nexport const app = express();\napp.get('/notes/:name', (request, response) => {\n  waiting((wait) => {\n    readNote(request.params.name, wait(${served}));\n  }).then(() => response.end());\n});\n`,
  'src/notes.js':
    "import { readFile } from 'node:fs';\n\nexport function readNote(name, done) {\n  readFile(`/srv/notes/${name}.txt`, 'utf8', (error, text) => done(error, text));\n}\n",
  'src/repair.js': `import { writeFile } from 'node:fs';\nimport { readNote } from './notes.js';\n\nexport function repair(name) {\n  readNote(name, ${repaired});\n}\n`,
});

/** What code puts under an everyday word on something that it was given, and a class of the app that has that word too. */
const read = (rows: string, write = (text: string) => text) => ({
  'src/app.js': `import express from 'express';\nimport { Rows } from './rows.js';\nimport { shown } from './shown.js';\n\nexport const app = express();\napp.get('/rows', (request, response) => response.json(shown(${rows})));\n`,
  'src/shown.js': 'export const shown = (rows) => rows.read().filter(Boolean);\n',
  'src/rows.js': `import { writeFileSync } from 'node:fs';\n\nexport class Rows {\n  read() {\n    ${write("writeFileSync('./data/asked.txt', String(Date.now()))")};\n    return [];\n  }\n}\n`,
  'src/fields.js':
    "import { writeFileSync } from 'node:fs';\n\nexport function kept(field) {\n  field.read = () => writeFileSync('./data/field.txt', field.name);\n  return field;\n}\n",
});

/** Functions that are handed over, and those who call them. */
export default examples([
  {
    on: 'express-5',
    about: 'a reader calls back whoever has asked, and nobody else who asks it elsewhere',
    bad: called(keeping, '() => {}'),
    good: called('(error, text) => response.end(text)', keeping.replace(/[«»]/g, '')),
  },
  {
    on: 'express-5',
    about:
      'an everyday word on what a function is given is what its caller gives, not what other code puts on something',
    bad: read('new Rows()', (text) => `«${text}»`),
    good: read('{ read: () => request.app.locals.rows }'),
  },
]);
