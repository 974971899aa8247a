import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about:
      'files stay in the data folder unless an object store is configured, also when it is configured under a variable that nothing sets',
    bad: {
      'config/config.php': "<?php\n$CONFIG = ['dbtype' => 'pgsql'];\n",
      'config/s3.config.php':
        "<?php\nif (getenv('OBJECTSTORE_S3_BUCKET')) {\n  $CONFIG = ['objectstore' => ['class' => 'S3', 'arguments' => ['bucket' => getenv('OBJECTSTORE_S3_BUCKET')]]];\n}\n",
    },
    good: {
      'config/s3.config.php':
        "<?php\nif (getenv('OBJECTSTORE_S3_BUCKET')) {\n  $CONFIG = ['objectstore' => ['class' => 'S3', 'arguments' => ['bucket' => getenv('OBJECTSTORE_S3_BUCKET')]]];\n}\n",
      '.env.production': 'OBJECTSTORE_S3_BUCKET=files\n',
    },
  },
  {
    on: 'nextcloud-image',
    about: 'the official image keeps files in its volume unless an object store is given',
    bad: {
      'compose.yaml':
        'services:\n  nextcloud:\n    image: nextcloud:31\n    volumes:\n      - data:/var/www/html\nvolumes:\n  data:\n',
    },
    good: {},
  },
]);
