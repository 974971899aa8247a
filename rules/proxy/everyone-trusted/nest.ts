import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the adapter for Fastify is told whom to trust',
    bad: {
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { FastifyAdapter } from '@nestjs/platform-fastify';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule, new FastifyAdapter({ trustProxy: «true» }));\n  await app.listen(3000);\n}\nbootstrap();\n",
    },
    good: {
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { FastifyAdapter } from '@nestjs/platform-fastify';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule, new FastifyAdapter({ trustProxy: '10.0.0.0/8' }));\n  await app.listen(3000);\n}\nbootstrap();\n",
    },
  },
]);
