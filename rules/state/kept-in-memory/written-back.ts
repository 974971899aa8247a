import { examples } from 'ha-ready/rule';

const page =
  "const express = require('express');\nconst { padOf } = require('./pads');\n\nconst app = express();\napp.use(express.json());\n\napp.get('/pads/:id', async (request, response) => {\n  const pad = await padOf(request.params.id);\n  response.json({ text: pad.text });\n});\n\napp.post('/pads/:id', async (request, response) => {\n  const pad = await padOf(request.params.id);\n  await pad.append(request.body.text);\n  response.json({ text: pad.text });\n});\n\napp.listen(3000);\n";

export default examples([
  {
    on: 'express-5',
    about: 'what is open is kept in the process, changed there, and written over what another process has written',
    bad: {
      'src/app.js': page,
      'src/pads.js':
        "const { Pool } = require('pg');\n\nconst db = new Pool();\n\nclass Pad {\n  constructor(id) {\n    this.id = id;\n    this.text = '';\n  }\n\n  async load() {\n    const { rows } = await db.query('SELECT text FROM pads WHERE id = $1', [this.id]);\n    this.text = rows[0]?.text ?? '';\n  }\n\n  async append(text) {\n    this.text += text;\n    await this.save();\n  }\n\n  async save() {\n    await db.query('UPDATE pads SET text = $1 WHERE id = $2', [this.text, this.id]);\n  }\n}\n\nconst «open» = new Map();\n\nexports.padOf = async (id) => {\n  const known = open.get(id);\n  if (known) return known;\n  const pad = new Pad(id);\n  await pad.load();\n  open.set(id, pad);\n  return pad;\n};\n",
    },
    good: {
      'src/app.js':
        "const express = require('express');\n\nconst { letterOf } = require('./letters');\n\nconst app = express();\napp.use(express.json());\n\napp.post('/letters/:name', (request, response) => {\n  response.send(letterOf(request.params.name).write(request.body.to));\n});\n\napp.listen(3000);\n",
      'src/letters.js':
        "const { readFileSync } = require('node:fs');\nconst { join, basename } = require('node:path');\n\nclass Letter {\n  constructor(name) {\n    this.text = readFileSync(join(__dirname, 'letters', basename(name)), 'utf8');\n  }\n\n  write(to) {\n    this.to = to;\n    return this.text.replace('{to}', this.to);\n  }\n}\n\nconst letters = new Map();\n\nexports.letterOf = (name) => {\n  const known = letters.get(name);\n  if (known) return known;\n  const letter = new Letter(name);\n  letters.set(name, letter);\n  return letter;\n};\n",
    },
  },
  {
    on: 'flask-3',
    bad: {
      'shop/__init__.py':
        'from flask import Flask, request\n\nfrom shop.games import game_of\n\napp = Flask(__name__)\n\n\n@app.post("/games/<int:number>/moves")\ndef move(number):\n    game = game_of(number)\n    game.play(request.json["move"])\n    return {"moves": game.moves}\n',
      'shop/games.py':
        'import json\n\nimport psycopg\n\ndb = psycopg.connect("postgresql://db.internal/shop", autocommit=True)\n«games» = {}\n\n\nclass Game:\n    def __init__(self, number, moves):\n        self.number = number\n        self.moves = moves\n\n    def play(self, move):\n        self.moves = [*self.moves, move]\n        db.execute("UPDATE games SET moves = %s WHERE number = %s", (json.dumps(self.moves), self.number))\n\n\ndef game_of(number):\n    if number not in games:\n        row = db.execute("SELECT moves FROM games WHERE number = %s", (number,)).fetchone()\n        games[number] = Game(number, json.loads(row[0]))\n    return games[number]\n',
    },
  },
]);
