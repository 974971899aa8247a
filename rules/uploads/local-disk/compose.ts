import { examples } from 'ha-ready/rule';

const product = (other: string, volume: string) => `services:
  web:
    image: \${REGISTRY:-ghcr.io}/acme/shop:\${SHOP_VERSION}
    restart: always
    expose: ['8000']
    volumes:
      - ${volume}
  worker:
    image: ghcr.io/${other}:\${SHOP_VERSION}
    restart: always
volumes:
  media:
`;

const task = (volume: string) => `{
  "family": "shop",
  "containerDefinitions": [
    { "name": "web", "image": "registry.example.com/shop:1", "portMappings": [{ "containerPort": 3000 }],
      "mountPoints": [«{ "sourceVolume": "media", "containerPath": "/srv/media" }»] }
  ],
  "volumes": [{ "name": "media"${volume} }]
}
`;

export default examples([
  {
    on: 'compose-2',
    about: 'the folder of uploads is a volume of one host',
    bad: {
      'compose.yaml': `services:
  web:
    image: registry.example.com/shop:1.4
    restart: always
    expose: ['8000']
    volumes:
      - «media:/srv/shop/media»
volumes:
  media:
`,
    },
    good: {
      'compose.yaml': `services:
  web:
    image: registry.example.com/shop:1.4
    restart: always
    expose: ['8000']
    volumes:
      - media:/srv/shop/media
volumes:
  media:
    driver_opts: { type: cifs, device: //files.internal/shop }
`,
    },
  },
  {
    on: 'compose-2',
    about:
      'a product in two images of one publisher, with a tag that the operator sets; an image of somebody else beside',
    bad: {
      'compose.yaml': product('acme/shop-worker', '«media:/srv/shop/media»'),
    },
    good: {
      'compose.yaml': product('initech/transcoder', 'media:/srv/shop/media'),
    },
  },
  {
    on: 'node-22',
    about: 'a volume of one copy of a task; one of EFS',
    bad: { '.aws/task-definition.json': task('') },
    good: {
      '.aws/task-definition.json': task(', "efsVolumeConfiguration": { "fileSystemId": "fs-1" }').replace(/[«»]/g, ''),
    },
  },
  {
    on: 'compose-2',
    about: 'the mail of users, after what is given to the container',
    bad: {
      'compose.yaml':
        'services:\n  mail:\n    image: registry.example.com/acme/mail:1\n    restart: always\n    expose: ["8000"]\n    volumes:\n      - ./conf:/srv/mail/conf\n      - «mail:/var/vmail»\nvolumes:\n  mail:\n',
    },
  },
]);
