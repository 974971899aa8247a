import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WordPress on localhost, by the constant itself and by what a missing variable falls back to',
    bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', «'localhost'»);\n" },
    good: {
      'wp-config.php': "<?php\ndefine('DB_HOST', getenv('DB_HOST') ?: 'localhost');\n",
      '.env': 'DB_HOST=mysql.internal\n',
    },
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'Bedrock falls back to localhost when DB_HOST is not set',
    bad: {
      '.env.example': "DB_NAME='shop'\n",
      'config/application.php':
        "<?php\nuse Roots\\WPConfig\\Config;\nuse function Env\\env;\nConfig::define('DB_HOST', «env('DB_HOST')» ?: 'localhost');\n",
    },
  },
  {
    on: 'wordpress-6',
    about: 'the host comes from the environment',
    bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', «'localhost'»);\n", '.env.production': 'DB_HOST=db.internal\n' },
    fixed: { 'wp-config.php': "<?php\ndefine('DB_HOST', getenv('DB_HOST') ?: 'localhost');\n" },
  },
]);
