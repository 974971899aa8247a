import { examples } from 'ha-ready/rule';

const restored = (names: string, look: string) => `import express from 'express';
import { ${names} } from './import.js';

await importAll();
const app = express();
app.post('/restore', async (request, response) => {
  await importAll();
  response.end();
});
${look}app.listen(3000);
`;

const imports = (ids: string, more: string) => `import pg from 'pg';
import { readFile } from 'node:fs/promises';

const pool = new pg.Pool();
const ${ids} = {};

async function importUser(user) {
  const { rows } = await pool.query('insert into users (name) values ($1) returning id', [user.name]);
  ids[user.oldId] = rows[0].id;
}

async function importUsers({ users }) {
  for (const user of users) {
    await importUser(user);
    await pool.query('insert into names (user_id, name) values ($1, $2)', [ids[user.oldId], user.name]);
  }
}

async function importNotes({ notes }) {
  for (const note of notes) await pool.query('insert into notes (user_id, text) values ($1, $2)', [ids[note.user], note.text]);
}

export async function importAll() {
  const old = JSON.parse(await readFile('/import/old.json', 'utf8'));
  await importUsers(old);
  await importNotes(old);
}
${more}`;

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
