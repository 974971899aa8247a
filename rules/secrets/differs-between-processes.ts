import { hazard, rule } from 'ha-ready/rule';

const whole =
  'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nENV «DATABASE_URL="sqlite:////data/shop.db"»\nEXPOSE 8000\nCMD ["gunicorn", "shop.wsgi"]\n';
const bare = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nEXPOSE 8000\nCMD ["gunicorn", "shop.wsgi"]\n';
const stackOf = (web: string, beside: string) =>
  `services:\n  web:\n    image: example/${web}\n    restart: always\n    expose: ['8000']\n    environment: { DATABASE_URL: 'postgres://shop@db/shop' }\n  beside:\n    image: example/${beside}\n    restart: always\n    expose: ['8080']\n`;
const workflow = (file: string) =>
  `on: push\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: ${file}\n          push: true\n          tags: example/shop:4\n`;

export default rule({
  severity: 'error',
  title: 'Processes of one app have different settings',
  why: 'What one process writes, signs or queues, the other looks for elsewhere or refuses.',
  remedy: {
    any: 'Give all processes of the app the same values, from one source.',
  },
  needs: ['drifts'],
  *check({ drifts }) {
    for (const { name, technology, places, repair } of drifts) {
      yield hazard(`${name} is not the same everywhere: processes of one app would not work on the same data`, places, {
        technology,
        repair,
      });
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'web and worker of one image',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment:
      APP_KEY: first
  worker:
    build: .
    restart: always
    command: celery -A shop worker
    environment:
      APP_KEY: «second»
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment: &shared
      APP_KEY: first
  worker:
    build: .
    restart: always
    command: celery -A shop worker
    environment:
      <<: *shared
      WORKER: 'yes'
`,
      },
    },
    {
      on: 'compose-2',
      about: 'two tags of one name are two images: what the Dockerfile of one sets is not set in the other',
      bad: { Dockerfile: whole, 'compose.yaml': stackOf('shop:4', 'shop:4') },
      good: { Dockerfile: whole.replace('«', '').replace('»', ''), 'compose.yaml': stackOf('shop:app', 'shop:site') },
    },
    {
      on: 'compose-2',
      about: 'the workflow that publishes an image says from which Dockerfile',
      bad: { Dockerfile: null, 'docker/Dockerfile': whole, 'docker/app.Dockerfile': bare, 'compose.yaml': stackOf('shop:4', 'shop:4'), '.github/workflows/publish.yml': workflow('docker/Dockerfile') },
      good: { Dockerfile: null, 'docker/Dockerfile': whole.replace('«', '').replace('»', ''), 'docker/app.Dockerfile': bare, 'compose.yaml': stackOf('shop:4', 'shop:4'), '.github/workflows/publish.yml': workflow('docker/app.Dockerfile') },
    }, // biome-ignore format: one example
  ],
});
