import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/app.module.ts': `import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';

@Module({ imports: [«ThrottlerModule.forRoot»({ throttlers: [{ ttl: 60_000, limit: 10 }] })] })
export class AppModule {}
`,
    },
    good: {
      'src/app.module.ts': `import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';
import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';

@Module({ imports: [ThrottlerModule.forRoot({ throttlers: [], storage: new ThrottlerStorageRedisService(process.env.REDIS_URL) })] })
export class AppModule {}
`,
    },
  },
]);
