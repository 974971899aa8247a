import { examples } from 'ha-ready/rule';

const product = (environment: string, other = '') => ({
  Dockerfile: 'FROM scratch\n',
  'compose.yaml': `services:
  shop:
    image: ghcr.io/acme/shop:2
    restart: always
    expose: ['8000']
    environment:
${environment}${other}`,
});

export default examples([
  {
    on: 'compose-2',
    about: 'a variable makes the database of a product a file; an address of a server, and the file of another product',
    bad: product('      SHOP_DATABASE_URL: «${DATABASE_URL:-sqlite:///data/shop.db}»\n'),
    good: product(
      '      SHOP_DATABASE_URL: ${DATABASE_URL:-postgres://db.internal/shop}\n      SHOP_GEO_DB: /data/geo.db\n',
    ),
  },
  {
    on: 'compose-2',
    about: 'a kind of database, and the path of its file; what the user of the address has to say',
    bad: product('      SHOP__DATABASE__DB_TYPE: «sqlite3»\n'),
    good: product('      DB_TYPE: postgresdb\n      DB_HOST: db.internal\n'),
  },
  {
    on: 'compose-2',
    about: 'the path of a file of SQLite stands where the name of a database would; the file of another product',
    bad: product('      SHOP_DATABASE: «/data/shop.sqlite3»\n'),
    good: product('      SHOP_DATABASE: shop\n      SHOP_SEEN: /data/seen.sqlite3\n'),
  },
  {
    on: 'node-22',
    about: 'the file on the disk of a machine of Fly; a release step of another platform is no database',
    bad: {
      'fly.toml':
        'app = "shop"\n\n[env]\nDATABASE_PATH = «"/data/shop.db"»\n\n[mounts]\nsource = "data"\ndestination = "/data"\n',
    },
    good: {
      'fly.toml': 'app = "shop"\n\n[env]\nDATABASE_HOST = "db.internal"\n\n[http_service]\nmin_machines_running = 2\n',
    },
  },
]);
