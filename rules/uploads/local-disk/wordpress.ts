import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WordPress keeps uploads below wp-content unless an offload plugin is told its bucket',
    bad: { 'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n" },
    good: { 'wp-config.php': "<?php\ndefine('S3_UPLOADS_BUCKET', 'media');\n" },
  },
  {
    on: 'wordpress-6',
    about: 'a plugin that is told its bucket by a variable that nothing sets does not help',
    bad: { 'wp-config.php': "<?php\ndefine('S3_UPLOADS_BUCKET', getenv('MEDIA_BUCKET'));\n" },
    good: {
      'wp-config.php': "<?php\ndefine('S3_UPLOADS_BUCKET', getenv('MEDIA_BUCKET'));\n",
      '.env.production': 'MEDIA_BUCKET=media\n',
    },
  },
  {
    on: 'wordpress-6',
    about: 'whether an offload plugin is switched on is kept in the database',
    unclear: {
      'wp-config.php': "<?php\ndefine('DB_HOST', 'mysql.internal');\n",
      'wp-content/plugins/amazon-s3-and-cloudfront/wordpress-s3.php': '<?php\n',
    },
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'Bedrock keeps uploads below web/app',
    bad: {
      'composer.json': '{ "type": "project", "require": { "roots/wordpress": "6.8" } }\n',
      'config/application.php':
        "<?php\nuse Roots\\WPConfig\\Config;\nuse function Env\\env;\n«Config::define('WP_CONTENT_DIR', $webroot_dir . '/app')»;\nConfig::define('DB_HOST', env('DB_HOST'));\nConfig::apply();\n",
    },
  },
  {
    on: 'wordpress-image',
    about: 'the official image keeps uploads in a volume of each container unless shared storage is mounted',
    bad: {
      'compose.yaml':
        'services:\n  wordpress:\n    image: wordpress:6\n    environment:\n      WORDPRESS_DB_HOST: mysql.internal\n',
    },
    good: {},
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'the constants of a plugin that keeps uploads in a bucket',
    bad: {
      '.env.example': "DB_HOST='mysql.internal'\n",
      'composer.json': '{\n    "type": "project",\n    "require": {\n        "roots/wordpress": "6.8.1"\n    }\n}\n',
      'config/application.php':
        "<?php\n\nuse Roots\\WPConfig\\Config;\nuse function Env\\env;\n\n«Config::define('WP_CONTENT_DIR', __DIR__ . '/web/app')»;\nConfig::define('DB_HOST', env('DB_HOST'));\n\nConfig::apply();\n",
    },
    fixed: {
      '.env.example': "DB_HOST='mysql.internal'\nS3_UPLOADS_BUCKET=wordpress-uploads\n",
      'composer.json':
        '{\n    "type": "project",\n    "require": {\n        "roots/wordpress": "6.8.1",\n        "humanmade/s3-uploads": "^3.0"\n    }\n}\n',
      'config/application.php':
        "<?php\n\nuse Roots\\WPConfig\\Config;\nuse function Env\\env;\n\nConfig::define('WP_CONTENT_DIR', __DIR__ . '/web/app');\nConfig::define('DB_HOST', env('DB_HOST'));\nConfig::define('S3_UPLOADS_BUCKET', env('S3_UPLOADS_BUCKET'));\nConfig::define('S3_UPLOADS_REGION', env('S3_UPLOADS_REGION'));\nConfig::define('S3_UPLOADS_USE_INSTANCE_PROFILE', true);\n\nConfig::apply();\n",
    },
  },
]);
