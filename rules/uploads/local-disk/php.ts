import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'move_uploaded_file into a folder; not when the file goes on to object storage',
    bad: {
      'public/upload.php':
        "<?php\n«move_uploaded_file($_FILES['photo']['tmp_name'], __DIR__ . '/uploads/' . bin2hex(random_bytes(8)))»;\n",
    },
    good: {
      'public/upload.php':
        "<?php\nfunction store($s3) {\n    move_uploaded_file($_FILES['photo']['tmp_name'], '/tmp/photo');\n    $s3->putObject(['Bucket' => 'media', 'SourceFile' => '/tmp/photo']);\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'a folder that every server mounts',
    profile: { sharedPaths: ['uploads'] },
    good: {
      'public/upload.php': "<?php\nmove_uploaded_file($_FILES['photo']['tmp_name'], __DIR__ . '/uploads/' . $name);\n",
    },
  },
]);
