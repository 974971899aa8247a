import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/health.controller.ts': null,
      'src/app.module.ts': "import { Module } from '@nestjs/common';\n\n@Module({})\nexport class AppModule {}\n",
    },
    good: {},
  },
  {
    on: 'nest-11',
    about: 'the fix: a route of the adapter',
    bad: {
      'src/health.controller.ts': null,
      'src/app.module.ts': "import { Module } from '@nestjs/common';\n\n@Module({})\nexport class AppModule {}\n",
    },
    fixed: {
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.getHttpAdapter().get('/healthz', (_request, response) => response.send('ok'));\n  app.enableShutdownHooks();\n  await app.listen(3000);\n}\nbootstrap();\n",
    },
  },
]);
