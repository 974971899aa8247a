import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WordPress may install plugins and update itself unless DISALLOW_FILE_MODS forbids it',
    bad: { 'wp-config.php': "<?php\n«define('DISALLOW_FILE_MODS', false)»;\n" },
    fixed: { 'wp-config.php': "<?php\ndefine('DISALLOW_FILE_MODS', true);\n" },
    good: { 'wp-config.php': "<?php\ndefine('DISALLOW_FILE_MODS', true);\n" },
  },
  {
    on: 'wordpress-6',
    about: 'a constant that is missing is put behind the last one that stands by itself',
    bad: {
      'wp-config.php':
        "<?php\n\n/** The server of the database */\ndefine('DB_HOST', 'mysql.internal'); // not here\n\nif (!defined('ABSPATH')) {\n    define('ABSPATH', __DIR__ . '/');\n}\nrequire_once ABSPATH . 'wp-settings.php';\n",
    },
    fixed: {
      'wp-config.php':
        "<?php\n\n/** The server of the database */\ndefine('DB_HOST', 'mysql.internal'); // not here\ndefine('DISALLOW_FILE_MODS', true);\n\nif (!defined('ABSPATH')) {\n    define('ABSPATH', __DIR__ . '/');\n}\nrequire_once ABSPATH . 'wp-settings.php';\n",
    },
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'what Bedrock allows in development is not in force in production',
    good: {
      'config/environments/development.php':
        "<?php\nuse Roots\\WPConfig\\Config;\nConfig::define('DISALLOW_FILE_MODS', false);\n",
    },
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'the overlay of Bedrock for production wins over application.php',
    bad: {
      'config/environments/production.php':
        "<?php\nuse Roots\\WPConfig\\Config;\n«Config::define('DISALLOW_FILE_MODS', false)»;\n",
    },
  },
  {
    on: 'wordpress-image',
    about: 'the official image unpacks WordPress into a volume that the site may write',
    bad: {
      'compose.yaml':
        'services:\n  wordpress:\n    image: wordpress:6\n    volumes:\n      - site:/var/www/html\nvolumes:\n  site:\n',
    },
    good: {},
  },
]);
