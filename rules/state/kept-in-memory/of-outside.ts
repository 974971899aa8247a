import { examples } from 'ha-ready/rule';

const routes =
  "import express from 'express';\nimport { rates } from './rates.js';\n\nexport const app = express();\napp.post('/rates', async (request, response) => {\n  await rates.GIVEN;\n  response.end();\n});\napp.get('/rates/:code', (request, response) => response.json(rates.of(request.params.code)));\n";

export default examples([
  {
    on: 'express-5',
    about:
      'a table that every process fills with what another server answers, whoever asks for it; one that is filled with what somebody sends',
    bad: {
      'src/rates.js':
        'class Rates {\n  table = «{}»;\n\n  set({ code, rate }) {\n    this.table[code] = rate;\n  }\n\n  of(code) {\n    return this.table[code];\n  }\n}\n\nexport const rates = new Rates();\n',
      'src/routes.js': routes.replace('GIVEN', 'set(request.body)'),
    },
    good: {
      'src/rates.js':
        "class Rates {\n  table = {};\n\n  async load() {\n    const answer = await fetch('https://bank.example/rates.json');\n    for (const one of await answer.json()) this.table[one.code] = one.rate;\n  }\n\n  of(code) {\n    return this.table[code];\n  }\n}\n\nexport const rates = new Rates();\n",
      'src/routes.js': routes.replace('GIVEN', 'load()'),
    },
  },
  {
    on: 'flask-3',
    about:
      'a menu that is put in order with the first request, of what the code told it before; one that requests add to',
    bad: {
      'app.py':
        "from flask import Flask, request\n\nfrom menu import menu\n\napp = Flask(__name__)\nmenu.add('start', 1)\n\n\n@app.post('/menu')\ndef add():\n    menu.add(request.json['title'], request.json['rank'])\n    return ''\n\n\n@app.get('/')\ndef index():\n    return menu.titles()\n",
      'menu.py':
        'class Menu:\n    def __init__(self):\n        self.told = «[]»\n\n    def add(self, title, rank):\n        self.told.append((rank, title))\n\n    def titles(self):\n        return [title for _, title in self.told]\n\n\nmenu = Menu()\n',
    },
    good: {
      'app.py':
        "from flask import Flask\n\nfrom menu import menu\n\napp = Flask(__name__)\nmenu.add('start', 1)\n\n\n@app.get('/')\ndef index():\n    return menu.titles()\n",
      'menu.py':
        'class Menu:\n    def __init__(self):\n        self.told = []\n        self.sorted = []\n        self.is_ready = False\n\n    def add(self, title, rank):\n        self.told.append((rank, title))\n\n    def _take(self, item):\n        self.sorted.append(item)\n\n    def _finish(self):\n        for rank, title in self.told:\n            self._take(title)\n        self.is_ready = True\n\n    def titles(self):\n        if not self.is_ready:\n            self._finish()\n        return self.sorted\n\n\nmenu = Menu()\n',
    },
  },
]);
