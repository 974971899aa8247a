import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the fix: a plain list of limits becomes an option beside the storage',
    bad: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n\n@Module({ imports: [«ThrottlerModule.forRoot»([{ ttl: 60_000, limit: 10 }])] })\nexport class AppModule {}\n",
    },
    fixed: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\nimport { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';\n\n@Module({ imports: [ThrottlerModule.forRoot({ throttlers: [{ ttl: 60_000, limit: 10 }], storage: new ThrottlerStorageRedisService(process.env.REDIS_URL!) })] })\nexport class AppModule {}\n",
    },
  },
]);
