import { examples } from 'ha-ready/rule';

const database = `<?php

namespace Config;

use CodeIgniter\\Database\\Config;

class Database extends Config
{
    public array $default = [
        'hostname' => «'localhost'»,
        'DBDriver' => 'MySQLi',
    ];

    public function __construct()
    {
        parent::__construct();
        foreach ([&$this->default] as &$one) {
            $one['hostname'] = ! getenv('SHOP_DB') ? $one['hostname'] : getenv('SHOP_DB');
        }
    }
}
`;

const compose = (variable: string) =>
  `services:\n  web:\n    build: .\n    restart: always\n    environment:\n      - ${variable}=db\n  db:\n    image: mysql:8.4\n    volumes:\n      - data:/var/lib/mysql\nvolumes:\n  data: {}\n`;

export default examples([
  {
    on: 'codeigniter-4',
    about: 'a variable that the constructor takes, or one of the framework, goes before the file',
    bad: { 'app/Config/Database.php': database, 'compose.yaml': compose('OTHER') },
    good: { 'app/Config/Database.php': database.replace(/[«»]/g, ''), 'compose.yaml': compose('SHOP_DB') },
  },
  {
    on: 'codeigniter-4',
    bad: { 'app/Config/Database.php': database, '.env': 'database.tests.hostname = db.internal\n' },
    good: {
      'app/Config/Database.php': database.replace(/[«»]/g, ''),
      '.env': 'database.default.hostname = db.internal\n',
    },
  },
]);
