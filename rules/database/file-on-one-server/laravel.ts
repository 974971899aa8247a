import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-12',
    about: 'PostgreSQL, with the address beside it',
    bad: {
      '.env.example': 'APP_NAME=Shop\n«DB_CONNECTION=sqlite»\n# DB_HOST=127.0.0.1\n',
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    expose: ["80"]\n  store:\n    image: postgres:17\n    restart: always\n    volumes: [data:/var/lib/postgresql/data]\nvolumes:\n  data:\n',
    },
    fixed: { '.env.example': 'APP_NAME=Shop\nDB_CONNECTION=pgsql\n# DB_HOST=127.0.0.1\nDB_HOST=store\n' },
  },
  {
    on: 'laravel-12',
    about:
      'the default is a file, and the environment gives a login: files have none, so that another file says which server it is for',
    unclear: { '.env.example': 'APP_NAME=Shop\nDB_USERNAME=root\nDB_PASSWORD=\n' },
  },
]);
