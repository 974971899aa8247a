import { hazard, rule } from 'ha-ready/rule';

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
  ],
});
