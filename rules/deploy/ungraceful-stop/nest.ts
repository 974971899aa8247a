import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  await «app.listen»(3000);\n}\nbootstrap();\n",
    },
    good: {},
  },
  {
    on: 'nest-11',
    about: 'the fix: the hooks before it listens',
    bad: {
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  await «app.listen»(3000);\n}\nbootstrap();\n",
    },
    fixed: {
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.enableShutdownHooks();\n  await app.listen(3000);\n}\nbootstrap();\n",
    },
  },
]);
