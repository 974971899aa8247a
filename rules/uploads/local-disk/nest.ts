import { examples } from 'ha-ready/rule';

const main =
  "import { NestFactory } from '@nestjs/core';\nimport { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';\nimport { PicturesModule } from './pictures.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(PicturesModule);\n  const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());\n  SwaggerModule.setup('docs', app, document);\n  await app.listen(3000);\n}\nbootstrap();\n";

const parts = {
  'src/pictures.module.ts':
    "import { Module } from '@nestjs/common';\nimport { PicturesController } from './pictures.controller';\nimport { PictureStore } from './picture-store';\n\n@Module({ controllers: [PicturesController], providers: [PictureStore] })\nexport class PicturesModule {}\n",
  'src/pictures.controller.ts':
    "import { Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';\nimport { FileInterceptor } from '@nestjs/platform-express';\nimport { PictureStore } from './picture-store';\n\n@Controller('pictures')\nexport class PicturesController {\n  constructor(private readonly pictures: PictureStore) {}\n\n  @Post()\n  @UseInterceptors(FileInterceptor('picture'))\n  add(@UploadedFile() file: Express.Multer.File) {\n    return this.pictures.keep(file);\n  }\n}\n",
};

const store = (write: string) =>
  `import * as fs from 'fs/promises';\nimport { Injectable } from '@nestjs/common';\n\nconst isServer = typeof window === 'undefined';\n\n@Injectable()\nexport class PictureStore {\n  async keep(file: Express.Multer.File) {\n    if (isServer) await ${write};\n  }\n}\n`;

const sent = (add: string) =>
  `import { Body, Controller, Param, Put } from '@nestjs/common';\nimport { PictureStore } from './picture-store';\n\n@Controller('pictures')\nexport class PicturesController {\n  constructor(private readonly pictures: PictureStore) {}\n\n  @Put(':id')\n  ${add}\n}\n`;

const kept = (write: string) =>
  `import * as fs from 'fs/promises';\nimport { Injectable } from '@nestjs/common';\n\n@Injectable()\nexport class PictureStore {\n  async keep(id: string, text: string) {\n    await ${write};\n  }\n}\n`;

export default examples([
  {
    on: 'nest-11',
    about: 'a page of documentation is called `document` too, and who asks for a window is not in a browser for it',
    bad: {
      'src/main.ts': main,
      ...parts,
      'src/picture-store.ts': store('«fs.writeFile(`./pictures/${file.originalname}`, file.buffer)»'),
    },
    good: {
      'src/main.ts': main,
      ...parts,
      'src/picture-store.ts': store('fs.writeFile(`/tmp/${file.originalname}`, file.buffer)'),
    },
  },
  {
    on: 'nest-11',
    about:
      'the whole of a body, by the mark of a parameter, becomes a file of its own; one that is only looked at does not stay',
    bad: {
      'src/main.ts': main,
      'src/pictures.module.ts': parts['src/pictures.module.ts'],
      'src/pictures.controller.ts': sent(
        'add(@Param("id") id: string, @Body() body: string) {\n    return this.pictures.keep(id, body);\n  }',
      ),
      'src/picture-store.ts': kept('«fs.writeFile(`./pictures/${id}`, Buffer.from(text, "base64"))»'),
    },
    good: {
      'src/main.ts': main,
      'src/pictures.module.ts': parts['src/pictures.module.ts'],
      'src/pictures.controller.ts': sent(
        'add(@Param("id") id: string, @Body() body: string) {\n    return this.pictures.keep(id, body);\n  }',
      ),
      'src/picture-store.ts': kept('fs.writeFile(`/tmp/${id}`, Buffer.from(text, "base64"))'),
    },
  },
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
