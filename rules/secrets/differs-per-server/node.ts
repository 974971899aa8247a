import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a random fallback that the example leaves in force; a constant is the same everywhere',
    bad: {
      '.env.example': 'JWT_SECRET=\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || «randomBytes»(32).toString('hex');\n",
    },
    good: {
      '.env.example': 'JWT_SECRET=change-me\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || randomBytes(32).toString('hex');\nexport const COOKIE_SECRET = process.env.COOKIE_SECRET || 'change me';\n",
    },
  },
  {
    on: 'node-22',
    about:
      'a key that signs; a mark that only this process puts into what it makes and looks for again is none, whatever it is called',
    bad: {
      'src/secret.js':
        "import { randomUUID } from 'node:crypto';\n\nconst secret = «randomUUID»();\nexport default secret;\n",
      'src/links.js':
        "import { createHmac } from 'node:crypto';\nimport secret from './secret.js';\n\nexport const signed = (path) => `${path}?by=${createHmac('sha256', secret).update(path).digest('hex')}`;\n",
    },
    good: {
      'src/secret.js':
        "import { randomUUID } from 'node:crypto';\n\nconst secret = randomUUID();\nexport default secret;\n",
      'src/plain.js':
        "import secret from './secret.js';\n\nexport const plain = (text) => ({ [secret]: true, text });\nexport const write = (part) => (part[secret] ? part.text : escape(part.text));\n",
    },
  },
  {
    on: 'node-22',
    about:
      'a key that is made when its file is missing; a number that each server is to have for itself, and an export',
    bad: {
      'src/secret.js':
        "import { randomBytes } from 'node:crypto';\nimport { existsSync, readFileSync, writeFileSync } from 'node:fs';\n\nconst file = 'data/session.key';\n\nexport function sessionKey() {\n  if (existsSync(file)) return readFileSync(file, 'utf8');\n  const key = «randomBytes»(32).toString('hex');\n  writeFileSync(file, key);\n  return key;\n}\n",
    },
    good: {
      'src/instance.js':
        "import { randomUUID } from 'node:crypto';\nimport { existsSync, readFileSync, writeFileSync } from 'node:fs';\n\nexport function instanceId() {\n  if (existsSync('data/instance')) return readFileSync('data/instance', 'utf8');\n  const id = randomUUID();\n  writeFileSync('data/instance', id);\n  return id;\n}\n",
      'src/secret.js':
        "import { randomBytes } from 'node:crypto';\nimport { settings } from './settings.js';\n\nexport async function sessionKey() {\n  const found = await settings.find('session.key');\n  if (found) return found;\n  const key = randomBytes(32).toString('hex');\n  await settings.insert('session.key', key);\n  return key;\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'what the page of a first run, or an installer that asks, writes into the configuration',
    bad: {
      'src/setup.js':
        "import { randomUUID } from 'node:crypto';\nimport { writeFile } from 'node:fs/promises';\n\nexport async function setup(request, response) {\n  const config = { database: request.body.database };\n  config.secret = «randomUUID»();\n  await writeFile('config.json', JSON.stringify(config));\n  response.end();\n}\n",
      'src/questions.js':
        "const prompt = require('prompt');\nconst ids = require('./ids');\n\nconst questions = [\n  { name: 'url', default: 'http://localhost:4000' },\n  { name: 'secret', default: «process.env.SECRET || ids.generateUuid()» },\n];\nmodule.exports = () => prompt.get(questions);\n",
    },
    good: {
      'src/questions.js':
        "const prompt = require('prompt');\n\nconst questions = [\n  { name: 'url', default: 'http://localhost:4000' },\n  { name: 'secret', required: true },\n];\nmodule.exports = () => prompt.get(questions);\n",
    },
  },
  {
    on: 'node-22',
    about: 'the key of the tokens comes from a function that makes one',
    bad: {
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\nimport jwt from 'jsonwebtoken';\n\nfunction makeKey() {\n  return «randomBytes(48).toString('base64')»;\n}\nconst key = process.env.JWT_KEY ?? makeKey();\n\nexport const sign = (user) => jwt.sign({ id: user.id }, key);\n",
    },
    good: {
      '.env.production': 'JWT_KEY=8f1c\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\nimport jwt from 'jsonwebtoken';\n\nfunction makeKey() {\n  return randomBytes(48).toString('base64');\n}\nconst key = process.env.JWT_KEY ?? makeKey();\n\nexport const sign = (user) => jwt.sign({ id: user.id }, key);\n",
    },
  },
  {
    on: 'node-22',
    about:
      'a random key that is nothing but the last resort of another value: where that one is given, it is never used',
    bad: {
      'src/tokens.js':
        "import { randomBytes, createHmac } from 'node:crypto';\n\nconst SPARE_SECRET = «randomBytes»(32).toString('hex');\n\nexport const sign = (text) => createHmac('sha256', process.env.TOKEN_SECRET ?? SPARE_SECRET).update(text).digest('hex');\n",
    },
    good: {
      '.env.production': 'TOKEN_SECRET=8f1c\n',
      'src/tokens.js':
        "import { randomBytes, createHmac } from 'node:crypto';\n\nconst SPARE_SECRET = randomBytes(32).toString('hex');\n\nexport const sign = (text) => createHmac('sha256', process.env.TOKEN_SECRET ?? SPARE_SECRET).update(text).digest('hex');\n",
    },
    unclear: {
      'src/tokens.js':
        "import { randomBytes, createHmac } from 'node:crypto';\n\nconst SPARE_SECRET = randomBytes(32).toString('hex');\n\nexport class Signer {\n  constructor(secret) {\n    this.secret = secret || SPARE_SECRET;\n  }\n  sign(text) {\n    return createHmac('sha256', this.secret).update(text).digest('hex');\n  }\n}\n",
    },
  },
]);
