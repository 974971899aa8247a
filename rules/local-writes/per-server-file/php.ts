import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'a file that a page writes; temporary and cache files are passed over',
    bad: {
      'public/save.php': "<?php\n«file_put_contents(__DIR__ . '/../config/settings.json', json_encode($_POST))»;\n",
    },
    good: {
      'public/save.php':
        "<?php\nfile_put_contents(sys_get_temp_dir() . '/x', 'a');\nfile_put_contents(__DIR__ . '/../var/cache/x', 'a');\n",
    },
  },
]);
