import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'codeigniter-4',
    about: 'the first login after a release migrates inside of the request',
    bad: {
      'app/Controllers/Login.php':
        "<?php\n\nnamespace App\\Controllers;\n\nuse App\\Libraries\\Schema;\nuse CodeIgniter\\Controller;\n\nclass Login extends Controller\n{\n    public function index()\n    {\n        $schema = new Schema(config('Migrations'));\n        if (! $schema->isLatest()) {\n            «$schema->setNamespace('App')->latest()»;\n        }\n\n        return view('login');\n    }\n}\n",
      'app/Libraries/Schema.php':
        '<?php\n\nnamespace App\\Libraries;\n\nuse CodeIgniter\\Database\\MigrationRunner;\n\nclass Schema extends MigrationRunner\n{\n    public function isLatest(): bool\n    {\n        return $this->getBatches() !== [];\n    }\n}\n',
    },
    good: {
      'app/Commands/Prepare.php':
        "<?php\n\nnamespace App\\Commands;\n\nuse CodeIgniter\\CLI\\BaseCommand;\nuse Config\\Services;\n\nclass Prepare extends BaseCommand\n{\n    protected $group = 'Shop';\n    protected $name = 'shop:prepare';\n\n    public function run(array $params)\n    {\n        Services::migrations()->latest();\n    }\n}\n",
    },
  },
]);
