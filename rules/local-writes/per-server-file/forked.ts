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
  {
    on: 'flask-3',
    about: 'a look whether the file may be written to is no look whether it is there',
    bad: {
      'app.py':
        "import os\n\nfrom flask import Flask, request\n\napp = Flask(__name__)\nPATH = os.path.join(app.root_path, 'data', 'limits.txt')\n\n\n@app.post('/limits')\ndef limits():\n    if not os.access(PATH, os.W_OK):\n        return 'read only', 403\n    with «open(PATH, 'w')» as file:\n        file.write(str(request.form['rate']))\n    return 'kept'\n",
    },
  },
]);
