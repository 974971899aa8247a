import { type Evidence, hazard, type Mount, type Process, rule, safe } from 'ha-ready/rule';

const compose = (worker: string) => `services:
  web:
    image: shop
    restart: always
    expose: [3000]
    volumes:
      - «files:/rails/storage»
  worker:
    image: shop
    restart: always
    command: bundle exec sidekiq
${worker}volumes:
  files:
`;

const disk = {
  'config/environments/production.rb':
    'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.active_storage.service = :local\nend\n',
  'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
};

const media = {
  'shop/models.py':
    'from django.db import models\n\n\nclass Photo(models.Model):\n    file = models.FileField(upload_to="photos")\n',
};
const threeOf = (third: string, mount: string) => `services:
  web:
    image: shop
    restart: always
    command: gunicorn shop.wsgi
    expose: [8000]
    volumes:
      - ${mount}
  third:
    image: shop
    restart: always
    command: ${third}
    ports: ['5555:5555']
volumes:
  media:
`;

export default rule({
  severity: 'warning',
  title: 'The folder of stored files is mounted into one process of the app only',
  why: 'What a worker writes there stays in its own container and is gone with it; what users upload, the worker does not find.',
  remedy: {
    any: 'Keep the files in object storage, or mount the same shared folder into every process of the app.',
  },
  needs: ['fileStores'],
  reads: ['processes'],
  *check({ fileStores, processes }) {
    const local = fileStores.find(({ backend }) => backend.state === 'known' && backend.value.reach === 'server');
    if (!local || local.backend.state === 'unknown') return;
    for (const process of processes) {
      for (const mount of process.volumes.filter(holdsFiles)) {
        const others = processes.filter((other) => isBeside(other, process));
        const without = others.filter(({ volumes }) => !volumes.some(({ path }) => holds(path, mount.path)));
        const { technology } = process;
        const here: Evidence = { at: mount.at, says: `is mounted into ${process.name}` };
        const steps = without.map(({ name, at }) => ({ at, says: `starts ${name} from the same image without it` }));
        const first = without[0];
        if (first)
          yield hazard(
            `${process.name} keeps files in ${mount.path}, which ${first.name} does not mount`,
            [...steps, here],
            {
              technology,
            },
          );
        else if (others.length > 0) yield safe(`every process of the app mounts ${mount.path}`, [here], { technology });
      }
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'a worker of the same image without the volume',
      bad: { ...disk, 'compose.yaml': compose('') },
      good: { ...disk, 'compose.yaml': compose('    volumes:\n      - files:/rails/storage\n').replace(/[«»]/g, '') },
    },
    {
      on: 'rails-8',
      about: 'files that are kept in a bucket need no folder',
      good: { 'app/models/user.rb': disk['app/models/user.rb'], 'compose.yaml': compose('').replace(/[«»]/g, '') },
    },
    {
      on: 'django-5',
      about: 'a dashboard of the queue is started from the same image and keeps no files',
      bad: { ...media, 'compose.yaml': threeOf('celery -A shop worker -Q mails', '«media:/app/media»') },
      good: {
        ...media,
        'compose.yaml': threeOf('celery -A shop --broker=amqp://mq flower --port=5555', 'media:/app/media'),
      },
    },
  ],
});

/** A folder for what users and jobs leave there, that programs of this server alone can see. */
function holdsFiles({ path, reach, readOnly, code }: Mount): boolean {
  const named =
    /\/(storage|uploads?|media|files|attachments?|documents)(\/[\w.-]+)?\/?$|\/public\/(system|uploads)/.test(path);
  return named && !readOnly && code !== true && reach.state === 'known' && reach.value === 'server';
}

/** Another process that works for the app, started by the same file from the same image. */
function isBeside(other: Process, process: Process): boolean {
  if (other === process || other.at.file !== process.at.file || (other.role !== 'worker' && other.role !== 'web'))
    return false;
  return other.image !== undefined && other.image === process.image;
}

function holds(outer: string, inner: string): boolean {
  return closed(inner).startsWith(closed(outer));
}

function closed(path: string): string {
  return `${path.replace(/(?<!\/)\/+$/, '')}/`;
}
