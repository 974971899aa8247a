import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the fix: a store of Keyv',
    bad: {
      'package.json':
        '{ "dependencies": { "@nestjs/core": "^11.1.0", "@nestjs/common": "^11.1.0", "@nestjs/cache-manager": "^3.0.0" } }\n',
      'src/app.module.ts':
        "import { CacheModule } from '@nestjs/cache-manager';\nimport { Module } from '@nestjs/common';\n\n@Module({ imports: [«CacheModule.register»({ ttl: 60_000 })] })\nexport class AppModule {}\n",
    },
    fixed: {
      'src/app.module.ts':
        "import { CacheModule } from '@nestjs/cache-manager';\nimport { Module } from '@nestjs/common';\nimport { createKeyv } from '@keyv/redis';\n\n@Module({ imports: [CacheModule.register({ ttl: 60_000, stores: [createKeyv(process.env.REDIS_URL)] })] })\nexport class AppModule {}\n",
    },
  },
]);
