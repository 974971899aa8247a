import { examples } from 'ha-ready/rule';

const routes =
  "import { fork } from 'node:child_process';\nimport express from 'express';\n\nexport const app = express();\napp.post('/users/:id/:kind', (request, response) => {\n  const child = fork(`./src/jobs/make-${request.params.kind}.js`);\n  child.send({ id: request.params.id });\n  response.status(202).end();\n});\napp.get('/users/:id/album', (request, response) => response.sendFile(`/srv/made/${request.params.id}.json`));\n";

/** Files that a request has a program of the app write, in a process of its own. */
export default examples([
  {
    on: 'express-5',
    about: 'a job that a request starts as a process, by a name that is put together',
    bad: {
      'src/app.js': routes,
      'src/jobs/make-album.js':
        "import { writeFile } from 'node:fs/promises';\n\nprocess.on('message', async ({ id }) => {\n  await «writeFile(`/srv/made/${id}.json`, '{}')»;\n  process.exit();\n});\n",
    },
    good: {
      'src/app.js': routes,
      'src/jobs/make-album.js': "process.on('message', () => process.exit());\n",
      'tools/make-album.js':
        "import { writeFile } from 'node:fs/promises';\n\nawait writeFile('/srv/made/all.json', '{}');\n",
    },
  },
]);
