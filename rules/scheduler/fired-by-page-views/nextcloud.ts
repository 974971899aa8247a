import { examples } from 'ha-ready/rule';

const server = (rest = '') => `services:
  nextcloud:
    image: nextcloud:31
    restart: always
    environment:
      POSTGRES_HOST: postgres.internal
${rest}`;

export default examples([
  {
    on: 'nextcloud-image',
    about: 'nothing calls cron.php; a container of its own does',
    bad: { 'compose.yaml': server().replace('  nextcloud:', '  «nextcloud»:') },
    good: {
      'compose.yaml': server('  cron:\n    image: nextcloud:31\n    restart: always\n    entrypoint: /cron.sh\n'),
    },
  },
]);
