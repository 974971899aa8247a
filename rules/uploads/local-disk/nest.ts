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
  {
    on: 'nest-11',
    about: 'an interceptor with a folder of its own, and options of the module',
    bad: {
      'src/pictures.controller.ts':
        "import { Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';\nimport { FileInterceptor } from '@nestjs/platform-express';\nimport { diskStorage } from 'multer';\n\n@Controller('pictures')\nexport class PicturesController {\n  @Post()\n  @UseInterceptors(FileInterceptor('picture', { storage: diskStorage({ destination: «'./uploads'» }) }))\n  add(@UploadedFile() file: Express.Multer.File) {\n    return { path: file.path };\n  }\n}\n",
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { MulterModule } from '@nestjs/platform-express';\n\n@Module({ imports: [MulterModule.register({ dest: «'./files'» })] })\nexport class AppModule {}\n",
    },
    good: {
      'src/pictures.controller.ts':
        "import { Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';\nimport { FileInterceptor } from '@nestjs/platform-express';\nimport { memoryStorage } from 'multer';\nimport { bucket } from './bucket';\n\n@Controller('pictures')\nexport class PicturesController {\n  @Post()\n  @UseInterceptors(FileInterceptor('picture', { storage: memoryStorage() }))\n  add(@UploadedFile() file: Express.Multer.File) {\n    return bucket.put(file.originalname, file.buffer);\n  }\n}\n",
    },
  },
]);
