import { examples } from 'ha-ready/rule';

const parted =
  "<?php\n\n$host = env('DB_HOST', 'localhost');\n$parts = explode(':', $host);\n$port = env('DB_PORT', 3306);\nif (count($parts) > 1) {\n    $host = $parts[0];\n    $port = intval($parts[1]);\n}\n\nreturn [\n    'default' => 'mysql',\n    'connections' => ['mysql' => ['driver' => 'mysql', 'host' => $host, 'port' => $port, 'database' => env('DB_DATABASE', 'shop')]],\n];\n";

export default examples([
  {
    on: 'php-8',
    about: 'a connection of plain PHP to localhost',
    bad: { 'public/index.php': "<?php\nnew PDO(«'mysql:host=localhost;dbname=app'»);\n" },
    good: { 'public/index.php': "<?php\nnew mysqli('mysql.internal', 'app', 'x', 'app');\n" },
  },
  {
    on: 'php-8',
    about: 'the host comes from the environment, and the code keeps its fallback',
    bad: {
      'src/Books.php':
        "<?php\n\n$books = new PDO(«'mysql:host=localhost;dbname=books'», 'books', getenv('DB_PASSWORD'));\n",
      '.env.production': 'DB_HOST=db.internal\n',
    },
    fixed: {
      'src/Books.php':
        "<?php\n\n$books = new PDO('mysql:host=' . (getenv('DB_HOST') ?: 'localhost') . ';dbname=books', 'books', getenv('DB_PASSWORD'));\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'a host that the configuration takes apart where a port stands behind it',
    bad: {
      '.env.example': 'DB_CONNECTION=mysql\n«DB_HOST=localhost»\n',
      'config/database.php': parted,
    },
    good: {
      '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db.internal:3307\n',
      'config/database.php': parted,
    },
  },
]);
