import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'ConfigService: what the app loads, and a section of its own',
    bad: {
      'src/configuration.ts':
        "export default () => ({\n  port: Number(process.env.PORT ?? 3000),\n  redis: { host: «process.env.CACHE_HOST» || 'localhost' },\n});\n",
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ConfigModule } from '@nestjs/config';\nimport configuration from './configuration';\n\n@Module({ imports: [ConfigModule.forRoot({ load: [configuration] })] })\nexport class AppModule {}\n",
      'src/cache.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { Redis } from 'ioredis';\n\n@Injectable()\nexport class CacheService {\n  private readonly redis: Redis;\n\n  constructor(private readonly config: ConfigService) {\n    this.redis = new Redis({ host: this.config.get<string>('redis.host') });\n  }\n}\n",
    },
    good: {
      'src/redis.config.ts':
        "import { registerAs } from '@nestjs/config';\n\nexport default registerAs('redis', () => ({ host: process.env.CACHE_HOST ?? 'localhost' }));\n",
      '.env.example': 'CACHE_HOST=cache.internal\n',
      'src/cache.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { Redis } from 'ioredis';\n\n@Injectable()\nexport class CacheService {\n  private readonly redis: Redis;\n\n  constructor(private readonly configService: ConfigService) {\n    this.redis = new Redis(this.configService.getOrThrow('redis', { infer: true }));\n  }\n}\n",
    },
  },
  {
    on: 'nest-11',
    about: 'a section that a function of the app registers',
    bad: {
      'src/section.ts':
        "import { registerAs } from '@nestjs/config';\n\nexport function section<T extends object>(name: string, values: () => T) {\n  return registerAs(name, values);\n}\n",
      'src/redis.config.ts':
        "import { section } from './section';\n\nexport default section('redis', () => ({ host: «process.env.CACHE_HOST» ?? 'localhost' }));\n",
      'src/cache.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { Redis } from 'ioredis';\n\n@Injectable()\nexport class CacheService {\n  private readonly redis: Redis;\n\n  constructor(private readonly config: ConfigService) {\n    this.redis = new Redis({ host: this.config.get<string>('redis.host') });\n  }\n}\n",
    },
    good: {
      'src/section.ts':
        "import { registerAs } from '@nestjs/config';\n\nexport function section<T extends object>(name: string, values: () => T) {\n  return registerAs(name, values);\n}\n",
      'src/redis.config.ts':
        "import { section } from './section';\n\nexport default section('redis', () => ({ host: process.env.CACHE_HOST ?? 'localhost' }));\n",
      '.env.example': 'CACHE_HOST=cache.internal\n',
      'src/cache.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { Redis } from 'ioredis';\n\n@Injectable()\nexport class CacheService {\n  private readonly redis: Redis;\n\n  constructor(private readonly config: ConfigService) {\n    this.redis = new Redis({ host: this.config.get<string>('redis.host') });\n  }\n}\n",
    },
  },
  {
    on: 'nest-11',
    about: 'ConfigService: a variable with a default of its own',
    bad: {
      'src/cache.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { Redis } from 'ioredis';\n\n@Module({\n  providers: [\n    { provide: 'REDIS', inject: [ConfigService], useFactory: (config: ConfigService) => new Redis({ host: «config.get('CACHE_HOST', 'localhost')» }) },\n  ],\n})\nexport class CacheModule {}\n",
    },
    good: {
      '.env': 'CACHE_HOST=cache.internal\n',
      'src/cache.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { Redis } from 'ioredis';\n\n@Module({\n  providers: [\n    { provide: 'REDIS', inject: [ConfigService], useFactory: (config: ConfigService) => new Redis({ host: config.get('CACHE_HOST', 'localhost') }) },\n  ],\n})\nexport class CacheModule {}\n",
    },
  },
]);
