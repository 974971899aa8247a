import { examples } from 'ha-ready/rule';

const stack = `services:
  web:
    image: acme/shop-api
    restart: always
    expose: ['8000']
  worker:
    image: acme/shop-api
    restart: always
    command: ["php", "artisan", "queue:work"]
  site:
    image: acme/shop-site
    restart: always
    expose: ['3000']
`;
const api = (run: string) => `FROM php:8.4-cli
WORKDIR /app
COPY . .
${run}
CMD ["php", "artisan", "serve", "--host=0.0.0.0"]
`;
const site = 'FROM nginx:1\nCOPY public /usr/share/nginx/html\n';

export default examples([
  {
    on: 'laravel-11',
    about:
      'official images of PHP come without pcntl, by which a worker hears the signal; of images that are pulled by one name with several endings, each is the Dockerfile with that ending',
    bad: {
      'compose.yaml': stack,
      'docker/Dockerfile.api': api('RUN «docker-php-ext-install bcmath pdo_pgsql»'),
      'docker/Dockerfile.site': site,
    },
    good: {
      'compose.yaml': stack,
      'docker/Dockerfile.api': api('RUN docker-php-ext-install bcmath pcntl pdo_pgsql'),
      'docker/Dockerfile.site': site,
    },
  },
  {
    on: 'laravel-11',
    about: 'what a variable or a script installs is not known',
    good: {
      'compose.yaml': stack,
      'docker/Dockerfile.api': api('ARG EXTENSIONS="bcmath"\nRUN docker-php-ext-install $EXTENSIONS'),
      'docker/Dockerfile.site': site,
    },
  },
]);
