import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/app.module.ts': `import { CacheModule } from '@nestjs/cache-manager';
import { Module } from '@nestjs/common';

@Module({ imports: [«CacheModule.register»()] })
export class AppModule {}
`,
    },
    good: {
      'src/app.module.ts': `import KeyvRedis from '@keyv/redis';
import { CacheModule } from '@nestjs/cache-manager';
import { Module } from '@nestjs/common';

@Module({ imports: [CacheModule.register({ stores: [new KeyvRedis(process.env.REDIS_URL)] })] })
export class AppModule {}
`,
    },
  },
]);
