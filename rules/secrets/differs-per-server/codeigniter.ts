import { examples } from 'ha-ready/rule';

/** Keys of CodeIgniter 3. */
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
]);
