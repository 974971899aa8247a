import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/app.module.ts':
        "import { CacheModule } from '@nestjs/cache-manager';\nimport { Module } from '@nestjs/common';\n\n@Module({ imports: [«CacheModule.register»()] })\nexport class AppModule {}\n",
    },
    good: {
      'src/app.module.ts':
        "import KeyvRedis from '@keyv/redis';\nimport { CacheModule } from '@nestjs/cache-manager';\nimport { Module } from '@nestjs/common';\n\n@Module({ imports: [CacheModule.register({ stores: [new KeyvRedis(process.env.REDIS_URL)] })] })\nexport class AppModule {}\n",
    },
  },
  {
    on: 'nest-11',
    about: 'options that a function makes',
    bad: {
      'src/app.module.ts':
        "import { CacheModule } from '@nestjs/cache-manager';\nimport { Module } from '@nestjs/common';\n\n@Module({ imports: [«CacheModule.registerAsync»({ isGlobal: true, useFactory: () => ({ ttl: 60_000 }) })] })\nexport class AppModule {}\n",
    },
    good: {
      'src/app.module.ts':
        "import { createKeyv } from '@keyv/redis';\nimport { CacheModule } from '@nestjs/cache-manager';\nimport { Module } from '@nestjs/common';\n\n@Module({\n  imports: [\n    CacheModule.registerAsync({\n      isGlobal: true,\n      useFactory: async () => ({ stores: [createKeyv(process.env.REDIS_URL)] }),\n    }),\n  ],\n})\nexport class AppModule {}\n",
    },
  },
]);
