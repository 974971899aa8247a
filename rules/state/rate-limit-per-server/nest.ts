import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n\n@Module({ imports: [«ThrottlerModule.forRoot»({ throttlers: [{ ttl: 60_000, limit: 10 }] })] })\nexport class AppModule {}\n",
    },
    good: {
      'src/app.module.ts':
        "import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';\nimport { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n\n@Module({ imports: [ThrottlerModule.forRoot({ throttlers: [], storage: new ThrottlerStorageRedisService(process.env.REDIS_URL) })] })\nexport class AppModule {}\n",
    },
  },
]);
