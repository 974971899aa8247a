import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The running code is a folder of the host',
  why: 'The folder is mounted over the code of the image, so each server runs whatever lies on its own disk: servers drift apart, and a deploy changes code under running requests.',
  remedy: {
    any: 'Ship the code in the image; keep such a mount in a file for development.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, volumes } of processes) {
      for (const { code, path, repair, at } of volumes) {
        if (!code) continue;
        yield hazard(
          `${name} runs the code that lies on the host (mounted at ${path}), not that of its image: servers may run different versions`,
          [{ at, says: 'mounts the source tree over the image' }],
          { at, technology, repair },
        );
      }
    }
  },
  examples: [
    {
      on: 'compose-2',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    volumes:
      - «.:/app:ro»
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    volumes:
      - ./media:/app/media
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a named volume around everything, which the web server has too: the image fills it once',
      bad: {
        'compose.yaml': `services:
  app:
    image: registry.example.com/shop:1.4
    restart: always
    volumes:
      - ./.env:/app/.env
      - «code:/app»
      - logs:/app/storage/logs
  nginx:
    image: nginx:1.27
    restart: always
    ports: ['80:80']
    volumes:
      - code:/app
volumes:
  code:
  logs:
`,
      },
      good: {
        'compose.yaml': `services:
  app:
    image: registry.example.com/shop:1.4
    restart: always
    volumes:
      - ./.env:/app/.env
      - static:/app/static
  nginx:
    image: nginx:1.27
    restart: always
    ports: ['80:80']
    volumes:
      - static:/srv/static:ro
volumes:
  static:
`,
      },
    },
    {
      on: 'compose-2',
      about: 'the folder of the image holds its configuration, which is mounted where configuration belongs',
      good: {
        'relay/Dockerfile': 'FROM registry.example.com/relay:3\nCOPY . /usr/src/relay\n',
        'compose.yaml': `services:
  relay:
    build: ./relay
    restart: always
    expose: ['8000']
    volumes:
      - ./relay:/etc/relay
`,
      },
    },
  ],
});
