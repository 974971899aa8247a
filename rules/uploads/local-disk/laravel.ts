import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'the default disk becomes the S3 disk that the framework describes',
    bad: {
      '.env.example': 'FILESYSTEM_DISK=local\n',
      'app/Http/Controllers/PhotoController.php':
        "<?php\nclass PhotoController\n{\n    public function store(Request $request)\n    {\n        $request->file('photo')->store('photos');\n    }\n}\n",
    },
    fixed: { '.env.example': 'FILESYSTEM_DISK=s3\n' },
  },
]);
