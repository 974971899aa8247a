import { examples } from 'ha-ready/rule';

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
]);
