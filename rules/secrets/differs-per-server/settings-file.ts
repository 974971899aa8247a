import { examples } from 'ha-ready/rule';

const app = (start: string) => ({
  'src/app.js': `import express from 'express';\nimport { Vault } from './vault.js';\n\nexport const app = express();\napp.post('/notes', (request, response) => response.json(new Vault(\`note-\${Date.now()}\`).seal(request.query.text)));\n`,
  'src/settings.js':
    "import fs from 'node:fs';\nimport path from 'node:path';\n\nconst names = ['VAULT_KEY', 'SHOP_NAME'];\n\nexport function keepSettings() {\n  const lines = names.map((name) => `${name}='${process.env[name]}'`);\n  fs.writeFileSync(path.join(import.meta.dirname, '../.env'), lines.join('\\n'));\n}\n",
  'src/vault.js': `import crypto from 'node:crypto';\nimport { keepSettings } from './settings.js';\n\nexport class Vault {\n  constructor(label) {\n    this.label = label;\n${start}  }\n\n  seal(text) {\n    return crypto.createHmac('sha256', process.env.VAULT_KEY).update(text).digest('hex');\n  }\n}\n`,
});

const making =
  "    if (!process.env.VAULT_KEY) {\n      process.env.VAULT_KEY = «crypto.randomBytes(32)».toString('hex');\n      keepSettings();\n    }\n";

export default examples([
  {
    on: 'express-5',
    about:
      'a key that is put into the environment of the process and kept with it, in the file that the next start reads',
    bad: app(making),
    good: app('    keepSettings();\n'),
  },
  {
    on: 'express-5',
    about: 'what is random beside the settings that a call leads to is no key of theirs',
    bad: app(making),
    good: {
      ...app('    keepSettings();\n'),
      'src/sound.js':
        "import crypto from 'node:crypto';\nimport { Vault } from './vault.js';\n\nexport function nameOf(file) {\n  return new Vault(`${crypto.randomUUID()}-${file}`).label;\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { nameOf } from './sound.js';\n\nexport const app = express();\napp.post('/sounds', (request, response) => response.json(nameOf(request.query.name)));\n",
    },
  },
]);
