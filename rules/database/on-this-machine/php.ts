import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'a connection of plain PHP to localhost',
    bad: { 'public/index.php': "<?php\nnew PDO(«'mysql:host=localhost;dbname=app'»);\n" },
    good: { 'public/index.php': "<?php\nnew mysqli('mysql.internal', 'app', 'x', 'app');\n" },
  },
]);
