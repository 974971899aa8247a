import { examples } from 'ha-ready/rule';

const page = (opened: string) =>
  `<?php\n\nfunction path(): string\n{\n    return __DIR__ . '/../data/shop.db';\n}\n\n$rows = ${opened}->query('SELECT name FROM products');\n`;

export default examples([
  {
    on: 'php-8',
    about: 'a file whose path is put together, by the class of the driver',
    bad: { 'public/products.php': page("(«new \\PDO\\Sqlite('sqlite:' . path())»)") },
    good: { 'public/products.php': page("(new \\PDO('mysql:host=db.internal;dbname=shop', 'shop', getenv('DB_PW')))") },
  },
  {
    on: 'php-8',
    about: 'the class SQLite3, in each of two pages: one file is told once',
    bad: {
      'public/a.php': "<?php\n$path = __DIR__ . '/../data/shop.db';\n$database = «new SQLite3($path)»;\n",
      'public/b.php': "<?php\n$path = __DIR__ . '/../data/shop.db';\n$database = new SQLite3($path);\n",
    },
    good: {
      'public/a.php':
        "<?php\n$database = new SQLite3(':memory:');\necho $database->querySingle('SELECT sqlite_version()');\n",
    },
  },
  {
    on: 'php-8',
    about: 'a database in memory, to ask for the version',
    bad: { 'public/version.php': page("(«new PDO('sqlite:' . path())»)") },
    good: { 'public/version.php': page("(new PDO('sqlite::memory:'))") },
  },
]);
