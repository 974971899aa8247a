import { examples } from 'ha-ready/rule';

const restored = (names: string, look: string) =>
  `import express from 'express';\nimport { ${names} } from './import.js';\n\nawait importAll();\nconst app = express();\napp.post('/restore', async (request, response) => {\n  await importAll();\n  response.end();\n});\n${look}app.listen(3000);\n`;

const imports = (ids: string, more: string) =>
  `import pg from 'pg';\nimport { readFile } from 'node:fs/promises';\n\nconst pool = new pg.Pool();\nconst ${ids} = {};\n\nasync function importUser(user) {\n  const { rows } = await pool.query('insert into users (name) values ($1) returning id', [user.name]);\n  ids[user.oldId] = rows[0].id;\n}\n\nasync function importUsers({ users }) {\n  for (const user of users) {\n    await importUser(user);\n    await pool.query('insert into names (user_id, name) values ($1, $2)', [ids[user.oldId], user.name]);\n  }\n}\n\nasync function importNotes({ notes }) {\n  for (const note of notes) await pool.query('insert into notes (user_id, text) values ($1, $2)', [ids[note.user], note.text]);\n}\n\nexport async function importAll() {\n  const old = JSON.parse(await readFile('/import/old.json', 'utf8'));\n  await importUsers(old);\n  await importNotes(old);\n}\n${more}`;

export default examples([
  {
    on: 'express-5',
    about: 'a table that one import fills before it looks into it, at the start and when it is asked for again',
    bad: {
      'src/import.js': imports('«ids»', '\nexport const idOf = (old) => ids[old];\n'),
      'src/app.js': restored(
        'importAll, idOf',
        "app.get('/moved/:id', (request, response) => response.json({ id: idOf(request.params.id) }));\n",
      ),
    },
    good: { 'src/import.js': imports('ids', ''), 'src/app.js': restored('importAll', '') },
  },
]);
