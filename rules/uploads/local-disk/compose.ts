import { examples } from 'ha-ready/rule';

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
]);
