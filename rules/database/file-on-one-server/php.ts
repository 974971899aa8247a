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
    about: 'a database in memory, to ask for the version',
    bad: { 'public/version.php': page("(«new PDO('sqlite:' . path())»)") },
    good: { 'public/version.php': page("(new PDO('sqlite::memory:'))") },
  },
]);
