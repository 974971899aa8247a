import { examples } from 'ha-ready/rule';

/** Keys of CodeIgniter 3 and 4. */
export default examples([
  {
    on: 'php-8',
    about: 'a key that is made from the name of the machine',
    bad: {
      'application/config/config.php':
        "<?php\n\n$config['base_url'] = 'https://shop.example';\n$config['encryption_key'] = defined('SHOP_KEY') ? SHOP_KEY : «hash('sha256', APPPATH . php_uname(), true)»;\n",
    },
    good: {
      'application/config/config.php':
        "<?php\n\n$config['base_url'] = 'https://shop.example';\n$config['encryption_key'] = getenv('SHOP_KEY');\n",
    },
  },
  {
    on: 'codeigniter-4',
    about:
      'a page that makes the key where there is none, and writes it into the env file through functions that edit it',
    bad: {
      'app/Controllers/Login.php':
        "<?php\n\nnamespace App\\Controllers;\n\nuse CodeIgniter\\Controller;\n\nclass Login extends Controller\n{\n    public function index()\n    {\n        helper('keys');\n        provideKey();\n\n        return view('login');\n    }\n}\n",
      'app/Helpers/keys_helper.php':
        "<?php\n\nuse CodeIgniter\\Encryption\\Encryption;\n\nfunction provideKey(): void\n{\n    if (config('Encryption')->key === '') {\n        $key = bin2hex(«Encryption::createKey()»);\n        $text = file_get_contents(ROOTPATH . '.env');\n        $text = preg_replace('/^encryption.key=.*/m', \"encryption.key=$key\", $text);\n        replaceFile(ROOTPATH . '.env', $text);\n    }\n}\n\nfunction replaceFile(string $path, string $text): void\n{\n    $beside = $path . '.new' . uniqid();\n    file_put_contents($beside, $text);\n    rename($beside, $path);\n}\n",
    },
    good: {
      'app/Controllers/Login.php':
        "<?php\n\nnamespace App\\Controllers;\n\nuse CodeIgniter\\Controller;\n\nclass Login extends Controller\n{\n    public function index()\n    {\n        helper('keys');\n        rememberName('shop');\n\n        return view('login');\n    }\n}\n",
      'app/Helpers/keys_helper.php':
        "<?php\n\nfunction rememberName(string $name): void\n{\n    $text = file_get_contents(ROOTPATH . '.env');\n    $text = preg_replace('/^app.name=.*/m', \"app.name=$name\", $text);\n    replaceFile(ROOTPATH . '.env', $text);\n}\n\nfunction replaceFile(string $path, string $text): void\n{\n    $beside = $path . '.new' . uniqid();\n    file_put_contents($beside, $text);\n    rename($beside, $path);\n}\n",
    },
  },
]);
