import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the environment chooses the disk',
    bad: {
      'env-example': '«FILE_DRIVER=local»\n',
      'src/files.config.ts':
        "import { registerAs } from '@nestjs/config';\n\nexport default registerAs('files', () => ({ driver: process.env.FILE_DRIVER ?? 'local' }));\n",
    },
    good: {
      'env-example': 'FILE_DRIVER=s3\n',
      'src/files.config.ts':
        "import { registerAs } from '@nestjs/config';\n\nexport default registerAs('files', () => ({ driver: process.env.FILE_DRIVER ?? 'local' }));\n",
      'src/local/files.module.ts':
        "import { diskStorage } from 'multer';\n\nexport const storage = diskStorage({ destination: './files' });\n",
    },
  },
]);
