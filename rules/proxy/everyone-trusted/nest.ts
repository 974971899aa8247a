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
  {
    on: 'nest-11',
    about: 'a decorator that takes the first address of the header, although the framework counts the proxies',
    bad: {
      'src/address.ts':
        "import { createParamDecorator, ExecutionContext } from '@nestjs/common';\n\nexport function addressOf(request: any, header = «'»x-forwarded-for'): string {\n  const value = request.get(header);\n  if (value) {\n    const all = value.split(',');\n    return all[0];\n  }\n  return request.ip;\n}\n\nexport const Address = createParamDecorator((_: unknown, context: ExecutionContext) => addressOf(context.switchToHttp().getRequest()));\n",
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.set('trust proxy', 1);\n  await app.listen(3000);\n}\nbootstrap();\n",
    },
    good: {
      'src/address.ts':
        "import { createParamDecorator, ExecutionContext } from '@nestjs/common';\n\nexport const Address = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest().ip);\n",
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.set('trust proxy', 1);\n  await app.listen(3000);\n}\nbootstrap();\n",
    },
  },
]);
