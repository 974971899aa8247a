import { examples } from 'ha-ready/rule';

const flask = (convert: string, fetch: string) =>
  `import os\nimport tempfile\nimport uuid\n\nfrom flask import Flask, jsonify, request, send_file\n\napp = Flask(__name__)\n\n\ndef folder():\n    path = os.path.join(tempfile.gettempdir(), "shop-labels")\n    os.makedirs(path, exist_ok=True)\n    return path\n\n\n@app.post("/labels")\ndef convert():\n    name = str(uuid.uuid4()) + ".pdf"\n    path = os.path.join(folder(), name)\n${convert}    return jsonify({"name": name})\n\n\n@app.get("/labels/<name>")\ndef fetch(name):\n${fetch}`;

const express = (path: string) =>
  `import { mkdtempSync } from 'node:fs';\nimport { readFile, writeFile } from 'node:fs/promises';\nimport os from 'node:os';\nimport { join } from 'node:path';\nimport express from 'express';\n\nconst app = express();\napp.put('/parts/:id', async (req, res) => {\n  await «writeFile(${path}, req.body)»;\n  res.end();\n});\napp.post('/parts/:id/done', async (req, res) => {\n  res.send(await readFile(${path}));\n});\napp.listen(3000);\n`;

const fetched = '    return send_file(os.path.join(folder(), name))\n';

export default examples([
  {
    on: 'flask-3',
    about: 'the link of the answer asks for what one request has left in the folder for temporary files',
    bad: {
      'app.py': flask('    «request.files["file"].save(path)»\n', fetched),
    },
    good: {
      'app.py': flask(
        '    request.files["file"].save(path)\n    with open(path, "rb") as file:\n        size = len(file.read())\n    name = str(size)\n',
        '    return jsonify({"name": name})\n',
      ),
    },
  },
  {
    on: 'flask-3',
    about: 'it is gone with the request; a mark of this machine has one name',
    good: {
      'app.py': flask('    request.files["file"].save(path)\n    os.remove(path)\n', fetched),
    },
  },
  {
    on: 'express-5',
    about: 'parts that one request each brings, and another puts together',
    bad: { 'src/server.js': express("join(os.tmpdir(), 'shop-parts', req.params.id)") },
    good: {
      'src/server.js': express("join(mkdtempSync('shop-parts-'), req.params.id)").replace(/[«»]/g, ''),
    },
  },
]);
