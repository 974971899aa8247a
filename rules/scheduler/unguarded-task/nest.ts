import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/report.service.ts': `import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

@Injectable()
export class ReportService {
  @«Cron('0 6 * * *')»
  async sendReports() {
    await this.mailer.sendMail('report');
  }
}
`,
    },
    good: {
      'src/report.service.ts': `import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import Redlock from 'redlock';
import { Redis } from 'ioredis';

const redlock = new Redlock([new Redis(process.env.REDIS_URL)]);

@Injectable()
export class ReportService {
  @Cron('0 6 * * *')
  async sendReports() {
    await redlock.using(['reports'], 60_000, async () => {
      const lock = await redlock.acquire(['reports'], 60_000);
      await this.mailer.sendMail('report');
      await lock.release();
    });
  }
}
`,
    },
  },
]);
