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
  {
    on: 'nest-11',
    about: 'a throttler that is off as shipped and counts in Redis when it is switched on',
    bad: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n\n@Module({ imports: [«ThrottlerModule.forRoot»({ throttlers: [{ ttl: 60_000, limit: 10 }], skipIf: (context) => context.getType() === 'ws' })] })\nexport class AppModule {}\n",
    },
    good: {
      'src/app.module.ts':
        "import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';\nimport { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n\nconst limited = Boolean(process.env.LIMIT_REQUESTS);\n\n@Module({\n  imports: [\n    ThrottlerModule.forRoot({\n      throttlers: [{ ttl: 60_000, limit: 10 }],\n      skipIf: () => !limited,\n      storage: limited ? new ThrottlerStorageRedisService(process.env.REDIS_URL) : undefined,\n    }),\n  ],\n})\nexport class AppModule {}\n",
    },
  },
]);
