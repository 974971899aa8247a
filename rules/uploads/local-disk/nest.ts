import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the environment chooses the disk',
    bad: {
      'env-example': '«FILE_DRIVER=local»\n',
      'src/files.config.ts': `import { registerAs } from '@nestjs/config';

export default registerAs('files', () => ({ driver: process.env.FILE_DRIVER ?? 'local' }));
`,
    },
    good: {
      'env-example': 'FILE_DRIVER=s3\n',
      'src/files.config.ts': `import { registerAs } from '@nestjs/config';

export default registerAs('files', () => ({ driver: process.env.FILE_DRIVER ?? 'local' }));
`,
      'src/local/files.module.ts': `import { diskStorage } from 'multer';

export const storage = diskStorage({ destination: './files' });
`,
    },
  },
]);
