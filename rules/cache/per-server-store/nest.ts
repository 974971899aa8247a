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
]);
