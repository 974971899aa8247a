import { examples } from 'ha-ready/rule';

const stack = (volumes: string, rest = '') => `services:
  web:
    image: registry.example.com/shop:1.4
    restart: always
    expose: ['8000']
    volumes:
${volumes}${rest}`;

const database = (dialect: string) =>
  `import { Sequelize } from 'sequelize';\n\nexport const db = new Sequelize({ dialect: '${dialect}', storage: process.env.DB_FILE });\n`;

const compose = (volume: string) => `services:
  shop:
    build: .
    restart: unless-stopped
    ports: ['3000']
    volumes:
      - ${volume}
`;

export default examples([
  {
    on: 'compose-2',
    about: 'what the app keeps in a volume of one host; the same on a network file system, and what is given to it',
    bad: { 'compose.yaml': stack('      - «extensions:/srv/shop/extensions»\n', 'volumes:\n  extensions:\n') },
    good: {
      'compose.yaml': stack(
        '      - extensions:/srv/shop/extensions\n      - ./shop.toml:/srv/shop/shop.toml\n      - ./config:/srv/shop/config\n      - ./theme:/srv/shop/theme:ro\n      - cache:/srv/shop/var/cache\n      - /var/run/docker.sock:/var/run/docker.sock\n',
        'volumes:\n  cache:\n  extensions:\n    driver_opts:\n      type: nfs\n      o: addr=files.internal,rw\n      device: ":/shop"\n',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'a folder of the host that takes the dumps of the app; volumes of stores and of other products are theirs',
    bad: { 'compose.yaml': stack('      - «./../../backups:/backups»\n') },
    good: {
      'compose.yaml':
        'services:\n  web:\n    image: registry.example.com/shop:1.4\n    restart: always\n    expose: ["8000"]\n  search:\n    image: registry.example.com/finder:2\n    restart: always\n    volumes: ["index:/var/lib/finder"]\n  db:\n    image: postgres:17\n    restart: always\n    volumes: ["data:/var/lib/postgresql/data"]\nvolumes:\n  data:\n  index:\n',
    },
  },
  {
    on: 'express-5',
    about: 'a volume of which the code shows what lies in it, and one of which it does not',
    bad: {
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    expose: ["3000"]\n    volumes:\n      - ./kept:/app/data/lists\n      - «./more:/app/plugins»\n',
      'src/server.js':
        "import express from 'express';\nimport fs from 'node:fs/promises';\n\nconst app = express();\napp.post('/lists/:name', async (req, res) => {\n  await «fs.writeFile(`./data/lists/${req.params.name}.txt`, await names())»;\n  res.sendStatus(204);\n});\napp.get('/healthz', (req, res) => res.sendStatus(200));\napp.listen(3000);\n",
    },
  },
  {
    on: 'compose-2',
    about: "packages that are installed once more where the folder is empty are nobody's data",
    good: {
      'compose.yaml': stack(
        '      - gems:/usr/local/rvm/gems\n      - packages:/opt/venv/lib/python3.13/site-packages\n      - repository:/root/.m2\n',
        'volumes:\n  gems:\n  packages:\n  repository:\n',
      ),
    },
  },
  {
    on: 'compose-2',
    about: 'storage that the profile says all servers share',
    good: { 'compose.yaml': stack('      - extensions:/srv/shop/extensions\n', 'volumes:\n  extensions:\n') },
    profile: { sharedPaths: ['extensions'] },
  },
  {
    on: 'compose-2',
    about: 'a stack for developers that stands beside an example to be copied',
    bad: {
      'compose.yaml':
        'services:\n  web:\n    build: { context: ., target: dev }\n    volumes: [".:/app", "data:/srv/data"]\nvolumes:\n  data:\n',
      'examples/compose.example.yml': stack('      - «/path/to/config:/srv/shop/data»\n'),
    },
  },
  {
    on: 'compose-2',
    about: 'data that an app keeps below /etc; what is made for it there',
    bad: { 'compose.yaml': stack('      - «./data:/etc/shop/data»\n') },
    good: { 'compose.yaml': stack('      - ./rules:/etc/shop/rules.d\n') },
  },
  {
    on: 'compose-2',
    about: 'dumps that a container with cron makes by the tools of a database',
    good: {
      'backup/Dockerfile':
        'FROM postgres:17\nRUN apt-get update && apt-get install -y cron\nCOPY jobs /etc/cron.d/jobs\nENTRYPOINT []\nCMD ["cron", "-f"]\n',
      'backup/jobs': '0 3 * * * root pg_dump -Fc shop > /backups/shop.dump\n',
      'compose.yaml':
        'services:\n  backup:\n    build: backup\n    restart: always\n    volumes: ["dumps:/backups"]\nvolumes:\n  dumps:\n',
    },
  },
  {
    on: 'compose-2',
    about:
      'the data of a service, beside what the repository gives it, hooks that its start runs, and what is fetched anew',
    bad: {
      'compose.yaml':
        'services:\n  filter:\n    image: registry.example.com/acme/filter:1\n    restart: always\n    expose: ["8000"]\n    volumes:\n      - ./hooks:/hooks:Z\n      - ./conf/rules:/srv/rules\n      - ./conf/site:/etc/filter:ro,Z\n      - «filter:/var/lib/rspamd»\n      - signatures:/var/lib/clamav\n      - certificates:/etc/letsencrypt\nvolumes:\n  filter:\n  signatures:\n  certificates:\n',
      'conf/rules/own.conf': 'score = 1\n',
      'hooks/.gitkeep': '',
      'images/filter/Dockerfile':
        'FROM debian:13\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["filterd"]\n',
      'images/filter/entrypoint.sh':
        '#!/bin/sh\nfor file in /hooks/*; do\n  if [ -x "${file}" ]; then\n    "${file}"\n  fi\ndone\nexec "$@"\n',
    },
  },
  {
    on: 'express-5',
    about: 'the one volume of an app whose database is a file holds that, where nothing says where the file lies',
    bad: {
      'src/db.js': database('postgres'),
      'compose.yaml': compose('«./data:/app/data»'),
    },
    good: {
      'src/db.js': database('sqlite'),
      'compose.yaml': compose('./data:/app/data'),
    },
  },
]);
