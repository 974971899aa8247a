import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A database writes into its container',
  why: 'The data is gone when the container is replaced: by an update, on another node, after a crash.',
  remedy: {
    any: 'Give the data directory a volume (in Kubernetes a `volumeClaimTemplate`), and let replicas and backups do the rest.',
  },
  needs: ['services'],
  *check({ services }) {
    for (const { name, engine, technology, role, persistent, repairs } of services) {
      if (role !== 'database' && role !== 'search') continue;
      yield* judge(`whether ${name} keeps its data`, persistent, (is, because) =>
        is
          ? safe(`${name} keeps its data in a volume`, because, { technology })
          : hazard(
              `${name} (${engine}) keeps its data in its container: it is gone when the container is replaced`,
              because,
              { technology, repair: repairs?.persistent },
            ),
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'an image over that of a database which starts something else, behind a script that hands over to it',
      bad: {
        'backup/Dockerfile': 'FROM postgres:17\nCOPY tune.sh /tune.sh\nENTRYPOINT ["/tune.sh"]\nCMD ["postgres"]\n',
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  «store»:
    build: backup
    restart: always
`,
      },
      good: {
        'backup/Dockerfile': 'FROM postgres:17\nCOPY tune.sh /tune.sh\nENTRYPOINT ["/tune.sh"]\nCMD ["cron", "-f"]\n',
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  store:
    build: backup
    restart: always
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a container that only holds volumes for another',
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  dbdata:
    image: mysql:8
    command: /bin/true
  db:
    image: mysql:8
    restart: always
    volumes_from:
      - dbdata
`,
      },
    },
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  «db»:
    image: postgres:17
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  db:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
`,
      },
    },
  ],
});
